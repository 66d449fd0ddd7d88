/**
 * What GraphQL expected of a variable, at the end of its message. Names of fields may come back: values never. The
 * first two are also written without quotation marks, by the compiled execution.
 */
const expectations = [
  /^Expected non-nullable type "?[\w![\]]{1,100}"? not to be null/,
  /^Field "?[\w.[\]]{1,200}"? of required type "?[\w![\]]{1,100}"? was not provided/,
  /^Field "\w{1,100}" is not defined by type "\w{1,100}"/,
  /^Expected type "?\w{1,100}"? to be an object/,
] as const;

const place = / at "(?<path>[\w.[\]]{1,200})"; [^;]{1,2000}$/;
const value = /^Value "[^"]{0,1000}" (?<rest>does not exist in "\w{1,100}" enum)/;
const scalar = /^(?<type>\w{1,100}) cannot represent (?:a )?(?<what>non[\w -]{1,60}?) value/;
const guess = /\. Did you mean [\w", ]{1,300}\?$/;

/** A message of GraphQL's about a variable: where it is wrong and what was expected, without its value. */
export function withoutValue(message: string): string {
  const start = message.indexOf(" got invalid value ");
  if (start < 0) return message;
  const path = place.exec(message)?.groups?.["path"];
  const reason = reasonIn(message.slice(message.lastIndexOf("; ") + 2));
  return `${message.slice(0, start)} got an invalid value${path ? ` at "${path}"` : ""}${reason}`;
}

function reasonIn(end: string): string {
  const missing = value.exec(end)?.groups?.["rest"];
  const found = missing ? `The value ${missing}` : (expectationIn(end) ?? scalarIn(end));
  return found ? `; ${found}${guess.exec(end)?.[0] ?? ""}` : "";
}

function expectationIn(end: string): string | undefined {
  return expectations.map((pattern) => pattern.exec(end)?.[0]).find(Boolean);
}

function scalarIn(end: string): string | undefined {
  const { type, what } = scalar.exec(end)?.groups ?? {};
  return type && what ? `${type} takes no ${what} value` : undefined;
}
