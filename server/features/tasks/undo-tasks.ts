import { placeholders, type Rows } from "../../database/rows.js";
import { notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb, type FieldDifference } from "../../log/change.entity.js";
import { readTaskChanges } from "../changes/read-changes.js";
import type { ChangeRow } from "../changes/change.row.js";
import { FieldConflict } from "../changes/field-conflict.row.js";
import { detachEvidence } from "./evidence/attach-evidence.js";
import { Report } from "../reports/report.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { tasksOf, type EditStep } from "./edit-tasks.js";
import type { HeldCard } from "./held-card.js";
import { rankFreeAt } from "./place-task.js";
import { restore } from "./restore-task.js";
import { mayStillDo } from "./task.policy.js";
import type { UndoRefusal } from "./move-words.js";
import { UndoRefused } from "./task.problems.js";
import type { TaskSession, TaskWork } from "./write-tasks.js";

/** How far back one's own last change is looked for, in changes of the card. */
const furthestBack = 50;

const undoable: ReadonlySet<ChangeVerb> = new Set([
  ChangeVerb.REORDER,
  ChangeVerb.START,
  ChangeVerb.POSTPONE,
  ChangeVerb.SUBMIT,
  ChangeVerb.WITHDRAW,
  ChangeVerb.RETURN,
  ChangeVerb.ACCEPT,
  ChangeVerb.REOPEN,
  ChangeVerb.ASSIGN,
  ChangeVerb.RESCHEDULE,
  ChangeVerb.LABEL,
  ChangeVerb.UPDATE,
]);

type Fields = Record<string, FieldDifference>;

interface Undoing extends EditStep {
  fields: Fields;
  /** Reports that went with it. */
  reportIds: string[];
}

/** Which changes: only those of a batch's revisions, where it is a batch that is undone. */
interface Span {
  first: number;
  last: number;
}

/**
 * What putting cards back as they were before the viewer's own last change does: only within some minutes, only while
 * nobody has changed the same fields since, and only what the viewer may still do. A report that went with a submission
 * is taken back with it; the log keeps it.
 */
export const undoing =
  (minutes: number, span: Span | null = null) =>
  async (session: TaskSession, taskIds: readonly string[]): Promise<TaskWork<Undoing>> => {
    const tasks = await tasksOf(session, taskIds, ["assignees", "labels"]);
    const changes = await readTaskChanges(session.statements, taskIds, furthestBack);
    const select = `select id from stage where programme_id = ?`;
    const stages = await session.statements.all<{ id: string }>(select, [session.chain.chain]);
    const isStage = (id: unknown) => stages.some((stage) => stage.id === id);
    return {
      fields: [],
      judge: (card) => {
        const found = judge(session, card, changes.get(card.id) ?? [], minutes, span);
        const task = tasks.get(card.id);
        if (!task) throw notFound("task");
        // The column that it came from was taken away meanwhile.
        if (found.fields.stage && !isStage(found.fields.stage.before))
          throw new Refusal(new UndoRefused("NOTHING_TO_UNDO", [], session.locale));
        return { ...found, task };
      },
      apply: async (steps) => {
        // One by one: the next finds its place among cards that have theirs.
        for (const step of steps) {
          session.chain.done.set(step.task, { verb: ChangeVerb.UNDO });
          await putBack(session, step);
          await session.em.flush();
        }
      },
    };
  };

/** The cards that a batch of the viewer's changed, in its order; none where the programme or the batch is not theirs. */
export async function changedTasks(
  rows: Pick<Rows, "all">,
  { personId }: Viewer,
  programmeId: string,
  { first, last }: Span,
): Promise<string[]> {
  const found = await rows.all<{ taskId: string }>(
    `select c.subject_id "taskId" from change c where c.chain = ? and c.revision between ? and ? and c.actor_id = ?
      and c.subject_kind = 'TASK' order by c.revision limit 300`,
    [programmeId, first, last, personId],
  );
  return [...new Set(found.map(({ taskId }) => taskId))].slice(0, 100);
}

