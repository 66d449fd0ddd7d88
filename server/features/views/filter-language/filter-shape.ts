/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A filter, or a part of one, as JSON: what a client may send as a variable. */
export interface JsonObject {
  [name: string]: Json;
}

export type ComparatorKind = "id" | "text" | "number" | "yesNo" | "day" | "word";

/** What a field of a filter holds. */
export type Part =
  /** `and`, `or`: up to 20 filters of the same kind. */
  | { is: "and" | "or"; shape: () => Shape }
  | { is: "not"; shape: () => Shape }
  /** One thing; where it may be missing, an empty filter says that there is one. */
  | { is: "one"; shape: () => Shape; mayBeMissing: boolean }
  /** Some, every or none of several. */
  | { is: "list"; shape: () => Shape }
  /** A comparator. Of a field with several values (`several`) one value must pass all of it. */
  | { is: "compared"; kind: ComparatorKind; several: boolean }
  | { is: "flag" }
  | { is: "search" }
  /** An id by itself. */
  | { is: "id" };

/** A kind of filter: its fields in the order of its canonical form. */
export interface Shape {
  /** The input type of the API that it mirrors. */
  type: string;
  fields: Record<string, Part>;
}

const compared = (kind: ComparatorKind, several = false): Part => ({ is: "compared", kind, several });
const one = (shape: () => Shape, mayBeMissing = false): Part => ({ is: "one", shape, mayBeMissing });
const list = (shape: () => Shape): Part => ({ is: "list", shape });
const id = compared("id");
const name = compared("text");

const programmeShape: Shape = {
  type: "ProgrammeFilter",
  fields: { id, year: compared("number"), title: compared("text") },
};

const stageShape: Shape = { type: "StageFilter", fields: { id, kind: compared("word"), name } };

const labelShape: Shape = { type: "LabelFilter", fields: { id, name } };

const officeShape: Shape = {
  type: "OfficeFilter",
  fields: { id, name, isMine: { is: "flag" }, within: { is: "id" } },
};

const personShape: Shape = {
  type: "PersonFilter",
  fields: {
    id,
    name,
    isMe: { is: "flag" },
    role: compared("word"),
    office: one(() => officeShape, true),
  },
};

const people = list(() => personShape);
const offices = list(() => officeShape);

/** Mirrors `ProjectFilter`. */
export const projectShape: Shape = {
  type: "ProjectFilter",
  fields: {
    search: { is: "search" },
    id,
    number: compared("number"),
    name,
    category: compared("text"),
    programme: one(() => programmeShape),
    leaders: people,
    owners: people,
    leadOffice: one(() => officeShape, true),
    offices,
    assistingOffices: offices,
    tasks: list(() => taskShape),
    light: compared("word"),
    or: { is: "or", shape: () => projectShape },
    not: { is: "not", shape: () => projectShape },
    and: { is: "and", shape: () => projectShape },
  },
};

/** Mirrors `TaskFilter`. */
export const taskShape: Shape = {
  type: "TaskFilter",
  fields: {
    light: compared("word"),
    stage: one(() => stageShape),
    awaitingMe: { is: "flag" },
    project: one(() => projectShape),
    programme: one(() => programmeShape),
    assignees: people,
    workers: people,
    submittedBy: one(() => personShape, true),
    labels: list(() => labelShape),
    startsOn: compared("day"),
    dueOn: compared("day"),
    quarter: compared("number", true),
    daysLate: compared("number"),
    submittedOn: compared("day"),
    acceptedOn: compared("day"),
    percent: compared("number"),
    timesReturned: compared("number"),
    needsReview: compared("yesNo"),
    title: compared("text"),
    id,
    search: { is: "search" },
    or: { is: "or", shape: () => taskShape },
    not: { is: "not", shape: () => taskShape },
    and: { is: "and", shape: () => taskShape },
  },
};

/** The operators of comparators, in the order of the canonical form. */
export const operators = [
  "eq",
  "neq",
  "in",
  "nin",
  "contains",
  "startsWith",
  "gt",
  "gte",
  "lt",
  "lte",
  "within",
  "isNull",
] as const;

export type Operator = (typeof operators)[number];

/** The quantifiers of lists, in the order of the canonical form. */
export const quantifiers = ["some", "every", "none"] as const;

export type Quantifier = (typeof quantifiers)[number];
