import fc from "fast-check";
import {
  taskShape,
  type Json,
  type JsonObject,
  type Part,
  type Shape,
} from "../../../server/features/views/filter-language/filter-shape.js";
import type { FilterNames } from "../../../server/features/views/filter-language/filter-names.js";

/** A few people and offices, two of them with the same name. */
const named: Record<string, string> = {
  person_01h455vb4pex5vsknk084sn001: "陈美治",
  person_01h455vb4pex5vsknk084sn002: "曾 智伟",
  person_01h455vb4pex5vsknk084sn003: "同名",
  person_01h455vb4pex5vsknk084sn004: "同名",
  office_01h455vb4pex5vsknk084sn001: "农业服务中心",
  office_01h455vb4pex5vsknk084sn002: "无",
  office_01h455vb4pex5vsknk084sn003: "我（们）",
};

export const names: FilterNames = {
  idsOf: (kind, name) => Object.keys(named).filter((id) => id.startsWith(kind) && named[id] === name),
  near: () => [],
  nameOf: (id) => named[id] ?? null,
};

const ids = fc.constantFrom(
  ...Object.keys(named),
  "stage_01h455vb4pex5vsknk084sn001",
  "label_01h455vb4pex5vsknk084sn001",
  "project_01h455vb4pex5vsknk084sn001",
  "person_01h455vb4pex5vsknk084sn009",
  "x y",
);
const texts = fc.oneof(
  fc.constantFrom(
    "路灯",
    "a b",
    "无",
    "or",
    '"',
    "\\",
    "“",
    "-x",
    "待验收",
    "期限:",
    "x*",
    "..",
    "a..b",
    "ALL",
  ),
  fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }),
);
const numbers = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
);
const days = fc.constantFrom(
  "2022-07-01",
  "2022-12-31",
  "TODAY",
  "P10D",
  "-P2W",
  "P1M",
  "-P1Y",
  "P0D",
  "-P0D",
);
const spans = fc.constantFrom("TODAY", "THIS_WEEK", "LAST_QUARTER", "NEXT_YEAR");

const wordsOf: Record<string, string[]> = {
  light: ["RED", "YELLOW", "GREEN", "NONE"],
  kind: ["PENDING", "ACTIVE", "SUBMITTED", "ACCEPTED"],
  role: ["ADMIN", "LEADER", "VIEWER"],
};

function comparator(name: string, kind: string): fc.Arbitrary<JsonObject> {
  const value: fc.Arbitrary<Json> =
    kind === "id"
      ? ids
      : kind === "text"
        ? texts
        : kind === "number"
          ? numbers
          : kind === "day"
            ? days
            : kind === "yesNo"
              ? fc.boolean()
              : fc.constantFrom(...(wordsOf[name] ?? []));
  const several = fc.array(value, { maxLength: 3 });
  const shape: Record<string, fc.Arbitrary<Json>> = { eq: value };
  if (kind !== "yesNo") shape["neq"] = value;
  if (kind !== "yesNo" && kind !== "day") Object.assign(shape, { in: several, nin: several });
  if (kind === "text") Object.assign(shape, { contains: texts, startsWith: texts });
  if (kind === "number" || kind === "day")
    Object.assign(shape, { gt: value, gte: value, lt: value, lte: value });
  if (kind === "day") shape["within"] = spans;
  if (kind === "number" || kind === "day" || kind === "text") shape["isNull"] = fc.boolean();
  return record(shape, 2);
}

/** An object with up to `most` of these fields, some of them null. */
function record(shape: Record<string, fc.Arbitrary<Json>>, most: number): fc.Arbitrary<JsonObject> {
  return fc
    .subarray(Object.keys(shape), { maxLength: Math.min(most, Object.keys(shape).length) })
    .chain((keys) => {
      const chosen = keys.map((key) => [key, fc.option(shape[key]!, { freq: 10, nil: null })] as const);
      return fc.record(Object.fromEntries(chosen));
    }) as fc.Arbitrary<JsonObject>;
}

function partOf(name: string, part: Part, depth: number): fc.Arbitrary<Json> {
  const inner = () =>
    filterOf(part.is === "compared" || !("shape" in part) ? taskShape : part.shape(), depth - 1);
  switch (part.is) {
    case "and":
    case "or":
      return fc.array(inner(), { maxLength: 3 });
    case "not":
    case "one":
      return inner();
    case "list":
      return record({ some: inner(), every: inner(), none: inner() }, 2);
    case "compared":
      return comparator(name, part.kind);
    case "flag":
      return fc.boolean();
    case "search":
      return texts;
    case "id":
      return ids;
  }
}

function filterOf(shape: Shape, depth: number): fc.Arbitrary<JsonObject> {
  const flat = new Set(["compared", "flag", "search", "id"]);
  const parts = Object.entries(shape.fields).filter(([, part]) => depth > 0 || flat.has(part.is));
  return record(Object.fromEntries(parts.map(([name, part]) => [name, partOf(name, part, depth)])), 3);
}

/** Any task filter that the API takes. */
export const anyFilter = filterOf(taskShape, 3);
