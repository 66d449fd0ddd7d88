import { describe, expect, it } from "vitest";
import { dryRun } from "../../../server/notice/dry-run.js";
import { readNotice } from "../../../server/notice/read-notice.js";
import {
  noticeFixtures,
  type ExpectedProject,
  type ExpectedReading,
  type ExpectedTask,
} from "../../kit/notice-fixtures.js";

const fixtures = noticeFixtures();

describe("documents that nobody wrote for the reader", () => {
  it("are at least 30, of all formats", () => {
    const endings = new Set(fixtures.map(({ name }) => name.split(".").at(-1)));
    expect(fixtures.length).toBeGreaterThanOrEqual(30);
    expect(endings).toEqual(new Set(["docx", "xlsx", "csv", "tsv", "txt", "md", "html"]));
  });

  it.each(fixtures)("$name is read as a person read it", async ({ name, bytes, expected }) => {
    const reading = await readNotice(bytes, { name });
    const { notice, diagnostics } = dryRun(reading) as {
      notice: Notice | null;
      diagnostics: { code: string }[];
    };
    expect(judged(notice, expected.notice)).toEqual(expectedNotice(expected.notice));
    const codes = new Set(diagnostics.map(({ code }) => code));
    expect(expected.diagnostics.filter((code) => !codes.has(code))).toEqual([]);
  });
});

type Notice = ExpectedReading["notice"];

/** A title over several lines may be joined with or without a space. */
function expectedNotice({ projects, ...rest }: Notice): object {
  return { ...withPlainTitle(rest), projects: projects.map(expectedProject) };
}

function expectedProject({ tasks, ...rest }: ExpectedProject): object {
  return tasks ? { ...rest, tasks: tasks.map(expectedTask) } : rest;
}

function expectedTask({ choices, ...rest }: ExpectedTask): object {
  return choices ? { ...rest, choices: "all offered" } : rest;
}

/** Of what was read, the keys that a person wrote down. */
function judged(notice: Notice | null, expected: Notice): object {
  if (!notice) return {};
  const { projects, ...rest } = keysOf(notice, expected);
  return {
    ...withPlainTitle(rest),
    projects: projects.map((project, index) => judgedProject(project, expected.projects[index] ?? {})),
  };
}

function judgedProject(project: ExpectedProject, expected: ExpectedProject): object {
  const { tasks, ...rest } = keysOf(project, expected);
  if (!tasks) return rest;
  return { ...rest, tasks: tasks.map((task, index) => judgedTask(task, expected.tasks?.[index] ?? {})) };
}

function judgedTask(task: ExpectedTask, expected: ExpectedTask): object {
  const { hints, choices, ...rest } = keysOf(task, expected);
  const isOffered = (wanted: NonNullable<ExpectedTask["choices"]>[number]) =>
    choices?.some(({ startsOn, dueOn }) => startsOn === wanted.startsOn && dueOn === wanted.dueOn);
  return {
    ...rest,
    ...(hints && { hints: hints.map(({ dueOn }) => ({ dueOn })) }),
    ...(expected.choices && { choices: expected.choices.every(isOffered) ? "all offered" : choices }),
  };
}

function keysOf<T extends object>(found: T, expected: object): T {
  return Object.fromEntries(Object.entries(found).filter(([key]) => key in expected)) as T;
}

function withPlainTitle<T extends object>(notice: T): T {
  return "title" in notice
    ? { ...notice, title: (notice.title as string | null)?.replace(/\s/g, "") ?? null }
    : notice;
}
