import { getNamedType, isAbstractType, isCompositeType, type GraphQLSchema } from "graphql";
import type { Variables } from "../client.js";
import { outcomeOf } from "./ask.js";
import { questions, Scene, type Question } from "./mutations.js";
import { cellOf, type Outcome, type Row } from "./table.js";
import type { AnyField } from "./walk.js";
import { sides, type Seat, type Side, type World } from "./world.js";

/** What is asked of a result: as much as tells whether it was done. */
function selectionOf(field: AnyField): string {
  const type = getNamedType(field.type);
  if (type.name === "BatchResult") return "{ applied items { problem { code } } }";
  if (isAbstractType(type)) return "{ __typename ... on Problem { code } }";
  return isCompositeType(type) ? "{ __typename }" : "";
}

/** Who may do what: a row for each mutation, each asked about fresh things. */
export async function observeWriting(schema: GraphQLSchema, world: World): Promise<Row[]> {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  let number = 0;
  const rows: Row[] = [];
  for (const field of fields) {
    const question = questions[field.name];
    if (!question) throw new Error(`Say in test/kit/authorisation/mutations.ts how ${field.name} is asked`);
    const outcomes: Outcome[] = [];
    for (const seat of world.seats) {
      const bySide = await Promise.all(
        sides.map((side) => outcomeFor(world, field, question, { seat, side, number: ++number })),
      );
      outcomes.push(cellOf(bySide[0] ?? "", bySide[1] ?? ""));
    }
    rows.push({ type: "Mutation", field: field.name, outcomes });
  }
  return rows;
}

async function outcomeFor(
  world: World,
  field: AnyField,
  question: Question,
  { seat, side, number }: { seat: Seat; side: Side; number: number },
): Promise<Outcome> {
  const asked = await question(await Scene.of(world, seat, side, number));
  const { input, client } = "client" in asked ? asked : { input: asked, client: seat.client };
  const argument = field.args.find(({ name }) => name === "input");
  const [declared, passed] = argument ? [`($input: ${String(argument.type)})`, "(input: $input)"] : ["", ""];
  const document = `mutation ${declared} { answer: ${field.name}${passed} ${selectionOf(field)} }`;
  const { data, errors } = await (client as Seat["client"]).send<{ answer: Answer }>(document, {
    input,
  } as Variables);
  const [error] = errors;
  if (error) return outcomeOf(error);
  const answer = data?.answer;
  if (typeof answer !== "object" || answer === null) return "yes";
  const problem = answer.code ?? answer.items?.find((item) => item.problem)?.problem?.code;
  return problem ?? (answer.applied === false ? "nothing" : "yes");
}

type Answer =
  | { code?: string; applied?: boolean; items?: { problem: { code: string } | null }[] }
  | string
  | boolean
  | null;
