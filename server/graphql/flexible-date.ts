import { GraphQLScalarType, Kind } from "graphql";
import { isCalendarDate } from "./calendar-date.js";
import { badScalar } from "./coded-error.js";

/** `P10D`, `-P2W`, `P1M`, `-P1Y`: one unit, counted from today. */
const duration = /^-?P\d{1,4}[DWMY]$/;

/** Whether `text` names a day, now or whenever it is looked at: see {@link FlexibleDate}. */
export function isFlexibleDate(text: string): boolean {
  return text === "TODAY" || duration.test(text) || isCalendarDate(text);
}

function parse(value: unknown): string {
  if (typeof value === "string" && isFlexibleDate(value)) return value;
  throw badScalar(
    "FlexibleDate: expected a day as YYYY-MM-DD, TODAY, or a span from today such as P10D, -P2W, P1M",
  );
}

/** A day that is fixed, or counted from the day on which it is looked at. */
export const FlexibleDate = new GraphQLScalarType<string, string>({
  name: "FlexibleDate",
  description:
    "A day: fixed, `YYYY-MM-DD`; or counted from the day on which the filter runs, in the programme's time zone: `TODAY`, or an ISO 8601 duration of one unit such as `P10D`, `-P2W`, `P1M`, `-P1Y`.",
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
