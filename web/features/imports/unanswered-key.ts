import { randomId } from "../../api/random-id";

/** Gives what is sent a key: the same one for the same request until it was answered, so that it acts once. */
export function useUnansweredKey() {
  let unanswered: { request: string; key: string } | null = null;

  function keyOf(request: object): string {
    const written = JSON.stringify(request);
    if (unanswered?.request !== written) unanswered = { request: written, key: randomId() };
    return unanswered.key;
  }

  function noteAnswer(): void {
    unanswered = null;
  }

  return { keyOf, noteAnswer };
}
