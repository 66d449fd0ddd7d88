import { describe, expect, it } from "vitest";
import type { Import_ReadingFragment } from "../../web/gql/graphql";
import { openQuestions, readingInForce, type Question } from "../../web/features/imports/answers";
import { fromBase64, toBase64 } from "../../web/features/imports/base64";
import { dateWords, datesOf } from "../../web/features/imports/notice-dates";
import { phrasesByPlace } from "../../web/features/imports/notice-phrases";

const cell = (row: number, column: number, start: number, end: number) => ({
  table: 1,
  row,
  column,
  paragraph: null,
  start,
  end,
  text: "",
});

describe("Bytes in Base64", () => {
  it("are what every decoder takes, however many they are", () => {
    expect(toBase64(new TextEncoder().encode("落实"))).toBe("6JC95a6e");
    const many = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    expect(Buffer.from(toBase64(many), "base64").equals(Buffer.from(many))).toBe(true);
    expect(toBase64(new Uint8Array())).toBe("");
    expect([...fromBase64(toBase64(many))]).toEqual([...many]);
  });
});

describe("The phrases of a notice", () => {
  const task = (start: number, end: number, text: string) => ({
    source: { ...cell(2, 4, start, end), text },
    period: { words: text.slice(0, 4) },
  });
  const row = [
    [1, "1"],
    [2, "修路工程"],
    [4, "第一季度开工；第二季度完工"],
    [5, "陈　军、王强"],
    [6, "规划建设办"],
  ] as const;
  const cells = row.map(([column, text]) => ({ column, text, colSpan: 1, rowSpan: 1 }));
  const reading = {
    blocks: [{ __typename: "NoticeTable", table: 1, rows: [{ row: 2, cells }] }],
    notice: {
      projects: [
        {
          source: cell(2, 2, 0, 4),
          tasks: [task(0, 6, "第一季度开工"), task(7, 13, "第二季度完工")],
          leaders: ["陈军", "王强"],
          owners: [],
          offices: ["规划建设办"],
          assistingOffices: [],
          sources: [
            { field: "LEADERS", sources: [cell(2, 5, 0, 6)] },
            { field: "OFFICES", sources: [cell(2, 6, 0, 5)] },
            { field: "CONTENT", sources: [cell(2, 3, 0, 5)] },
          ],
        },
      ],
    },
    diagnostics: [{ source: cell(2, 4, 7, 13) }, { source: null }],
  } as unknown as Import_ReadingFragment;
  const asked = [{ projectIndex: 0, taskIndex: 1 }] as unknown as Question[];
  const places = phrasesByPlace(reading, asked);
  const shown = (column: number) =>
    places.get(`table 1 2 ${column}`)?.map(({ id, kind, tone, start, end }) => {
      return [id, kind, tone, `${start}-${end}`].filter(Boolean).join(" ");
    });

  it("lie in the cells that they were read from, each with its kind", () => {
    expect(shown(2)).toEqual(["project-0 name 0-4"]);
    expect(shown(6)).toEqual(["project-0-offices office 0-5"]);
    expect([...places.keys()].every((key) => !key.endsWith(" 1"))).toBe(true);
  });

  it("find a name that is padded with a space", () => {
    expect(shown(5)).toEqual(["project-0-leaders people 0-3", "project-0-leaders people 4-6"]);
  });

  it("mark the time within a clause, say what is asked about, and what has something to tell", () => {
    expect(shown(4)).toEqual([
      "task-0-0 plain 0-6",
      "task-0-0 time 0-4",
      "task-0-1 ask 7-13",
      "task-0-1 time 7-11",
      "note-0 7-13",
    ]);
  });

  it("find people in a paragraph, and say nothing of what is not where it was said to be", () => {
    const [project] = reading.notice.projects;
    const paragraph = { ...cell(0, 0, 5, 12), table: null, row: null, column: null, paragraph: 3 };
    const prose = {
      ...reading,
      blocks: [{ __typename: "NoticeParagraph", paragraph: 3, text: "牵头领导：王强、李梅。" }],
      notice: { projects: [{ ...project, sources: [{ field: "LEADERS", sources: [paragraph] }] }] },
    } as unknown as Import_ReadingFragment;
    const found = phrasesByPlace(prose, []).get("paragraph 3");
    expect(found).toEqual([{ id: "project-0-leaders", kind: "people", start: 5, end: 7 }]);
  });
});

describe("A question", () => {
  const question = {
    id: "0.1",
    defaultChoice: 0,
    choices: [{ dueOn: "2022-09-30" }, { dueOn: "2022-12-31" }],
  } as Question;

  it("is read by its default until somebody chooses", () => {
    expect(readingInForce(question, new Map())?.dueOn).toBe("2022-09-30");
    expect(readingInForce(question, new Map([["0.1", 1]]))?.dueOn).toBe("2022-12-31");
  });

  it("is open until it is answered, if only by its default", () => {
    expect(openQuestions([question], new Map())).toHaveLength(1);
    expect(openQuestions([question], new Map([["0.1", 0]]))).toHaveLength(0);
  });
});

describe("The dates of a period", () => {
  const t = (key: string, named?: Record<string, unknown>) => [key, ...Object.values(named ?? {})].join(" ");
  const words = (startsOn: string | null, dueOn: string | null) =>
    dateWords({ startsOn, dueOn }, t, (day) => day.slice(5));

  it("are a span, a deadline, a single day, or none", () => {
    expect(words("2022-01-01", "2022-03-31")).toBe("imports.date.span 01-01 03-31");
    expect(words(null, "2022-09-30")).toBe("imports.date.by 09-30");
    expect(words("2022-09-30", "2022-09-30")).toBe("09-30");
    expect(words(null, null)).toBe("imports.date.none");
  });

  it("are read out of a difference", () => {
    expect(datesOf("2022-01-01 – 2022-03-31")).toEqual({ startsOn: "2022-01-01", dueOn: "2022-03-31" });
    expect(datesOf("≤ 2022-09-30")).toEqual({ startsOn: null, dueOn: "2022-09-30" });
    expect(datesOf("≥ 2022-03-01")).toEqual({ startsOn: "2022-03-01", dueOn: null });
    expect(datesOf("第三季度")).toBeNull();
  });
});
