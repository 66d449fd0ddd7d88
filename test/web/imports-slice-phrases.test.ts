import { describe, expect, it } from "vitest";
import { slicePhrases, type Phrase } from "../../web/composables/slice-phrases";

const phrase = (id: string, start: number, end: number): Phrase => ({ id, start, end });
const shown = (text: string, phrases: Phrase[]) =>
  slicePhrases(text, phrases).map((piece) => [piece.text, piece.phrases.map(({ id }) => id).join(" ")]);

describe("A text is cut at the borders of its phrases", () => {
  it("and stays whole where it has none", () => {
    expect(shown("第一季度报批", [])).toEqual([["第一季度报批", ""]]);
  });

  it("so that the words between phrases are pieces of their own", () => {
    const text = "第一季度报批，第二季度完工。";
    expect(shown(text, [phrase("a", 0, 6), phrase("b", 7, 13)])).toEqual([
      ["第一季度报批", "a"],
      ["，", ""],
      ["第二季度完工", "b"],
      ["。", ""],
    ]);
  });

  it("where phrases overlap, into a piece that belongs to both", () => {
    expect(shown("abcdef", [phrase("long", 0, 4), phrase("late", 2, 6)])).toEqual([
      ["ab", "long"],
      ["cd", "long late"],
      ["ef", "late"],
    ]);
  });

  it("counting UTF-16 code units, as the server does", () => {
    expect(shown("𠮷村完工", [phrase("a", 3, 5)])).toEqual([
      ["𠮷村", ""],
      ["完工", "a"],
    ]);
  });

  it("and loses nothing of the text to a phrase that reaches past its end or covers nothing", () => {
    const pieces = slicePhrases("完工", [phrase("far", 1, 99), phrase("nothing", 1, 1)]);
    expect(pieces.map(({ text }) => text).join("")).toBe("完工");
    expect(shown("", [phrase("a", 0, 3)])).toEqual([]);
  });
});
