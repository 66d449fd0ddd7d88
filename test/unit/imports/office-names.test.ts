import { describe, expect, it } from "vitest";
import { Marks } from "../../../server/features/imports/decided-notice.js";
import { nameOffices, type KnownOffices } from "../../../server/features/imports/office-names.js";
import type { OfficeRow } from "../../../server/features/offices/office.row.js";
import type { Notice, NoticeProject } from "../../../server/notice/notice.js";

const source = {
  table: 0,
  row: 0,
  column: 0,
  start: 0,
  end: 0,
  text: "",
} as unknown as NoticeProject["source"];

function noticeWith(names: readonly string[]): Notice {
  const projects = names.map((name) => ({ offices: [name], assistingOffices: [], sources: {}, source }));
  return { projects } as unknown as Notice;
}

const known = (...names: string[]): KnownOffices => ({
  offices: names.map((name, at) => ({ id: `office_${at}`, name }) as unknown as OfficeRow),
  aliases: [],
});

const questionsOf = (names: readonly string[], offices = known()) =>
  nameOffices(noticeWith(names), new Marks(), offices, [], "en").questions;

/** That many names that have nothing to do with each other. */
const others = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `${String.fromCodePoint(0x4e00 + at)}${String.fromCodePoint(0x9000 - at)}会`,
  );

describe("The offices of a notice", () => {
  it("are asked about with the likeliest known office first, each once", () => {
    const offices = known("卫生计生办", "卫健办", "党政办");
    const [question, ...more] = questionsOf(["卫计办"], {
      ...offices,
      aliases: [{ name: "卫生和计划生育办", officeId: "office_0" }],
    });
    expect(more).toEqual([]);
    expect(question?.choices.map(({ name }) => name)).toEqual(["卫生计生办", "卫健办"]);
  });

  it("of two names as rare the later is asked about, of others the rarer", () => {
    expect(questionsOf(["卫计办", "卫生计生办"]).map(({ name }) => name)).toEqual(["卫生计生办"]);
    expect(questionsOf(["卫计办", "卫生计生办", "卫生计生办"]).map(({ name }) => name)).toEqual(["卫计办"]);
  });

  it("however many, are compared in no more than a few seconds, and what differs in plain words is still found", () => {
    const names = ["党政办", ...others(5000), "党政办公室"];
    const begun = performance.now();
    expect(questionsOf(names, known(...others(2000)))).toMatchObject([
      { name: "党政办公室", variants: ["党政办"] },
    ]);
    // With every name beside every other it would be tens of millions of comparisons.
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("are not held up by thousands that are one name but for what is in brackets", () => {
    const names = Array.from({ length: 3000 }, (_, at) => `综合执法队（${at}）`);
    const begun = performance.now();
    const questions = questionsOf(names);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(questions).toHaveLength(2999);
    expect(questions.every(({ variants }) => variants.length <= 5)).toBe(true);
  });
});
