/** What became of an operation: `unknown` when nobody answered. */
export type End = "ok" | "failed" | "unknown";

/** A line of a history, kept outside what may fail: an operation begins, or ends. */
export interface HistoryEvent {
  /** The operation's mark: unlike any other, and left in the one row of the log that it makes. */
  mark: string;
  event: "invoked" | End;
}

/** What is found once everything has calmed down. */
export interface Aftermath {
  /** The log; `mark` is what an operation left in the row, null for rows of nobody's. */
  changes: { chain: string; revision: number; subjectId: string; mark: string | null }[];
  /** Everything logged, with its version. */
  things: { id: string; version: number }[];
  /** The cards, with where they stand. */
  cards: { id: string; stage: string; rank: string; title: string; marks: string[] }[];
  /** What verifying the log and the database says; empty for nothing. */
  verified: string[];
}

interface Operation {
  mark: string;
  end: End;
  /** The places of its first and last line in the history. */
  from: number;
  to: number;
}

/** The operations of a history: one that never ended is unknown, and what a repetition came to counts. */
export function operationsOf(history: readonly HistoryEvent[]): Operation[] {
  const operations = new Map<string, Operation>();
  for (const [place, { mark, event }] of history.entries()) {
    const known = operations.get(mark);
    if (!known) operations.set(mark, { mark, end: "unknown", from: place, to: Infinity });
    const operation = operations.get(mark)!;
    if (event === "invoked") continue;
    operation.end = event;
    operation.to = event === "unknown" ? Infinity : place;
  }
  return [...operations.values()];
}

/** Judges what is left after a fault by what was answered before it; empty where everything holds. */
export function faultsOfHistory(history: readonly HistoryEvent[], after: Aftermath): string[] {
  const operations = operationsOf(history);
  return [
    ...faultsOfMarks(operations, after),
    ...faultsOfOrder(operations, after),
    ...faultsOfLog(after),
    ...faultsOfVersions(after),
    ...faultsOfCards(after),
    ...after.verified,
  ];
}

/** Each ok is in the log once, each failed not at all, each unknown at most once, and nothing else is there. */
function faultsOfMarks(operations: readonly Operation[], { changes }: Aftermath): string[] {
  const found = new Map<string, number>();
  for (const { mark } of changes) if (mark !== null) found.set(mark, (found.get(mark) ?? 0) + 1);
  const faults: string[] = [];
  for (const { mark, end } of operations) {
    const times = found.get(mark) ?? 0;
    found.delete(mark);
    if (end === "ok" && times === 0) faults.push(`${mark} was ok, and is lost`);
    if (end === "failed" && times > 0) faults.push(`${mark} failed, and is there`);
    if (times > 1) faults.push(`${mark} acted ${times} times`);
  }
  return [...faults, ...[...found.keys()].map((mark) => `${mark} is there, and nobody asked for it`)];
}

/** What had been answered before another was asked for stands before it in the log. */
function faultsOfOrder(operations: readonly Operation[], { changes }: Aftermath): string[] {
  const places = new Map(changes.map(({ mark, chain, revision }) => [mark, { chain, revision }]));
  const latest = new Map<string, { revision: number; mark: string }>();
  const events = operations
    .filter(({ mark }) => places.has(mark))
    .flatMap((operation) => [
      { place: operation.from, operation, begins: true },
      { place: operation.to, operation, begins: false },
    ])
    .filter(({ place }) => place !== Infinity)
    .toSorted((one, other) => one.place - other.place);
  const faults: string[] = [];
  for (const { operation, begins } of events) {
    const { chain, revision } = places.get(operation.mark)!;
    const before = latest.get(chain);
    if (begins && before && before.revision > revision)
      faults.push(`${operation.mark} was asked for after ${before.mark} was ok, and stands before it`);
    if (!begins && operation.end === "ok" && (before?.revision ?? 0) < revision)
      latest.set(chain, { revision, mark: operation.mark });
  }
  return faults;
}

/** Revisions of a chain are 1, 2, 3 … */
function faultsOfLog({ changes }: Aftermath): string[] {
  const chains = Map.groupBy(changes, ({ chain }) => chain);
  return [...chains].flatMap(([chain, rows]) => {
    const revisions = rows.map(({ revision }) => revision).toSorted((one, other) => one - other);
    const wrong = revisions.findIndex((revision, index) => revision !== index + 1);
    return wrong === -1 ? [] : [`the log of ${chain} has ${revisions[wrong]} where ${wrong + 1} belongs`];
  });
}

/** A thing's version is the number of its changes. */
function faultsOfVersions({ changes, things }: Aftermath): string[] {
  const counts = new Map<string, number>();
  for (const { subjectId } of changes) counts.set(subjectId, (counts.get(subjectId) ?? 0) + 1);
  return things
    .filter(({ id, version }) => version !== (counts.get(id) ?? 0))
    .map(({ id, version }) => `${id} has version ${version} and ${counts.get(id) ?? 0} changes`);
}

/** No two cards of a stage share a place, and a card bears the title that the log gave it last. */
function faultsOfCards({ cards }: Aftermath): string[] {
  const places = new Map<string, string>();
  const faults: string[] = [];
  for (const { id, stage, rank, title, marks } of cards) {
    const other = places.get(`${stage} ${rank}`);
    if (other !== undefined) faults.push(`${id} and ${other} share the place ${rank}`);
    places.set(`${stage} ${rank}`, id);
    const last = marks.at(-1);
    if (last !== undefined && last !== title)
      faults.push(`${id} is called ${title}, and the log says ${last}`);
  }
  return faults;
}
