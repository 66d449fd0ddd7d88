import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

function parse(value: unknown): Date {
  const instant = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value) : null;
  if (instant && !Number.isNaN(instant.getTime())) return instant;
  throw new GraphQLError("DateTime: expected an instant in RFC 3339 form, such as 2022-08-15T09:30:00Z");
}

/** An instant in UTC; takes a `Date`, milliseconds since 1970, or its text. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "An instant, RFC 3339 in UTC, such as `2022-08-15T01:30:00.000Z`.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  serialize: (value) => new Date(value as Date | number | string).toISOString(),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
