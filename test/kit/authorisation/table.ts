/** What somebody gets: `yes`, `part`, `null`, `no` (FORBIDDEN), `hidden` (NOT_FOUND), `sign in`, or a problem's code. */
export type Outcome = string;

/** The outcomes of one coordinate, one for each column. */
export interface Row {
  /** `Task`, `Mutation` … */
  type: string;
  field: string;
  outcomes: readonly Outcome[];
}

/** `own / other` where the two differ. */
export function cellOf(own: Outcome, other: Outcome): Outcome {
  return own === other ? own : `${own} / ${other}`;
}

/** The rows as tables a person can read: one for each type, fields with the same outcomes together. */
export function tablesOf(rows: readonly Row[], columns: readonly string[]): string {
  const types = Map.groupBy(rows, ({ type }) => type);
  return [...types].map(([type, ofType]) => `## ${type}\n\n${tableOf(ofType, columns)}`).join("\n\n");
}

function tableOf(rows: readonly Row[], columns: readonly string[]): string {
  const alike = Map.groupBy(rows, ({ outcomes }) => outcomes.join(" | "));
  const lines = [...alike].map(([outcomes, fields]) => {
    const names = fields.map(({ field }) => `\`${field}\``).join(", ");
    return `| ${names} | ${outcomes} |`;
  });
  return [`| field | ${columns.join(" | ")} |`, `| --- |${" --- |".repeat(columns.length)}`, ...lines].join(
    "\n",
  );
}
