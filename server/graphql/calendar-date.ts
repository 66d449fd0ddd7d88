import { GraphQLScalarType, Kind } from "graphql";
import { badScalar } from "./coded-error.js";

/** Whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function parse(value: unknown): string {
  if (typeof value === "string" && isCalendarDate(value)) return value;
  throw badScalar("CalendarDate: expected a day that exists, as YYYY-MM-DD");
}

/** A day without a time, `YYYY-MM-DD`; in the programme's time zone. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: "CalendarDate",
  description: "A day without a time, written `YYYY-MM-DD`, in the programme's time zone.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/local-date.html",
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
