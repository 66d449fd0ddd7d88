import { onScopeDispose } from "vue";

const longAway = 30 * 60_000;

/** Calls back when the page is looked at again after half an hour or more: by then the day may have turned. */
export function useReturn(onReturn: () => void): void {
  let leftAt = Date.now();
  const note = () => {
    if (document.hidden) leftAt = Date.now();
    else if (Date.now() - leftAt > longAway) onReturn();
  };
  document.addEventListener("visibilitychange", note);
  onScopeDispose(() => document.removeEventListener("visibilitychange", note));
}
