import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { outlookOf, type Outlook } from "./batch";
import { changeToTry, type BatchDraft } from "./batch-draft";
import { tryBatch } from "./request-batch";
import type { AskedIntent } from "./useBatch";

/** How long, in milliseconds, somebody may still be choosing before it is tried. */
const settling = 250;

/** What would become of the cards with what is chosen so far, as a dry run says. */
export function useOutlook(asked: AskedIntent, draft: () => BatchDraft, programmeId: () => string) {
  const outlook = shallowRef<Outlook | null>(asked.outlook);
  const isLooking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = "";

  async function look(matters: string): Promise<void> {
    const change = changeToTry(asked, draft());
    if (!change) return;
    isLooking.value = true;
    const tried = await tryBatch(programmeId(), asked.tasks, change);
    if (latest !== matters) return;
    isLooking.value = false;
    outlook.value = tried && outlookOf(tried, asked.tasks);
  }

  watch(
    () => JSON.stringify(changeToTry(asked, draft())),
    (matters) => {
      latest = matters;
      clearTimeout(timer);
      if (matters === "null") outlook.value = asked.outlook;
      else timer = setTimeout(() => void look(matters), settling);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));

  return { outlook, isLooking };
}
