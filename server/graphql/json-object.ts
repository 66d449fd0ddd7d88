import { GraphQLScalarType } from "graphql";
import { badScalar } from "./coded-error.js";

/** JSON as it is, for what fits the variables of another operation. */
export const JsonObject = new GraphQLScalarType<object, object>({
  name: "JSONObject",
  description: "A JSON object, as it is.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
  serialize: (value) => value as object,
  parseValue: (value) => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    throw badScalar("JSONObject: expected an object");
  },
});
