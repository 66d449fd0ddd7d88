import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
} from "graphql";
import { expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { makeSchema } from "../../server/schema.js";
import type { Client } from "../kit/client.js";
import { describeApi, type Luoshi } from "../kit/luoshi.js";

/** `EVERY_VALUE=1` tries every value at every place, and not one of them in turn. */
const tryAll = process.env.EVERY_VALUE !== undefined;

/** Longer than any column of a name or an id. */
const longText = "x".repeat(1001);
const texts = ["\u0000", "\ud800", "", "%_\\'\"", "长".repeat(300_000), longText, "🤷", "-1", "null"];
const days = ["0000-01-01", "0001-01-01", "9999-12-31", "275760-09-13", "-000001-01-01", "+275760-09-13"];
const spans = ["P0D", "P99999999999D", "-P9999D", "THIS_QUARTER", "2022-W01"];
const instants = days.map((day) => `${day}T23:59:59.999Z`);
const values: Record<string, readonly unknown[]> = {
  ID: texts,
  String: texts,
  Int: [2147483647, -2147483648, 0, -1, 1],
  Boolean: [null, true],
};
/** What every scalar of ours is tried with: days, spans, instants and texts. */
const others = [
  ...days,
  ...spans,
  ...instants,
  "\u0000",
  "",
  "长".repeat(1000),
  { a: { "\u0000": "\ud800" } },
];

const schema = makeSchema();
const deepest = 4;

/** Where a scalar stands in the arguments of a field. */
type Place = readonly (string | number)[];

interface Leaf {
  place: Place;
  scalar: string;
}

/** The filters that some query, or some mutation, has been tried with: others have the same. */
const tried = new Map<string, string>();

/** The scalars that the arguments of a field have. */
function leavesOf(type: GraphQLInputType, place: Place, root: Root, above: readonly string[] = []): Leaf[] {
  const inner = getNullableType(type);
  if (isListType(inner)) return leavesOf(inner.ofType as GraphQLInputType, [...place, 0], root, above);
  if (isScalarType(inner)) return inner.name === "Upload" ? [] : [{ place, scalar: inner.name }];
  if (!isInputObjectType(inner) || above.includes(inner.name) || place.length > deepest) return [];
  if (inner.name.endsWith("Filter")) {
    const by = tried.get(`${root.kind} ${inner.name}`) ?? root.field.name;
    tried.set(`${root.kind} ${inner.name}`, by);
    if (by !== root.field.name) return [];
  }
  return Object.values(inner.getFields()).flatMap((field) =>
    leavesOf(field.type, [...place, field.name], root, [...above, inner.name]),
  );
}

/** The least that a type asks for; with `place`, as much more as leads there. */
function least(type: GraphQLInputType, name: string, ids: Ids, [step, ...further]: Place = []): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const item = inner.ofType as GraphQLInputType;
    return step === undefined && !isNonNullType(type) ? null : [least(item, name, ids, further)];
  }
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields()).filter(
      (field) => field.name === step || (isNonNullType(field.type) && field.defaultValue === undefined),
    );
    return Object.fromEntries(
      fields.map((field) => [
        field.name,
        least(field.type, field.name, ids, field.name === step ? further : []),
      ]),
    );
  }
  return ids[name.replace(/s$/, "")] ?? usual[getNamedType(inner).name] ?? "2022-09-30";
}

type Ids = Record<string, string>;

const usual: Record<string, unknown> = { Int: 1, Boolean: true, ID: "x", String: "名", JSONObject: {} };

function put(values: unknown, [step, ...further]: Place, value: unknown): void {
  const at = values as Record<string | number, unknown>;
  if (step === undefined) return;
  if (further.length === 0) at[step] = value;
  else put(at[step], further, value);
}

interface Root {
  kind: string;
  field: GraphQLField<unknown, unknown>;
}

const roots: Root[] = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
  Object.values(root?.getFields() ?? {}).map((field) => ({ kind: root?.name.toLowerCase() ?? "", field })),
);

describeApi(
  "A value that nobody would send",
  (luoshi) => {
    it.each(
      roots
        .filter(({ field }) => field.args.length > 0)
        .map(({ kind, field }) => [`${kind} ${field.name}`, kind, field] as const),
    )(
      "to %s is answered or refused, and never by a bug",
      { timeout: 120_000 },
      async (_name, kind, field) => {
        const { client, ids } = await givenIds(luoshi);
        const args: readonly (GraphQLArgument | GraphQLInputField)[] = field.args;
        const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
        const passed = args.map(({ name }) => `${name}: $${name}`).join(", ");
        const isLeaf = isScalarType(getNamedType(field.type)) || isEnumType(getNamedType(field.type));
        const document = `${kind} (${declared}) { ${field.name}(${passed}) ${isLeaf ? "" : selection(getNamedType(field.type).name)} }`;
        const failures: unknown[] = [];
        const leaves = args.flatMap(({ name, type }) => leavesOf(type, [name], { kind, field }));
        for (const [index, { place, scalar }] of leaves.entries()) {
          const all = values[scalar] ?? others;
          const some = all === texts ? [texts[index % texts.length], longText] : [all[index % all.length]];
          for (const value of tryAll ? all : some) {
            const variables = Object.fromEntries(
              args
                .filter(({ name, type }) => name === place[0] || isNonNullType(type))
                .map(({ name, type }) => [
                  name,
                  least(type, name, ids, name === place[0] ? place.slice(1) : []),
                ]),
            );
            put(variables, place, value);
            const { status, code, text } = await client.send(document, variables);
            if (status >= 500 || code === "INTERNAL" || (code === null && text.includes('"errors"')))
              failures.push({
                place: place.join("."),
                value: JSON.stringify(value)?.slice(0, 60),
                text: text.slice(0, 300),
              });
          }
        }
        expect(failures).toEqual([]);
      },
    );
  },
  {
    limits: {
      operationPoints: 10_000,
      points: 1e12,
      strangerPoints: 1e12,
      signInAttempts: 1e9,
      operationSeconds: 10,
    },
  },
);

/** Something of everything that is a page, so that it is read. */
function selection(name: string): string {
  return name.endsWith("Connection") ? "{ totalCount nodes { __typename } }" : "{ __typename }";
}

async function givenIds({ given }: Luoshi): Promise<{ client: Client; ids: Ids }> {
  const programme = await given.programme({ projects: [{ owners: ["陈美治"], tasks: [{}, {}] }] });
  const client = await given.signedIn("管理员", Role.ADMIN);
  const personId = await given.person(given.newName());
  const { id: taskId, projectId } = programme.card;
  return {
    client,
    ids: { programmeId: programme.id, taskId, projectId, personId, stageId: programme.stage("ACTIVE") },
  };
}
