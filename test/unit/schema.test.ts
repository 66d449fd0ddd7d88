import { readFileSync } from "node:fs";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { printedSchema } from "../../server/graphql/print-schema.js";
import { makeSchema } from "../../server/schema.js";

const schema = makeSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
const builtIn = new Set(["String", "Int", "Float", "Boolean", "ID"]);

interface Described {
  place: string;
  description: string | null | undefined;
}

/** Everything of a type that a reader of the schema may ask about. */
function partsOf(type: GraphQLNamedType): Described[] {
  const itself = [{ place: type.name, description: type.description }];
  if (isEnumType(type)) {
    const values = type
      .getValues()
      .map(({ name, description }) => ({ place: `${type.name}.${name}`, description }));
    return [...itself, ...values];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [
      ...itself,
      ...fields.map(({ name, description }) => ({ place: `${type.name}.${name}`, description })),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return itself;
  const fields = Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    { place: `${type.name}.${name}`, description },
    ...args
      // A mutation's one input says what it is by its type.
      .filter((argument) => !(type.name === "Mutation" && argument.name === "input"))
      .map((argument) => ({
        place: `${type.name}.${name}(${argument.name})`,
        description: argument.description,
      })),
  ]);
  return [...itself, ...fields];
}

describe("The schema", () => {
  it("describes every type, field, argument and enum value", () => {
    const undescribed = types
      .filter(({ name }) => !builtIn.has(name))
      .flatMap(partsOf)
      .filter(({ description }) => !description?.trim());
    expect(undescribed.map(({ place }) => place)).toEqual([]);
  });

  it("is the one that is committed", () => {
    const committed = readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8");
    expect(printedSchema(schema)).toBe(committed);
  });

  it("lets every mutation be sent again with an idempotencyKey, save those that write nothing twice", () => {
    const withoutKey = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => {
      const type = args[0] && getNamedType(args[0].type);
      return isInputObjectType(type) && !("idempotencyKey" in type.getFields());
    });
    // Sessions and passwords are no records of the log, and an answer that is kept would keep an invitation's link; a
    // preview writes nothing.
    const exempt = [
      "acceptInvitation",
      "changePassword",
      "endSession",
      "invitePerson",
      "previewImport",
      "setUp",
      "signIn",
    ];
    // An answer that is kept would keep a signing secret; the others do the same twice, or are meant to send again.
    const ofWebhooks = ["createWebhook", "rotateWebhookSecret", "updateWebhook", "deleteWebhook"];
    const resending = ["pingWebhook", "resendDelivery", "replayWebhook", "redeliverDeadLetters"];
    const pausing = ["pauseWebhook", "resumeWebhook"];
    const ofTokens = ["createToken", "revokeToken"];
    expect(withoutKey.map(({ name }) => name).toSorted()).toEqual(
      [...exempt, ...ofWebhooks, ...resending, ...pausing, ...ofTokens].toSorted(),
    );
  });

  it("gives every mutation one input, or none", () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    const others = mutations.filter(({ args }) => args.some(({ name }) => name !== "input"));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it("says what may be refused by types with a code and a message", () => {
    const results = types.filter(isUnionType).filter(({ name }) => name.endsWith("Result"));
    expect(results.length).toBeGreaterThan(0);
    for (const union of results) {
      const successes = union
        .getTypes()
        .filter((type) => !type.getInterfaces().some(({ name }) => name === "Problem"));
      expect(successes).toHaveLength(1);
    }
  });
});
