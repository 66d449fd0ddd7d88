import { getNamedType, isListType, type GraphQLInputObjectType } from "graphql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildFilter } from "../../../server/features/views/filter-language/build-filter.js";
import { canonicalTaskFilter } from "../../../server/features/views/filter-language/canonical-filter.js";
import {
  taskShape,
  type JsonObject,
  type Shape,
} from "../../../server/features/views/filter-language/filter-shape.js";
import { parseFilterText } from "../../../server/features/views/filter-language/parse-filter-text.js";
import { printFilter } from "../../../server/features/views/filter-language/print-filter.js";
import { makeSchema } from "../../../server/schema.js";
import { anyFilter, names } from "./given-filters.js";

const schema = makeSchema();
const office = "office_01h455vb4pex5vsknk084sn001";
const person = "person_01h455vb4pex5vsknk084sn001";

function read(text: string) {
  const { node, errors } = parseFilterText(text, "zh-CN");
  const filter = buildFilter(node, names, errors, () => null);
  return { filter, errors: errors.list };
}

function filterOf(text: string): JsonObject {
  const { filter, errors } = read(text);
  expect(errors).toEqual([]);
  return filter;
}

describe("The canonical form of a filter", () => {
  it("knows every field of the input classes, and no other", () => {
    const seen = new Set<string>();
    const kindsOf = (shape: Shape) =>
      Object.entries(shape.fields).map(([name, part]) => {
        const inner = "shape" in part ? part.shape().type : null;
        const type = inner && part.is === "list" ? inner.replace(/Filter$/, "ListFilter") : inner;
        return { name, isList: part.is === "and" || part.is === "or", type };
      });
    const kindsIn = (type: GraphQLInputObjectType) =>
      Object.values(type.getFields()).map(({ name, type: field }) => {
        const named = getNamedType(field).name;
        return { name, isList: isListType(field), type: named.endsWith("Filter") ? named : null };
      });
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    const check = (shape: Shape) => {
      if (seen.has(shape.type)) return;
      seen.add(shape.type);
      const type = schema.getType(shape.type) as GraphQLInputObjectType;
      expect(kindsOf(shape).toSorted(byName)).toEqual(kindsIn(type).toSorted(byName));
      for (const part of Object.values(shape.fields)) if ("shape" in part) check(part.shape());
    };
    check(taskShape);
    expect(seen.size).toBe(7);
  });

  it("of a canonical form is itself", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const canonical = canonicalTaskFilter(filter);
        expect(canonicalTaskFilter(canonical)).toEqual(canonical);
        expect(JSON.stringify(canonicalTaskFilter(canonical))).toBe(JSON.stringify(canonical));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["drops what is null or empty", { light: null, title: {}, and: [], search: " " }, {}],
    [
      "unwraps lists of one",
      { light: { in: ["RED"] }, or: [{ search: "x" }] },
      { light: { eq: "RED" }, search: "x" },
    ],
    ["keeps that there is none", { assignees: { none: {} } }, { assignees: { none: {} } }],
    ["keeps that there is one", { submittedBy: {} }, { submittedBy: {} }],
    ["keeps what never holds", { or: [] }, { or: [] }],
    ["turns what is turned twice", { not: { not: { search: "x" } } }, { search: "x" }],
    ["lets an `or` with nothing in it pass all", { or: [{ search: "x" }, {}] }, {}],
    [
      "merges what must all hold",
      { and: [{ dueOn: { lt: "TODAY" } }, { dueOn: { gt: "-P1M" } }] },
      { dueOn: { gt: "-P1M", lt: "TODAY" } },
    ],
    [
      "does not merge what is said of one of several",
      { and: [{ quarter: { gte: 2 } }, { quarter: { lte: 3 } }] },
      { quarter: { gte: 2 }, and: [{ quarter: { lte: 3 } }] },
    ],
  ])("%s", (_, filter, canonical) => {
    expect(canonicalTaskFilter(filter)).toEqual(canonical);
  });
});