function judge(
  { viewer, at, locale }: TaskSession,
  card: HeldCard,
  changes: readonly ChangeRow[],
  minutes: number,
  span: Span | null,
): Omit<Undoing, "task"> {
  const refuse = (refusal: UndoRefusal, conflicts: FieldConflict[] = []) =>
    new Refusal(new UndoRefused(refusal, conflicts, locale, minutes));
  const own = changes.filter(({ subjectKind }) => subjectKind === "TASK");
  const inSpan = ({ revision }: ChangeRow) => !span || (revision >= span.first && revision <= span.last);
  const change = own.find((one) => one.actorId === viewer.personId && inSpan(one));
  if (!change || !undoable.has(change.verb)) throw refuse("NOTHING_TO_UNDO");
  if (at.getTime() - Date.parse(change.at) > minutes * 60_000) throw refuse("UNDO_TOO_LATE");
  const conflicts = overtakenBy(own, change);
  if (conflicts.length > 0) throw refuse("UNDO_OVERTAKEN", conflicts);
  if (!mayStillDo(change.verb, card.standing)) throw refuse("UNDO_NOT_PERMITTED");
  const reportIds = reportsWith(changes, own, change);
  if (changes.some(({ verb, subjectId }) => verb === ChangeVerb.ANSWER && reportIds.includes(subjectId)))
    throw refuse("UNDO_OVERTAKEN");
  return { card, verb: ChangeVerb.UNDO, reason: null, fields: fieldsOf(change), reportIds };
}

/** The fields of a change that were changed again after it. */
function overtakenBy(own: readonly ChangeRow[], change: ChangeRow): FieldConflict[] {
  const fields = fieldsOf(change);
  const matters = Object.keys(fields).filter((field) => field !== "rank" || !("stage" in fields));
  const later = own.filter(({ revision }) => revision > change.revision);
  return matters.flatMap((field) => {
    const last = later.find((one) => field in fieldsOf(one));
    const difference = last && fieldsOf(last)[field];
    if (!last || !difference) return [];
    return [new FieldConflict(field, fields[field]?.after, difference.after, last)];
  });
}

/** A submission's report is logged between the card's change before and the one after. */
function reportsWith(changes: readonly ChangeRow[], own: readonly ChangeRow[], change: ChangeRow): string[] {
  if (change.verb !== ChangeVerb.SUBMIT) return [];
  const place = own.indexOf(change);
  const [after, before] = [own[place - 1]?.revision ?? Infinity, own[place + 1]?.revision ?? 0];
  return changes
    .filter(({ subjectKind, verb }) => subjectKind === "REPORT" && verb === ChangeVerb.SUBMIT)
    .filter(({ revision }) => revision > before && revision < after)
    .map(({ subjectId }) => subjectId);
}

async function putBack(session: TaskSession, { task, fields, reportIds }: Undoing): Promise<void> {
  const { em, chain, statements } = session;
  const { rank, ...rest } = fields;
  const stage = rest.stage ? String(rest.stage.before) : task.stage.id;
  if (rank) task.rank = await rankFreeAt(em, task.id, stage, String(rank.before));
  await restore(session, task, rest);
  if (reportIds.length === 0) return;
  const select = `select id from report where id in (${placeholders(reportIds)})`;
  const found = await statements.all<{ id: string }>(select, reportIds);
  for (const report of await em.find(Report, { id: found.map(({ id }) => id) })) {
    await detachEvidence({ em, chain, verb: ChangeVerb.UNDO }, report);
    await em.flush();
    chain.done.set(report, { verb: ChangeVerb.UNDO });
    em.remove(report);
  }
}

function fieldsOf({ fieldsJson }: ChangeRow): Fields {
  return JSON.parse(fieldsJson) as Fields;
}
