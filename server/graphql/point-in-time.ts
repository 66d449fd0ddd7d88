import { GraphQLScalarType, Kind } from "graphql";
import { isCalendarDate } from "./calendar-date.js";
import { badScalar } from "./coded-error.js";

function parse(value: unknown): string {
  if (typeof value === "string" && isCalendarDate(value)) return value;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[^\s]{1,30}$/.test(value)) {
    const instant = new Date(value);
    if (!Number.isNaN(instant.getTime())) return instant.toISOString();
  }
  throw badScalar(
    "PointInTime: expected a day as YYYY-MM-DD, or an instant in RFC 3339 form, such as 2022-08-15T09:30:00+08:00",
  );
}

/** A day, which means its end, or an instant. */
export const PointInTime = new GraphQLScalarType<string, string>({
  name: "PointInTime",
  description:
    "A moment of the past: a day, `YYYY-MM-DD`, which means its end in the programme's time zone; or an instant, RFC 3339.",
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
