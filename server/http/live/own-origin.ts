/**
 * A page of another site must not open a socket or a stream with this browser's cookie. Programs send no Origin, and
 * neither does a page's own event source; a sandboxed or local page sends `null`, which is nobody's.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (!origin || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
