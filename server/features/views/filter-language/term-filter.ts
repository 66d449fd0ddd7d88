import type { FieldKind } from "./filter-fields.js";
import type { FilterNames } from "./filter-names.js";
import type { JsonObject } from "./filter-shape.js";
import type { FilterErrors } from "./filter-text-error.js";
import { lightWords, meWord, mineWord, roleWords } from "./filter-words.js";
import type { Term } from "./parse-filter-text.js";
import { TermReading } from "./term-reading.js";

/**
 * What a condition of the text says, as filters of which one must hold; where it is turned round (`!=`), all. What is
 * wrong goes to `errors`.
 */
export function conditionsOfTerm(term: Term, names: FilterNames, errors: FilterErrors): JsonObject[] {
  const reading = new TermReading(term, names, errors);
  const allowed = allowedOperators[term.field.kind] ?? [":", "=", "!="];
  if (!allowed.includes(term.operator)) {
    errors.add("WRONG_OPERATOR", term, { found: term.operator, expected: [...allowed] });
    return [];
  }
  return readers[term.field.kind](reading);
}

const comparing: readonly string[] = [":", "=", "!=", "<", "<=", ">", ">="];
const allowedOperators: Partial<Record<FieldKind, readonly string[]>> = { day: comparing, number: comparing };

type Reader = (reading: TermReading) => JsonObject[];

const readers: Record<FieldKind, Reader> = {
  light: (reading) => reading.words(lightWords),
  role: (reading) => reading.words(roleWords),
  stage: (reading) => reading.stage(),
  day: (reading) => reading.each((value) => reading.day(value)),
  number: (reading) => reading.numbers(),
  text: (reading) => reading.texts(reading.term.field.path, null),
  project: (reading) => reading.texts([...reading.term.field.path, "name"], "project"),
  programme: (reading) => reading.texts([...reading.term.field.path, "title"], "programme"),
  people: (reading) => reading.several("person", meWord, "isMe"),
  offices: (reading) => reading.several("office", mineWord, "isMine"),
  person: (reading) => reading.single("person", meWord, "isMe"),
  office: (reading) => reading.single("office", mineWord, "isMine"),
  officesWithin: (reading) => reading.within(),
  labels: (reading) => reading.labels(),
  mine: (reading) => reading.each((value) => reading.flag(value)),
  yesNo: (reading) => reading.each((value) => reading.yesNo(value)),
};
