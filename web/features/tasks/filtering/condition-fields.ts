/** How a field's value is picked: among few, among names, a span of days, a number, or words. */
export type ConditionKind = "choice" | "names" | "day" | "number" | "words";

export interface ConditionField {
  /** Its keyword in the text form; English ones are read in every language. */
  keyword: string;
  kind: ConditionKind;
}

/** What conditions can be picked for, in groups, what is asked for most first; the rest is written as text. */
export const conditionGroups = [
  {
    name: "state",
    fields: [
      { keyword: "light", kind: "choice" },
      { keyword: "stage", kind: "choice" },
      { keyword: "label", kind: "names" },
      { keyword: "awaiting", kind: "choice" },
      { keyword: "due", kind: "day" },
      { keyword: "quarter", kind: "number" },
      { keyword: "late", kind: "number" },
      { keyword: "returned", kind: "number" },
      { keyword: "percent", kind: "number" },
    ],
  },
  {
    name: "people",
    fields: [
      { keyword: "worker", kind: "names" },
      { keyword: "owner", kind: "names" },
      { keyword: "leader", kind: "names" },
      { keyword: "lead-office", kind: "names" },
      { keyword: "office", kind: "names" },
      { keyword: "assisting", kind: "names" },
    ],
  },
  {
    name: "words",
    fields: [
      { keyword: "project", kind: "words" },
      { keyword: "title", kind: "words" },
      { keyword: "category", kind: "words" },
    ],
  },
  {
    name: "days",
    fields: [
      { keyword: "starts", kind: "day" },
      { keyword: "submitted", kind: "day" },
      { keyword: "accepted", kind: "day" },
    ],
  },
] as const satisfies readonly { name: string; fields: readonly ConditionField[] }[];

/** What was picked for a field. */
export interface PickedCondition {
  field: ConditionField;
  /** As suggestions write them: names are quoted where they must be. */
  values: readonly string[];
  /** Takes the others instead. */
  isNot?: boolean;
  /** Days as `YYYY-MM-DD`, or numbers; each may be missing. */
  from?: string;
  to?: string;
  words?: string;
}

/** The text of what was picked; null where too little was. */
export function conditionText({ field, values, isNot, from, to, words }: PickedCondition): string | null {
  const { keyword, kind } = field;
  const sign = isNot ? "-" : "";
  if (kind === "words") return words?.trim() ? `${sign}${keyword}:${JSON.stringify(words.trim())}` : null;
  if (values.length > 0) return `${sign}${keyword}:${values.join(",")}`;
  if (kind !== "day" && kind !== "number") return null;
  if (from && to) return from === to ? `${sign}${keyword}:${from}` : `${sign}${keyword}:${from}..${to}`;
  if (from) return `${sign}${keyword}>=${from}`;
  return to ? `${sign}${keyword}<=${to}` : null;
}
