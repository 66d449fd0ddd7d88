import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { deadlinesBefore } from "../../../server/notice/schedule/events.js";
import { readSchedule } from "../../../server/notice/schedule/schedule.js";

/**
 * The tables in `schedule-forms/` hold progress texts (`⏎` is a line break) and below each its tasks, read for a notice
 * of 2022 issued on 13 January:
 *
 * `03-01→05-31 [1,2] title` is a span, `≤06-30 [2] title` a deadline; in brackets the quarters it touches. `*` marks the
 * whole year where no time was stated, `?` a date that a person is asked about; `~` is a recurrence, `#` a hint's date,
 * `! CODE` a diagnostic (NO_TIME_EXPRESSION follows from `*`). In `listed.txt` `# n` is the number of the form in the list
 * of forms seen in real notices.
 */
interface Form {
  text: string;
  expected: string[];
}

const paths = globSync("test/unit/notice/schedule-forms/*.txt");

function formsOf(path: string): Form[] {
  const forms: Form[] = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.startsWith("    ")) forms.at(-1)!.expected.push(line.trim());
    else if (line !== "" && !line.startsWith("# ")) forms.push({ text: line, expected: [] });
  }
  return forms;
}

describe.each(paths.map((path) => ({ name: basename(path, ".txt"), path })))(
  "a schedule: $name",
  ({ path }) => {
    it.each(formsOf(path))("reads $text", ({ text, expected }) => {
      expect(shown(text.replaceAll("⏎", "\n"))).toEqual(expected);
    });
  },
);

it("the tables hold many forms, each once", () => {
  const texts = paths.flatMap(formsOf).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(800);
  expect(new Set(texts).size).toBe(texts.length);
});

function shown(text: string): string[] {
  const place = { document: null, table: 1, row: 2, column: 4, text };
  const { tasks, diagnostics } = readSchedule(place, { year: 2022, issuedOn: "2022-01-13" });
  const lines = tasks.map((task) => {
    const marks = `${task.implicit ? "*" : ""}${task.needsReview ? "?" : ""}`;
    const recurrence = task.recurrence ? ` ~${task.recurrence}` : "";
    const hints = task.hints.map(({ dueOn }) => ` #${inYear(dueOn)}`).join("");
    return `${dates(task)} [${task.quarters}]${marks} ${task.title}${recurrence}${hints}`.trimEnd();
  });
  const codes = new Set(diagnostics.map(({ code }) => code).filter((code) => code !== "NO_TIME_EXPRESSION"));
  return [...lines, ...[...codes].map((code) => `! ${code}`)];
}

/** The arrow is for a span only, the sign for a deadline only, so that both tell the kind. */
function dates({
  kind,
  startsOn,
  dueOn,
}: {
  kind: string;
  startsOn: string | null;
  dueOn: string | null;
}): string {
  if (dueOn === null) return "impossible";
  return kind === "DEADLINE" && startsOn === null
    ? `≤${inYear(dueOn)}`
    : `${inYear(startsOn)}→${inYear(dueOn)}`;
}

function inYear(day: string | null): string {
  return day?.replace(/^2022-/, "") ?? "?";
}

it.each(
  "1、 第 一 ( （3月 3月、 至 每周一、 “ 《 2022- 1.1. 2022年 农历 每 上 合同截止6月， 第一步， 分别完成3、 春节、 月底、 3月底至 自 全年 ⏎ 前 后 期间 年 年前 6月1 1. 1.⏎ 两会前 3月（5月） 9月1日开学前（开学前） 发放1-6月补贴".split(
    " ",
  ),
)("twenty thousand characters of %s are read like any text", (words) => {
  const text = words.replaceAll("⏎", "\n").repeat(20_000 / words.length);
  expect(shown(text).length).toBeGreaterThan(0);
});

