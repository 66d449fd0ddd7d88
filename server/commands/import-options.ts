import type { KnownOffices } from "../features/imports/office-names.js";
import { BadUsage, onlyFile, readWords } from "./command.js";

const usage = `import FILE [--year Y] [--dry-run] [--json]
    [--answer QUESTION=CHOICE]… [--office NAME=NAME|new]…
    [--as-new | --amends PROGRAMME] [--accept suggested|all|none|ID,…]`;

/** What was asked of `luoshi import`. */
export interface ImportOptions {
  file: string;
  year: number | undefined;
  isDryRun: boolean;
  asJson: boolean;
  answers: { questionId: string; choice: number }[];
  /** What each name of an office means: the name of another, or null for one of its own. */
  offices: { name: string; means: string | null }[];
  asNew: boolean;
  amends: string | null;
  /** Null where nobody chose; `suggested`, `all`, or ids. */
  accept: "suggested" | "all" | string[] | null;
}

/** Throws {@link BadUsage}. */
export function readImportOptions(words: string[]): ImportOptions {
  const { values, positionals } = readWords(words, options, usage);
  const { accept, amends = null, "as-new": asNew = false } = values;
  if (asNew && amends !== null) throw bad("expected one of --as-new and --amends");
  return {
    file: onlyFile(positionals, usage),
    year: readYear(values.year),
    isDryRun: values["dry-run"] ?? false,
    asJson: values.json ?? false,
    answers: (values.answer ?? []).map(readAnswer),
    offices: (values.office ?? []).map(readOffice),
    asNew,
    amends,
    accept:
      accept === undefined || accept === "all" || accept === "suggested" ? (accept ?? null) : idsIn(accept),
  };
}

const options = {
  year: { type: "string" },
  "dry-run": { type: "boolean" },
  answer: { type: "string", multiple: true },
  office: { type: "string", multiple: true },
  "as-new": { type: "boolean" },
  amends: { type: "string" },
  accept: { type: "string" },
} as const;

/** The offices' answers as the API takes them. */
export function officeAnswers(offices: ImportOptions["offices"], known: KnownOffices) {
  const idOf = new Map(known.offices.map(({ id, name }) => [name, id]));
  return offices.map(({ name, means }) => {
    const officeId = means === null ? null : (idOf.get(means) ?? null);
    return { name, officeId, sameAs: officeId === null ? means : null };
  });
}

function bad(message: string): BadUsage {
  return new BadUsage(`${message}\nUsage: luoshi ${usage}`);
}

function readYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(19|20)\d\d$/.test(text)) return Number(text);
  throw bad(`--year: expected a year such as 2022, found "${text}"`);
}

function readAnswer(text: string): ImportOptions["answers"][number] {
  const [questionId, choice] = halves(text, "--answer", "QUESTION=CHOICE such as 2.2=1");
  if (!/^\d{1,3}$/.test(choice)) throw bad(`--answer: expected a choice's number, found "${choice}"`);
  return { questionId, choice: Number(choice) };
}

function readOffice(text: string): ImportOptions["offices"][number] {
  const [name, means] = halves(text, "--office", "NAME=NAME or NAME=new");
  return { name, means: means === "new" ? null : means };
}

function halves(text: string, option: string, expected: string): [string, string] {
  const at = text.indexOf("=");
  const [first, second] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || !first || !second) throw bad(`${option}: expected ${expected}, found "${text}"`);
  return [first, second];
}

/** The ids of differences; `none` takes up none of them, and nothing at all is a mistake. */
function idsIn(text: string): string[] {
  if (text === "none") return [];
  const ids = text
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean);
  if (ids.length > 0) return ids;
  throw bad(`--accept: expected suggested, all, none or ids, found "${text}"`);
}
