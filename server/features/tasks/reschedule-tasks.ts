import type { Words } from "../../graphql/locale.js";
import { fill } from "../../graphql/locale.js";
import { notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { quartersTouched } from "../../notice/schedule/calendar.js";
import { Programme } from "../programmes/programme.entity.js";
import { edit, permitted, tasksOf, type EditStep } from "./edit-tasks.js";
import { PeriodKind, Precision } from "./period-kind.enum.js";
import type { StoredPeriod, Task } from "./task.entity.js";
import { InvalidPeriod, ReasonRequired } from "./task.problems.js";
import type { TaskSession, TaskWork } from "./write-tasks.js";

/** Another period; the first day is kept where none is given, and null where there is to be none. */
export interface NewDays {
  startsOn?: string | null;
  dueOn: string;
}

interface Rescheduling extends EditStep {
  period: StoredPeriod;
}

/** How many years a period may lie off its programme's year. */
const yearsOff = 5;

const words: Record<"REVERSED" | "FAR_OFF", Words> = {
  REVERSED: {
    "zh-CN": "开始日期 {startsOn} 晚于截止日期 {dueOn}",
    en: "It would begin on {startsOn}, after it is due on {dueOn}",
  },
  FAR_OFF: {
    "zh-CN": "日期离 {year} 年太远：应在前后 {yearsOff} 年之内",
    en: "Expected days within {yearsOff} years of {year}",
  },
};

/** What giving cards another period does; the first one is kept for ever. */
export const rescheduling =
  (days: NewDays, reason: string) =>
  async (session: TaskSession, taskIds: readonly string[]): Promise<TaskWork<Rescheduling>> => {
    const programme = await session.em.findOne(Programme, session.chain.chain);
    if (!programme) throw notFound("programme");
    const { year } = programme;
    const tasks = await tasksOf(session, taskIds);
    return {
      fields: days.startsOn === undefined ? ["dueOn"] : ["startsOn", "dueOn"],
      judge: (card) => {
        const step = permitted(session, ChangeVerb.RESCHEDULE, card, tasks, reason.trim());
        if (!reason.trim()) throw new Refusal(new ReasonRequired(session.locale));
        return { ...step, period: periodOfDays(session, step.task, days, year) };
      },
      apply: (steps) =>
        edit(session, steps, ({ task, period }) => {
          if (differs(task, period)) task.changePeriod(period);
        }),
    };
  };

/** A period of days that somebody chose. Throws `InvalidPeriod` as a `Refusal`. */
export function periodOfDays(
  { locale }: Pick<TaskSession, "locale">,
  task: { startsOn: string | null },
  days: NewDays,
  year: number,
): StoredPeriod {
  const { dueOn } = days;
  const startsOn = days.startsOn === undefined ? task.startsOn : days.startsOn;
  if (startsOn !== null && startsOn > dueOn)
    throw new Refusal(new InvalidPeriod(fill(words.REVERSED[locale], { startsOn, dueOn })));
  if ([startsOn, dueOn].some((day) => day !== null && Math.abs(Number(day.slice(0, 4)) - year) > yearsOff))
    throw new Refusal(new InvalidPeriod(fill(words.FAR_OFF[locale], { year, yearsOff })));
  const quarters = quartersTouched(startsOn ?? dueOn, dueOn, year);
  const kind = startsOn === null ? PeriodKind.DEADLINE : PeriodKind.SPAN;
  return { startsOn, dueOn, kind, precision: Precision.DAY, quarters, words: null };
}

function differs(task: Task, { startsOn, dueOn }: StoredPeriod): boolean {
  return task.startsOn !== startsOn || task.dueOn !== dueOn;
}