describe("the source of a task in a numbered list", () => {
  it.each([
    ["1. 3月底前完成招标 2. 6月底前完成施工", ["1. 3月底前完成招标", "2. 6月底前完成施工"]],
    ["1.3月底前完成招标 2.6月底前完成施工", ["1.3月底前完成招标", "2.6月底前完成施工"]],
    ["1、3月底前完成招标 2、6月底前完成施工", ["1、3月底前完成招标", "2、6月底前完成施工"]],
    ["（1）3月底前完成招标（2）6月底前完成施工", ["（1）3月底前完成招标", "（2）6月底前完成施工"]],
    ["①3月底前完成招标②6月底前完成施工", ["①3月底前完成招标", "②6月底前完成施工"]],
    ["1. 完成招标，3月底前 2. 完成施工，6月底前", ["1. 完成招标，3月底前", "2. 完成施工，6月底前"]],
  ])("%s ends before the next number", (text, sources) => {
    const place = { document: null, table: 1, row: 2, column: 4, text };
    const { tasks } = readSchedule(place, { year: 2022, issuedOn: null });
    expect(tasks.map(({ source }) => source.text)).toEqual(sources);
  });
});

describe("年前", () => {
  it.each([
    ["2022-01-13", "2022-01-31"],
    ["2022-02-10", "2022-12-31"],
    [null, "2022-12-31"],
  ])("in a plan issued on %s is first read as by %s, and asked about", (issuedOn, dueOn) => {
    const place = { document: null, table: 1, row: 2, column: 4, text: "年前完成拆迁" };
    const [task] = readSchedule(place, { year: 2022, issuedOn }).tasks;
    expect(task).toMatchObject({ dueOn, needsReview: true });
    expect(task!.choices.map((choice) => choice.dueOn).toSorted()).toEqual(["2022-01-31", "2022-12-31"]);
  });
});

describe("festivals by the lunar calendar", () => {
  it.each([
    [2018, "2018-02-15", "2018-06-17", "2018-09-23"],
    [2019, "2019-02-04", "2019-06-06", "2019-09-12"],
    [2020, "2020-01-24", "2020-06-24", "2020-09-30"],
    [2021, "2021-02-11", "2021-06-13", "2021-09-20"],
    [2022, "2022-01-31", "2022-06-02", "2022-09-09"],
    [2023, "2023-01-21", "2023-06-21", "2023-09-28"],
    [2024, "2024-02-09", "2024-06-09", "2024-09-16"],
    [2025, "2025-01-28", "2025-05-30", "2025-10-05"],
    [2026, "2026-02-16", "2026-06-18", "2026-09-24"],
    [2027, "2027-02-05", "2027-06-08", "2027-09-14"],
    [2033, "2033-01-30", "2033-05-31", "2033-09-07"],
  ])("of %i: the days before 春节, 端午 and 中秋", (year, spring, dragonBoat, midAutumn) => {
    const before = (event: string) => deadlinesBefore(event, year)[0]?.endsOn;
    expect([before("春节"), before("端午"), before("中秋")]).toEqual([spring, dragonBoat, midAutumn]);
  });
});

describe("the year a schedule is read for", () => {
  const read = (text: string, year: number | null, issuedOn: string | null = null) =>
    readSchedule({ document: null, table: 1, row: 2, column: 4, text }, { year, issuedOn });

  it("is the next one for 春节前 in a plan issued after the festival", () => {
    expect(read("春节前慰问", 2022, "2022-02-20").tasks[0]?.dueOn).toBe("2023-01-21");
  });

  it("is not needed where the text writes its own", () => {
    expect(read("2022年6月底前完工", null).tasks[0]).toMatchObject({ dueOn: "2022-06-30" });
    expect(read("6月底前完工", null).tasks[0]).toMatchObject({ dueOn: null, needsReview: true });
  });

  it("has no first day for 即日起 where the day of issue is not known", () => {
    expect(read("即日起至6月底开展整治", 2022).tasks[0]).toMatchObject({
      startsOn: null,
      dueOn: "2022-06-30",
      kind: "DEADLINE",
      needsReview: true,
    });
  });
});
