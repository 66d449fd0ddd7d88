import { useI18n } from "vue-i18n";
import { useNumbers } from "../../composables/useNumbers";
import type { Webhooks_DeliveryFragment, Webhooks_WebhookFragment } from "../../gql/graphql";
import { allDetails } from "./webhook-draft";
import { readEventType } from "./event-words";
import { failureOf } from "./failure-words";

/** Webhooks, events and what came of them, in words. */
export function useEventWords() {
  const { t } = useI18n();
  const { number } = useNumbers();
  const list = (words: readonly string[]) => words.join(t("app.listSeparator"));

  /** What an event tells of, such as 任务 · 退回. */
  function event(type: string): string {
    if (type === "webhook.ping") return t("webhooks.ping");
    const read = readEventType(type);
    if (!read) return type;
    return t("webhooks.event", {
      thing: t(`webhooks.one.${read.kind}`),
      deed: t(`webhooks.verb.${read.verb}`),
    });
  }

  /** Why it was not delivered; empty where it was. */
  function failure(attempt: Pick<Webhooks_DeliveryFragment, "status" | "error">): string {
    const found = failureOf(attempt);
    return found ? t(`webhooks.failure.${found.key}`, { what: found.what }) : "";
  }

  /** What a webhook is told of. */
  function told({ subjectKinds, verbs }: Webhooks_WebhookFragment): string {
    const kinds = subjectKinds?.map((kind) => t(`webhooks.kind.${kind}`));
    const deeds = verbs?.map((verb) => t(`webhooks.verb.${verb}`));
    if (!kinds && !deeds) return t("webhooks.everything");
    const what = kinds ? list(kinds) : t("webhooks.everyKind");
    return deeds ? t("webhooks.toldOf", { what, deeds: list(deeds) }) : what;
  }

  function programmes({ programmes }: Webhooks_WebhookFragment): string {
    return programmes ? list(programmes.map(({ title }) => title)) : t("webhooks.everyProgramme");
  }

  /** What its events hold. */
  function details({ details }: Webhooks_WebhookFragment): string {
    const held = allDetails.filter((detail) => details.includes(detail));
    return held.length > 0
      ? capitalise(list(held.map((detail) => t(`webhooks.detail.${detail}`))))
      : t("webhooks.noDetails");
  }

  function duration(milliseconds: number): string {
    return milliseconds < 1000
      ? t("webhooks.milliseconds", { count: milliseconds })
      : t("webhooks.seconds", { count: number(Math.round(milliseconds / 100) / 10) });
  }

  return { event, failure, told, programmes, details, duration };
}

/** With a capital, where the language has any. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
