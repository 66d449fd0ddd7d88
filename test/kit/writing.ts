import type { Client, Variables } from "./client.js";

/** A card with everything that writing changes. */
export interface WrittenCard {
  id: string;
  version: number;
  title: string;
  rank: string;
  needsReview: boolean;
  attempt: number;
  timesReturned: number;
  submittedAt: string | null;
  acceptedAt: string | null;
  submittedBy: { name: string } | null;
  stage: { id: string; kind: string };
  period: { startsOn: string | null; dueOn: string | null; kind: string; quarters: number[] };
  originalPeriod: { dueOn: string | null } | null;
  assignees: { name: string }[];
  reports: { done: string }[];
}

/** A field that was changed since. */
export interface Conflict {
  field: string;
  before: string | null;
  after: string | null;
  change: { verb: string; at: string; actor: { name: string } | null };
}

/** What a mutation of one card answered: the card, or the problem with the card. */
export interface WriteAnswer {
  __typename: string;
  code?: string;
  message?: string;
  conflicts?: Conflict[];
  task?: WrittenCard | null;
}

/** What a batch answered. */
export interface BatchAnswer {
  applied: boolean;
  undoToken: string | null;
  items: {
    taskId: string;
    task: WrittenCard | null;
    problem: { __typename: string; code: string; conflicts?: Conflict[] } | null;
  }[];
}

export const writtenFields = `id version title rank needsReview attempt timesReturned submittedAt acceptedAt submittedBy { name }
  stage { id kind } period { startsOn dueOn kind quarters } originalPeriod { dueOn } assignees { name } reports { done }`;

const conflictFields = `conflicts { field before after change { verb at actor { name } } }`;

const taskProblems = [
  "IllegalMove",
  "MoveNotPermitted",
  "ReportRequired",
  "ReasonRequired",
  "EditNotPermitted",
];

const selections: Record<string, string> = {
  Task: writtenFields,
  InvalidPeriod: `task { ${writtenFields} }`,
  StaleVersion: `${conflictFields} task { ${writtenFields} }`,
  UndoRefused: `${conflictFields} task { ${writtenFields} }`,
  ...Object.fromEntries(taskProblems.map((name) => [name, `task { ${writtenFields} }`])),
};

const ofMove = [
  "Task",
  "IllegalMove",
  "MoveNotPermitted",
  "ReportRequired",
  "ReasonRequired",
  "StaleVersion",
];
const ofEdit = ["Task", "EditNotPermitted", "StaleVersion"];

const members: Record<string, string[]> = {
  assignTask: ofEdit,
  labelTask: ofEdit,
  editTask: ofEdit,
  rescheduleTask: [...ofEdit, "InvalidPeriod", "ReasonRequired"],
  undoTask: ["Task", "UndoRefused", "StaleVersion"],
};

function typeOf(mutation: string): string {
  return `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
}

/** The document of a mutation of one card. */
export function writeDocument(mutation: string): string {
  const fragments = (members[mutation] ?? ofMove).map(
    (name) => `... on ${name} { ${selections[name] ?? ""} }`,
  );
  return `mutation ($input: ${typeOf(mutation)}) {
    ${mutation}(input: $input) { __typename ... on Problem { code message } ${fragments.join(" ")} }
  }`;
}

/** Writes one card by the mutation of that name. */
export async function writeCard(client: Client, mutation: string, input: Variables): Promise<WriteAnswer> {
  const data = await client.ask<Record<string, WriteAnswer>>(writeDocument(mutation), { input });
  const answer = data[mutation] as WriteAnswer;
  return answer.__typename === "Task"
    ? { __typename: "Task", task: answer as unknown as WrittenCard }
    : answer;
}

/** The document of a mutation of several cards. */
export function batchDocument(mutation: string): string {
  return `mutation ($input: ${typeOf(mutation)}) {
    ${mutation}(input: $input) {
      applied undoToken items { taskId task { ${writtenFields} }
        problem { __typename code ... on StaleVersion { ${conflictFields} } ... on UndoRefused { ${conflictFields} } } }
    }
  }`;
}

/** Writes several cards by the mutation of that name. */
export async function writeBatch(client: Client, mutation: string, input: Variables): Promise<BatchAnswer> {
  const data = await client.ask<Record<string, BatchAnswer>>(batchDocument(mutation), { input });
  return data[mutation] as BatchAnswer;
}

/** A card as it now stands. */
export async function readCard(client: Client, id: string): Promise<WrittenCard> {
  const query = `query ($id: ID!) { task(id: $id) { ${writtenFields} } }`;
  return (await client.ask<{ task: WrittenCard }>(query, { id })).task;
}
