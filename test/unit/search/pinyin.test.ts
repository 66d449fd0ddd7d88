import { describe, expect, it } from "vitest";
import { pinyinWord, soundingPart } from "../../../server/search/pinyin.js";
import { isFoundIn, sounds, wordsOf } from "../../../server/search/words.js";

describe("The pinyin of a name", () => {
  it.each([
    ["曾智伟", "zzw", "zengzhiwei", "zengzw", "zengzh", "zhiwei", "zw", "wei", "z"],
    ["曾智伟", "cengzhiwei", "czw"],
    ["单国强", "shanguoqiang", "sgq", "shangq", "danguoqiang"],
    ["乐平", "yueping", "yp", "leping"],
    ["仇和", "qiuhe", "qh"],
    ["欧阳修", "ouyangxiu", "oyx"],
    ["尉迟恭", "yuchigong", "ycg"],
    ["吕布", "lvbu", "lb"],
    ["农业服务中心", "nyfwzx", "nongyefuwuzhongxin", "fuwuzhongxin", "fwzx", "nongyfwzx"],
    ["A组3班", "zu", "azu", "z3b"],
  ])("%s is found by %s", (name, ...typed) => {
    const found = typed.filter((word) => isFoundIn(word, { names: [name], texts: [] }));
    expect(found).toEqual(typed);
  });

  it.each([
    ["曾智伟", "zwz", "engzhi", "zhuwei", "zhiweizeng"],
    ["陈军", "zzw", "hen"],
    ["Tom Zhang", "tzhang"],
  ])("%s is not found by %s", (name, ...typed) => {
    const found = typed.filter((word) => isFoundIn(word, { names: [name], texts: [] }));
    expect(found).toEqual([]);
  });

  it("is for names alone, not for other texts", () => {
    expect(isFoundIn("zzw", { names: [], texts: ["曾智伟"] })).toBe(false);
  });

  it.each([
    ["zēng", "zeng"],
    ["lǚ", "lv"],
    ["lü", "lv"],
    ["xi'an", "xian"],
    ["ＺＺＷ", "zzw"],
    ["2", null],
    ["农", null],
    ["a-b", null],
  ])("is typed %s and looked for as %s", (typed, sound) => {
    expect(wordsOf(typed).map(pinyinWord)).toEqual([sound]);
  });

  it.each([
    ["曾智伟", "zzw", "曾智伟"],
    ["曾智伟", "zengzhi", "曾智"],
    ["曾智伟", "zengz", "曾智"],
    ["曾智伟", "zw", "智伟"],
    ["曾智伟", "wei", "伟"],
    ["𬭎大为", "dawei", "大为"],
  ])("says which characters of %s %s stands for", (name, word, part) => {
    expect(sounds(name, word)).toBe(true);
    const [start, end] = soundingPart(name, word) ?? [0, 0];
    expect(name.slice(start, end)).toBe(part);
  });
});
