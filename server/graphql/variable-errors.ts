const expectation =
  /; (?:Expected (?:non-nullable )?type|Field [\w.]{1,100} of required type) [\w![\]]{1,100}/;

/** A message of GraphQL's about a variable, without its value. */
export function withoutValue(message: string): string {
  const end = message.indexOf(" got invalid value ");
  if (end < 0) return message;
  return `${message.slice(0, end)} got an invalid value${expectation.exec(message)?.[0] ?? ""}`;
}