describe("The text of a filter", () => {
  it.each<[string, JsonObject]>([
    ["灯:红", { light: { eq: "RED" } }],
    ["灯：红，黄", { light: { in: ["RED", "YELLOW"] } }],
    ["light:red,yellow", { light: { in: ["RED", "YELLOW"] } }],
    ["科室:农业服务中心", { project: { offices: { some: { id: { eq: office } } } } }],
    ["期限<2022-07-01", { dueOn: { lt: "2022-07-01" } }],
    ["期限＜2022年7月1日", { dueOn: { lt: "2022-07-01" } }],
    ["due<=+10d", { dueOn: { lte: "P10D" } }],
    ["期限:本季度", { dueOn: { within: "THIS_QUARTER" } }],
    ["due:this-quarter", { dueOn: { within: "THIS_QUARTER" } }],
    ["期限:2022年6月", { dueOn: { gte: "2022-06-01", lte: "2022-06-30" } }],
    ["期限>2022Q2", { dueOn: { gt: "2022-06-30" } }],
    ["期限:无", { dueOn: { isNull: true } }],
    ["-stage:accepted", { not: { stage: { kind: { eq: "ACCEPTED" } } } }],
    ["阶段!=已验收", { stage: { kind: { neq: "ACCEPTED" } } }],
    ['阶段:"已验收"', { stage: { name: { eq: "已验收" } } }],
    [
      "(owner:me or leader:me)",
      {
        or: [
          { project: { owners: { some: { isMe: true } } } },
          { project: { leaders: { some: { isMe: true } } } },
        ],
      },
    ],
    [
      "责任人:陈美治,我",
      {
        or: [
          { project: { owners: { some: { isMe: true } } } },
          { project: { owners: { some: { id: { eq: person } } } } },
        ],
      },
    ],
    ["经办人:无", { assignees: { none: {} } }],
    ["协办:无", { project: { assistingOffices: { none: {} } } }],
    ["路灯 改造", { search: "路灯 改造" }],
    ['"a:b" x', { search: "a:b x" }],
    ["季度:2..3", { quarter: { gte: 2, lte: 3 } }],
    ["逾期>5天", { daysLate: { gt: 5 } }],
    ["待验收:我", { awaitingMe: true }],
    ["标签:重点", { labels: { some: { name: { eq: "重点" } } } }],
    ["项目:路灯 年度:2022", { project: { name: { contains: "路灯" } }, programme: { year: { eq: 2022 } } }],
    [
      '{"project":{"tasks":{"every":{"light":{"eq":"GREEN"}}}}}',
      { project: { tasks: { every: { light: { eq: "GREEN" } } } } },
    ],
    ["", {}],
  ])("%s", (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });

  it.each(["zh-CN", "en"] as const)(
    "says any filter, in %s, so that it is read back as the same",
    (locale) => {
      fc.assert(
        fc.property(anyFilter, (filter) => {
          const canonical = canonicalTaskFilter(filter);
          if ("search" in canonical && String(canonical.search).length > 100) return;
          const text = printFilter(canonical, names, locale);
          if (text.length > 5000) return;
          expect({ text, ...read(text) }).toEqual({ text, filter: canonical, errors: [] });
        }),
        { numRuns: 3000 },
      );
    },
  );

  it("is read in one pass whatever it is, and every error has its place in it", () => {
    const pieces = fc.constantFrom(
      "(",
      ")",
      "灯",
      ":",
      "：",
      "红",
      " ",
      "-",
      "!",
      "or",
      ",",
      "<",
      "=",
      '"',
      "“",
      "{",
      "}",
      "..",
      "期限",
      "2022-07-01",
      "\\",
      "x",
      "=",
      "&",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        for (const { offset, length } of read(text).errors) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["灯:紫", "UNKNOWN_VALUE", 2, 1],
    ["科是:农业", "UNKNOWN_FIELD", 0, 2],
    ["lihgt:red", "UNKNOWN_FIELD", 0, 5],
    ["责任人:同名", "AMBIGUOUS_NAME", 4, 2],
    ["责任人:谁", "UNKNOWN_NAME", 4, 1],
    ["灯<红", "WRONG_OPERATOR", 0, 3],
    ["灯:", "MISSING_VALUE", 0, 2],
    ["(灯:红", "UNCLOSED_PARENTHESIS", 0, 1],
    ['"路灯', "UNCLOSED_QUOTE", 0, 3],
    ["灯:红)", "UNEXPECTED", 3, 1],
    ["灯:红 or", "MISSING_CONDITION", 6, 0],
    ["{light}", "INVALID_JSON", 0, 7],
    ["(".repeat(30), "TOO_DEEP", 20, 1],
  ])("%s: %s at %i, %i long", (text, code, offset, length) => {
    expect(read(text).errors[0]).toMatchObject({ code, offset, length });
  });

  it("says what was perhaps meant", () => {
    expect(read("lihgt:red").errors[0]?.suggestions).toContain("light");
    expect(read("灯:红色").errors[0]?.suggestions).toContain("红");
    expect(read("灯:紫").errors[0]?.expected).toContain("红");
    expect(read("责任人:同名").errors[0]?.expected).toHaveLength(2);
  });

  it("takes as long as it is", () => {
    const time = (text: string) => {
      const begun = performance.now();
      parseFilterText(text, "en");
      return performance.now() - begun;
    };
    for (const part of ["x ", "-", "(", "light:red,", "!x", '"', "or ", "{"]) {
      const text = part.repeat(Math.floor(5000 / part.length));
      time(text);
      expect(time(text)).toBeLessThan(100);
    }
  });
});
