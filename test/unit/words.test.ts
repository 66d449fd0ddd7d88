import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";

/** Every text of a language by its key, as `area.part.part`. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const collect = (key: string, value: unknown): void => {
    if (typeof value === "string") texts.set(key, value);
    else for (const [part, inner] of Object.entries(value ?? {})) collect(`${key}.${part}`, inner);
  };
  for (const path of globSync(`web/i18n/${language}/**/*.json`)) {
    collect(basename(path, ".json"), JSON.parse(readFileSync(path, "utf8")));
  }
  return texts;
}

/** The names in braces, in order of the alphabet, each once. */
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted();
}

const chinese = textsOf("zh-CN");
const english = textsOf("en");

it("says everything in both languages", () => {
  expect(chinese.size).toBeGreaterThan(0);
  expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
});

it("leaves no text empty", () => {
  const empty = [...chinese, ...english].filter(([, text]) => text.trim() === "");
  expect(empty).toEqual([]);
});

it("fills the same places in both languages", () => {
  const differing = [...chinese.keys()].filter(
    (key) => `${placeholders(chinese.get(key) ?? "")}` !== `${placeholders(english.get(key) ?? "")}`,
  );
  expect(differing).toEqual([]);
});
