import { buildSchema, graphql } from "graphql";
import { describe, expect, it } from "vitest";
import { withoutValue } from "../../server/graphql/variable-errors.js";

const schema = buildSchema(`
  enum Light { RED GREEN }
  input Card { id: ID!, title: String, light: Light, place: Int, owner: Owner }
  input Owner { name: String! }
  type Query { ask(card: Card!): Int }
`);

/** What a caller is told of the first thing that is wrong with a card. */
async function toldOf(card: unknown): Promise<string | undefined> {
  const source = "query ($card: Card!) { ask(card: $card) }";
  const { errors } = await graphql({ schema, source, variableValues: { card } });
  return errors?.[0] && withoutValue(errors[0].message);
}

describe("What is wrong with a variable", () => {
  it.each([
    [{}, `Variable "$card" got an invalid value; Field "id" of required type "ID!" was not provided`],
    [
      { id: "1", titel: "secret" },
      `Variable "$card" got an invalid value; Field "titel" is not defined by type "Card". Did you mean "title"?`,
    ],
    [
      { id: "1", light: "RDE" },
      `Variable "$card" got an invalid value at "card.light"; The value does not exist in "Light" enum. Did you mean the enum value "RED"?`,
    ],
    [
      { id: "1", place: "secret" },
      `Variable "$card" got an invalid value at "card.place"; Int takes no non-integer value`,
    ],
    [
      { id: "1", title: ["secret"] },
      `Variable "$card" got an invalid value at "card.title"; String takes no non string value`,
    ],
    [
      { id: "1", owner: "secret" },
      `Variable "$card" got an invalid value at "card.owner"; Expected type "Owner" to be an object`,
    ],
    [
      { id: "1", owner: { name: null } },
      `Variable "$card" got an invalid value at "card.owner.name"; Expected non-nullable type "String!" not to be null`,
    ],
  ])("is told with its place and what was expected, never with the value: %j", async (card, told) => {
    const answer = await toldOf(card);
    expect(answer).toBe(told);
    expect(answer).not.toContain("secret");
  });

  it("is not hidden by what the value itself says", async () => {
    const answer = await toldOf({ id: "1", place: 'secret" at "card.x"; and more' });
    expect(answer).not.toContain("secret");
    expect(answer).toContain(`Variable "$card" got an invalid value`);
  });
});
