import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { outlookOf, type Outlook } from "./batch";
import { changeToTry, type BatchDraft } from "./batch-draft";
import { requestBatch } from "./request-batch";
import type { AskedIntent } from "./useBatch";

/** How long, in milliseconds, somebody may still be choosing before it is tried. */
const settling = 250;

/** What would become of the cards with what is chosen so far, as a trial says. */
export function useOutlook(asked: AskedIntent, draft: () => BatchDraft, programmeId: () => string) {
  const outlook = shallowRef<Outlook | null>(asked.outlook);
  const isLooking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = "";

  async function look(matters: string): Promise<void> {
    const change = changeToTry(asked, draft());
    if (!change) return;
    isLooking.value = true;
    const isWanted = () => latest === matters;
    const tried = await requestBatch(programmeId(), asked.cards, change, { isTrial: true, isWanted });
    if (!isWanted()) return;
    isLooking.value = false;
    outlook.value = tried.failure ? null : outlookOf(tried.items, asked.cards);
  }

  watch(
    () => JSON.stringify(changeToTry(asked, draft())),
    (matters) => {
      latest = matters;
      clearTimeout(timer);
      isLooking.value = false;
      if (matters === "null") outlook.value = asked.outlook;
      else timer = setTimeout(() => void look(matters), settling);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    latest = "";
    clearTimeout(timer);
  });

  return { outlook, isLooking };
}
