import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldTraced } from "../../../server/search/fold.js";
import { gramsOf, gramsOfWord } from "../../../server/search/grams.js";
import { SearchField } from "../../../server/features/search/search-hit.row.js";
import { snippetOf } from "../../../server/features/search/snippet.js";
import { wordsOf } from "../../../server/search/words.js";

const anyText = fc.string({ unit: "grapheme", maxLength: 40 });

describe("A folded text", () => {
  it.each([
    ["２０２２ 年 ６ 月", "2022年6月"],
    ["陈　军", "陈军"],
    ["K3+500 ㎡", "k3+500m2"],
    ["ＡＢｃ", "abc"],
    ["零\u200b宽\u0000", "零宽"],
    ["半\ud800个", "半个"],
  ])("%j is %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("of a part is a part of that of the whole", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, part, after) => {
        expect(fold(before + part + after)).toBe(fold(before) + fold(part) + fold(after));
      }),
    );
  });

  it("knows the way back", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: folded, starts, ends } = foldTraced(text);
        expect(folded).toBe(fold(text));
        for (let unit = 0; unit < folded.length; unit += 1)
          expect(fold(text.slice(starts[unit], ends[unit]))).toContain(folded.charAt(unit));
      }),
    );
  });
});

describe("Grams", () => {
  it("of a text hold those of every word in it", () => {
    const both = fc.tuple(anyText.map(fold), fc.nat(), fc.nat());
    fc.assert(
      fc.property(both, ([text, from, length]) => {
        const characters = [...text];
        const start = from % (characters.length + 1);
        const word = characters.slice(start, start + 1 + (length % 6)).join("");
        fc.pre(word !== "");
        const all = new Set(gramsOf([text]).split(" "));
        expect(
          gramsOfWord(word)
            .split(" ")
            .filter((gram) => !all.has(gram)),
        ).toEqual([]);
      }),
    );
  });
});

describe("A snippet", () => {
  const snippet = (text: string, looked: string, sounds = false) => {
    const found = snippetOf([{ field: SearchField.NAME, text, sounds }], wordsOf(looked));
    return (
      found && {
        text: found.snippet,
        marked: found.highlights.map(({ start, end }) => found.snippet.slice(start, end)),
      }
    );
  };

  it("marks every place of every word, as it is written", () => {
    expect(snippet("道路硬化、道路绿化，２０２２ 年完成", "道路 2022年")).toEqual({
      text: "道路硬化、道路绿化，２０２２ 年完成",
      marked: ["道路", "道路", "２０２２ 年"],
    });
  });

  it("makes one mark of words that touch", () => {
    expect(snippet("农业服务中心", "农业 业服 中心")?.marked).toEqual(["农业服", "中心"]);
  });

  it("marks of a name what sounds so", () => {
    expect(snippet("曾智伟", "zw", true)?.marked).toEqual(["智伟"]);
    expect(snippet("曾智伟", "zw", false)).toBeNull();
  });

  it("shows of a long text the part where the words stand, and never half a character", () => {
    const found = snippet(`${"𬭎".repeat(200)}安装路灯${"𬭎".repeat(200)}`, "路灯");
    expect(found?.marked).toEqual(["路灯"]);
    expect(found?.text).toMatch(/^….+…$/u);
    expect(found?.text.isWellFormed()).toBe(true);
    expect(found?.text.length).toBeLessThan(130);
  });

  it("is taken from where most of the words stand", () => {
    const places = [
      { field: SearchField.NAME, text: "道路", sounds: false },
      { field: SearchField.CONTENT, text: "道路硬化三公里", sounds: false },
    ];
    expect(snippetOf(places, ["道路"])?.field).toBe("NAME");
    expect(snippetOf(places, ["道路", "三公里"])?.field).toBe("CONTENT");
  });
});
