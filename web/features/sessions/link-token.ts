/**
 * What stands after the `#` of this page's address, taken out of the address bar: whoever looks over the shoulder, or
 * into the history, finds no link that still works. Empty where there is none.
 */
export function takeLinkToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}
