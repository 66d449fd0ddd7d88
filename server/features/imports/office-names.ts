import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { diagnose, type Diagnostic } from "../../notice/diagnostics.js";
import type { Notice } from "../../notice/notice.js";
import type { OfficeRow } from "../offices/office.row.js";
import type { OfficeAliasRow } from "../offices/office-alias.row.js";
import type { OfficeAnswerInput } from "./correction.inputs.js";
import type { Marks } from "./decided-notice.js";
import { InvalidAnswer } from "./import.problems.js";
import { NamesAlike } from "./names-alike.js";
import type { OfficeQuestion } from "./office-question.row.js";

/** The offices that there are, and the other names that they are known by. */
export interface KnownOffices {
  offices: readonly OfficeRow[];
  aliases: readonly Pick<OfficeAliasRow, "name" | "officeId">[];
}

/** What the names of a notice's offices come to. */
export interface OfficeNames {
  questions: OfficeQuestion[];
  diagnostics: Diagnostic[];
  /** Names that a person has just confirmed, with the name of the office that each means. */
  confirmed: Map<string, string>;
}

/** More likely offices than these are not offered: the person types. */
const mostChoices = 5;
/** A longer name, in characters, is cells that ran together: it cannot be imported, and is not asked about. */
const longestName = 200;

/**
 * Puts the offices' own names into the notice, in place: for the names that are known as theirs, and for those that
 * the answers say. What is unknown and resembles another name is a question; without an answer it stays as it is.
 * Throws a `Refusal` (InvalidAnswer).
 */
export function nameOffices(
  notice: Notice,
  marks: Marks,
  known: KnownOffices,
  answers: readonly OfficeAnswerInput[],
  locale: Locale,
): OfficeNames {
  const named = namesIn(notice, marks);
  const officeById = new Map(known.offices.map((office) => [office.id, office]));
  const officeNames = new Set(known.offices.map(({ name }) => name));
  const aliases = new Map(
    known.aliases.flatMap(({ name, officeId }) => {
      const office = officeById.get(officeId);
      return office && named.has(name) && !officeNames.has(name) ? [[name, office.name] as const] : [];
    }),
  );
  const unknown = [...named.keys()].filter(
    (name) => name.length <= longestName && !officeNames.has(name) && !aliases.has(name),
  );
  const questions = questionsAbout(unknown, named, known);
  const confirmed = confirmedNames(answers, new Set(unknown), officeById, locale);
  const answered = new Set(answers.map(({ name }) => name));
  rename(notice, marks, new Map([...aliases, ...confirmed]));
  const sourceOf = (name: string) => {
    const row = notice.projects[named.get(name)?.[0] ?? -1];
    return row?.sources.offices?.[0] ?? row?.source ?? null;
  };
  const diagnostics = [
    ...[...aliases].map(([name, office]) => diagnose("OFFICE_ALIAS", { name, office }, sourceOf(name))),
    ...questions
      .filter(({ name }) => !answered.has(name))
      .map(({ name, choices, variants }) => {
        const others = [...choices.map((choice) => choice.name), ...variants].join("、");
        return diagnose("OFFICE_RESEMBLES", { name, others }, sourceOf(name));
      }),
  ];
  return { questions, diagnostics, confirmed };
}

/** The names of offices, with the indexes of the projects that name them; what is left out is not looked at. */
function namesIn({ projects }: Notice, marks: Marks): Map<string, number[]> {
  const named = new Map<string, number[]>();
  projects.forEach(({ offices, assistingOffices }, index) => {
    if (marks.isLeftOut(index)) return;
    for (const name of new Set([...offices, ...assistingOffices])) {
      const indexes = named.get(name);
      if (indexes) indexes.push(index);
      else named.set(name, [index]);
    }
  });
  return named;
}

function questionsAbout(
  unknown: readonly string[],
  named: ReadonlyMap<string, number[]>,
  { offices, aliases }: KnownOffices,
): OfficeQuestion[] {
  const officeById = new Map(offices.map((office) => [office.id, office]));
  const knownNames = [
    ...offices.map((office) => ({ name: office.name, item: office })),
    ...aliases.flatMap(({ name, officeId }) => {
      const office = officeById.get(officeId);
      return office ? [{ name, item: office }] : [];
    }),
  ];
  const alikeOffices = new NamesAlike(knownNames, unknown.length);
  const alikeNames = new NamesAlike(
    unknown.map((name, place) => ({ name, item: { name, place } })),
    unknown.length,
  );
  const rows = (name: string) => named.get(name)?.length ?? 0;
  return unknown.flatMap((name, place) => {
    const choices = alikeOffices.to(name, mostChoices);
    // Of two names for one thing the rarer is asked about; of two as rare, the later.
    const asksHere = (other: { name: string; place: number }) =>
      rows(other.name) > rows(name) || (rows(other.name) === rows(name) && other.place < place);
    const variants = alikeNames.to(name, mostChoices, asksHere).map((other) => other.name);
    if (choices.length + variants.length === 0) return [];
    return [{ id: questionId(name), name, projectIndexes: named.get(name) ?? [], choices, variants }];
  });
}

function questionId(name: string): string {
  return `office:${name}`;
}

/** What each answered name means, in the end: a name that means another name means what that one does. */
function confirmedNames(
  answers: readonly OfficeAnswerInput[],
  unknown: ReadonlySet<string>,
  officeById: ReadonlyMap<string, OfficeRow>,
  locale: Locale,
): Map<string, string> {
  const meant = new Map<string, string>();
  for (const { name, officeId, sameAs } of answers) {
    const means = officeId ? officeById.get(officeId)?.name : (sameAs ?? name);
    const isAnswer = unknown.has(name) && means !== undefined && !(officeId && sameAs);
    if (!isAnswer || (!officeId && !unknown.has(means)))
      throw new Refusal(new InvalidAnswer(questionId(name), locale));
    if (means !== name) meant.set(name, means);
  }
  for (const [name, first] of meant) {
    let means = first;
    for (const seen = new Set([name]); meant.has(means); means = meant.get(means) ?? means) {
      if (seen.has(means)) throw new Refusal(new InvalidAnswer(questionId(name), locale));
      seen.add(means);
    }
    meant.set(name, means);
  }
  return meant;
}

function rename(notice: Notice, marks: Marks, names: ReadonlyMap<string, string>): void {
  if (names.size === 0) return;
  notice.projects.forEach((project, index) => {
    const { offices, assistingOffices } = project;
    if (![...offices, ...assistingOffices].some((name) => names.has(name))) return;
    marks.keep(index, project);
    const renamed = (list: readonly string[]) => [...new Set(list.map((name) => names.get(name) ?? name))];
    project.offices = renamed(offices);
    project.assistingOffices = renamed(assistingOffices).filter((name) => !project.offices.includes(name));
  });
}
