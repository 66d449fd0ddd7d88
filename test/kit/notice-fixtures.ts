import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Documents of invented towns in every format, each with what a person read in it. */
const usualFolder = fileURLToPath(new URL("../fixtures/notices", import.meta.url));

/** What a person wrote down before the code read the document. A key that is left out is not judged. */
export interface ExpectedReading {
  notice: { title?: string | null; projects: ExpectedProject[] } & Record<string, unknown>;
  /** Codes that have to be told; others may be. */
  diagnostics: string[];
}
export interface ExpectedProject extends Record<string, unknown> {
  tasks?: ExpectedTask[];
}
export interface ExpectedTask extends Record<string, unknown> {
  hints?: { dueOn: string | null }[];
  /** Readings that have to be offered, in any order. */
  choices?: { startsOn: string | null; dueOn: string | null }[];
}

export interface NoticeFixture {
  /** The document's file name. */
  name: string;
  bytes: Uint8Array;
  expected: ExpectedReading;
}

export function noticeFixtures(folder = usualFolder): NoticeFixture[] {
  const files = readdirSync(folder).filter((name) => !/\.expected\.json$|^README/.test(name));
  return files.map((name) => ({
    name,
    bytes: readFileSync(join(folder, name)),
    expected: JSON.parse(
      readFileSync(join(folder, `${basename(name, extname(name))}.expected.json`), "utf8"),
    ) as ExpectedReading,
  }));
}
