import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { askAll, type Answered } from "./ask.js";
import { callsFor, detours, ownersOnly, personal, personalTypes, withoutValue } from "./calls.js";
import type { Ids, Specimens } from "./specimens.js";
import { cellOf, type Outcome, type Row } from "./table.js";
import { askedField, questionOf, valuesAt, waysFrom, type AnyField, type Way } from "./walk.js";
import { sides, type World } from "./world.js";

/** A field that is asked, and where its value stands in the answer. */
interface Asked {
  type: string;
  field: AnyField;
  door: string;
  question: string;
  keys: string[];
}

/** The types that have an id and a specimen, then the root. */
function doorsOf(schema: GraphQLSchema, ids: Ids): string[] {
  const node = schema.getType("Node");
  const types = Object.keys(ids).filter((name) => isObjectType(schema.getType(name)));
  if (!node || types.length === 0) throw new Error("There is nothing to come to");
  return [...types, "Query"];
}

/** The types that reading comes to. */
export function readableTypes(schema: GraphQLSchema, ids: Ids): Map<string, Way> {
  return waysFrom(schema, doorsOf(schema, ids), callsFor(ids), detours);
}

function fieldsToAsk(schema: GraphQLSchema, ids: Ids): Asked[] {
  const calls = callsFor(ids);
  return [...readableTypes(schema, ids)].flatMap(([name, way]) => {
    const type = schema.getType(name) as GraphQLObjectType;
    return Object.values(type.getFields()).map((field) => {
      const question = questionOf(way, ids[way.door], askedField(type, field, calls));
      const keys = [...way.keys, field.name];
      return {
        type: name,
        field,
        door: way.door,
        question,
        keys: way.door === "Query" ? keys.slice(1) : keys,
      };
    });
  });
}

/** What somebody got, beside what whoever sees everything got. */
export function judge(mine: Answered, full: Answered, keys: readonly string[], isPersonal: boolean): Outcome {
  if (mine.outcome) return mine.outcome;
  const [seen, there] = [valuesAt(mine.value, keys), valuesAt(full.value, keys)];
  if (isPersonal && seen.length > 0) return "yes";
  if (isPersonal && keys.length === 0) return "null";
  if (JSON.stringify(seen) === JSON.stringify(there)) return "yes";
  if (seen.length > 0) return "part";
  return mine.value === null && full.value !== null ? "hidden" : "null";
}

export function isPersonal({ type, field }: Pick<Asked, "type" | "field">): boolean {
  const perViewer = Boolean(field.extensions.perViewer);
  return perViewer || personalTypes.has(type) || personal.has(`${type}.${field.name}`);
}

/** Who sees which field of which type: a row for each that reading comes to. */
export async function observeReading(
  schema: GraphQLSchema,
  world: World,
  specimens: Specimens,
): Promise<{ rows: Row[]; empty: string[] }> {
  const oracle = await world.oracle();
  const cells = new Map<string, Outcome[]>();
  const filled = new Set<string>();
  for (const seat of world.seats) {
    const bySide: Record<string, Outcome>[] = [];
    for (const side of sides) {
      const asked = fieldsToAsk(schema, await specimens.idsFor(seat, side));
      const questions = asked.map(({ question }) => question);
      const full = await askAll(oracle, questions);
      const owners = await askAll(await specimens.ownerFor(seat, side), questions);
      const mine = await askAll(seat.client, questions);
      bySide.push(
        Object.fromEntries(
          asked.map((one, index) => {
            const coordinate = `${one.type}.${one.field.name}`;
            const isOwners = ownersOnly.has(one.door) || ownersOnly.has(coordinate);
            const all = (isOwners ? owners : full)[index] as Answered;
            if (all.outcome)
              throw new Error(`${coordinate} fails for whoever sees everything: ${all.outcome}`);
            if (valuesAt(all.value, one.keys).length > 0) filled.add(coordinate);
            return [coordinate, judge(mine[index] as Answered, all, one.keys, isPersonal(one))];
          }),
        ),
      );
    }
    const [own = {}, other = {}] = bySide;
    for (const [coordinate, outcome] of Object.entries(own)) {
      const cell = cellOf(outcome, other[coordinate] ?? outcome);
      cells.set(coordinate, [...(cells.get(coordinate) ?? []), cell]);
    }
  }
  const rows = [...cells].map(([coordinate, outcomes]) => {
    const [type = "", field = ""] = coordinate.split(".");
    return { type, field, outcomes };
  });
  const empty = [...cells.keys()].filter((one) => !filled.has(one) && !withoutValue.has(one));
  return { rows, empty };
}
