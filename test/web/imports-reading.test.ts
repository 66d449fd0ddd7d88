import { describe, expect, it } from "vitest";
import type { Import_ReadingFragment } from "../../web/gql/graphql";
import { openQuestions, readingInForce, type Question } from "../../web/features/imports/answers";
import { toBase64 } from "../../web/features/imports/base64";
import { dateWords } from "../../web/features/imports/notice-dates";
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
  });
});

describe("The phrases of a notice", () => {
  const task = (start: number, end: number) => ({ source: cell(2, 4, start, end) });
  const reading = {
    notice: { projects: [{ source: cell(2, 2, 0, 4), tasks: [task(0, 6), task(7, 13)] }] },
    questions: [{ projectIndex: 0, taskIndex: 1 }],
    diagnostics: [{ source: cell(2, 4, 7, 13) }, { source: null }],
  } as unknown as Import_ReadingFragment;
  const places = phrasesByPlace(reading);

  it("lie in the cells that they were read from", () => {
    expect([...places.keys()]).toEqual(["table 1 2 2", "table 1 2 4"]);
    expect(places.get("table 1 2 2")).toEqual([{ id: "project-0", href: "#project-0", start: 0, end: 4 }]);
  });

  it("say which of them is asked about, and which has something to tell", () => {
    expect(places.get("table 1 2 4")?.map(({ id, tone }) => `${id} ${tone ?? ""}`.trim())).toEqual([
      "task-0-0 plain",
      "task-0-1 ask",
      "note-0",
    ]);
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
});
