import { onScopeDispose } from "vue";
import { dayIn } from "../i18n/dates";

const minute = 60_000;
const longAway = 30 * minute;

/**
 * Calls back when a day has ended in a time zone: lights are counted from the programme's day. It looks each minute,
 * which also serves a machine that slept over midnight, and when the page is looked at again; then also after half an
 * hour away, for a clock of ours that is wrong.
 */
export function useDayTurn(timeZone: () => string | undefined, onTurn: () => void): void {
  let seenAt = new Date();

  function look(): void {
    const zone = timeZone();
    if (!zone || document.hidden) return;
    const now = new Date();
    const isTurned = dayIn(seenAt, zone) !== dayIn(now, zone);
    const wasAway = now.getTime() - seenAt.getTime() > longAway;
    seenAt = now;
    if (isTurned || wasAway) onTurn();
  }

  const timer = setInterval(look, minute);
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  });
}
