import type { LocationQuery } from "vue-router";

/** Where the visitor was going; only ever a path of this page. Browsers read a backslash as a slash. */
export function nextPath({ next }: LocationQuery): string {
  const path = next?.toString() ?? "/";
  return /^\/(?![/\\])/.test(path) ? path : "/";
}
