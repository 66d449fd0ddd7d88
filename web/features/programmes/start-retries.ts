const longestWait = 15_000;

/**
 * Tries something again after a while: sooner at first, at most 15 seconds later, and at once when the network is back
 * or the page is looked at again. One try is planned at a time.
 */
export function startRetries() {
  let failures = 0;
  let plannedAt = 0;
  let planned: { timer: ReturnType<typeof setTimeout>; run: () => void } | undefined;

  function plan(run: () => void): void {
    if (planned) return;
    if (Date.now() - plannedAt > 2 * longestWait) failures = 0;
    plannedAt = Date.now();
    const wait = Math.min(longestWait, 300 * 2 ** ++failures) * (0.75 + Math.random() / 2);
    planned = { run, timer: setTimeout(go, wait) };
  }

  function go(): void {
    const due = planned;
    cancel();
    due?.run();
  }

  function cancel(): void {
    clearTimeout(planned?.timer);
    planned = undefined;
  }

  function hurry(): void {
    if (!document.hidden) go();
  }

  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);

  return {
    plan,
    cancel,
    /** It works again: the next failure is the first. */
    settle: () => (failures = 0),
    stop(): void {
      cancel();
      removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    },
  };
}
