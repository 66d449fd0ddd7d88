import { applyNotice } from "../features/imports/apply-notice.js";
import { answer, BadUsage, readWords, withDatabase } from "./command.js";
import { makeUpNotice, readingWithout } from "./make-up-notice.js";

const usage = "seed --projects N --tasks M";

/** `luoshi seed`: a made-up programme of N projects with M tasks in all, for load tests. */
export async function seed(words: string[]): Promise<void> {
  const { values } = readWords(words, { projects: { type: "string" }, tasks: { type: "string" } }, usage);
  const [projects, tasks] = [count(values.projects), count(values.tasks)];
  const notice = makeUpNotice(projects, tasks);
  const reading = readingWithout(notice);
  await withDatabase(async ({ orm }, _config, clock) => {
    const applying = { em: orm.em.fork(), actorId: null, at: clock.now(), locale: "zh-CN" } as const;
    const programmeId = await applyNotice(applying, reading);
    answer(values.json, { programmeId }, programmeId);
  });
}

function count(text: string | undefined): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 100_000) return number;
  throw new BadUsage(`Expected a number from 1 to 100000, found "${text ?? ""}"\nUsage: luoshi ${usage}`);
}
