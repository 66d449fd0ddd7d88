import type { EntityManager } from "@mikro-orm/core";
import { newId } from "../../server/database/record.entity.js";
import { Label } from "../../server/features/labels/label.entity.js";
import { Office } from "../../server/features/offices/office.entity.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Role } from "../../server/features/people/role.enum.js";
import { Programme } from "../../server/features/programmes/programme.entity.js";
import { Stage } from "../../server/features/programmes/stage.entity.js";
import { Report } from "../../server/features/reports/report.entity.js";
import { Task } from "../../server/features/tasks/task.entity.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { Random } from "../fuzz/random.js";
import type { Client } from "./client.js";
import type { Luoshi } from "./luoshi.js";
import type { Known } from "./random-filters.js";

const names = ["曾智伟", "陈军", "林晓", "许文理", "单国强", "欧阳静"];
const offices = ["党政办", "农业服务中心", "村建办", "东村", "西村"];
const roles = Object.values(Role);

/** A township with everything that filters look at: two programmes in two time zones, and cards in every state. */
export async function givenTownship(luoshi: Luoshi): Promise<{ viewer: Client; me: Person; known: Known }> {
  const random = new Random(2022);
  const pickSome = (from: readonly string[]) => from.filter(() => random.next() < 0.3);
  const { given, app, clock } = luoshi;
  for (const year of [2022, 2021]) {
    await given.programme({
      year,
      title: `${year}年为民办实事`,
      projects: Array.from({ length: 6 }, (_, index) => ({
        number: index === 3 ? null : index,
        name: `项目${index}${random.pick(["路灯", "100%_", "aA"])}`,
        category: random.pick([null, "民生", "a%"]),
        content: random.pick(["", "硬化道路_1公里", "装100%路灯"]),
        leaders: pickSome(names),
        owners: pickSome(names),
        offices: pickSome(offices),
        assistingOffices: pickSome(offices),
        tasks: Array.from({ length: 1 + random.below(6) }, (_, task) => ({
          title: `工作${task}${random.pick(["", "_a", "A%"])}`,
        })),
      })),
    });
  }
  const em = app.database.orm.em.fork();
  const at = clock.now();
  await write(em, { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at }, (em) =>
    makeTree(em, random),
  );
  for (const programme of await app.database.orm.em.fork().find(Programme, {})) {
    const attribution = { chain: programme.id, actorId: null, verb: ChangeVerb.UPDATE, at };
    await write(app.database.orm.em.fork(), attribution, (em) => scatter(em, programme.id, random));
  }
  const viewer = await given.signedIn("曾智伟", Role.LEADER);
  return { viewer, ...(await knownOf(app.database.orm.em.fork())) };
}

async function makeTree(em: EntityManager, random: Random): Promise<void> {
  const all = await em.find(Office, {}, { orderBy: { name: "asc" } });
  all.forEach(
    (office, index) =>
      (office.parent = index > 0 && random.next() < 0.7 ? (all[random.below(index)] ?? null) : null),
  );
  for (const person of await em.find(Person, {}, { orderBy: { name: "asc" } })) {
    person.role = random.pick(roles);
    person.office = random.next() < 0.8 ? random.pick(all) : null;
  }
}

async function scatter(em: EntityManager, programmeId: string, random: Random): Promise<void> {
  const programme = await em.findOneOrFail(Programme, programmeId);
  if (programme.year === 2021) programme.timeZone = "America/New_York";
  const stages = await em.find(Stage, { programme: programmeId });
  const people = await em.find(Person, {}, { orderBy: { name: "asc" } });
  const labels = ["急", "难", "a%"].map((name) =>
    em.create(Label, { id: newId("label"), programme, name }, { partial: true }),
  );
  const day = () =>
    random.next() < 0.15
      ? null
      : `2022-0${6 + random.below(4)}-${String(1 + random.below(28)).padStart(2, "0")}`;
  const instant = () => new Date(Date.UTC(2022, 5 + random.below(3), 1 + random.below(28), random.below(24)));
  const tasks = await em.find(
    Task,
    { programme: programmeId },
    { populate: ["assignees", "labels"], orderBy: { id: "asc" } },
  );
  for (const task of tasks) {
    task.stage = random.pick(stages);
    const { kind } = task.stage;
    Object.assign(task, {
      startsOn: day(),
      dueOn: day(),
      timesReturned: random.below(3),
      needsReview: random.next() < 0.4,
    });
    task.quarters = [1, 2, 3, 4].filter(() => random.next() < 0.3);
    if (kind === "SUBMITTED" || kind === "ACCEPTED") {
      task.submittedAt = instant();
      task.submittedBy = random.pick(people);
    }
    if (kind === "ACCEPTED") task.acceptedAt = instant();
    for (const person of people) if (random.next() < 0.2) task.assignees.add(person);
    for (const label of labels) if (random.next() < 0.3) task.labels.add(label);
    for (let report = random.below(3); report > 0; report--) {
      const percent = random.next() < 0.3 ? null : random.below(6);
      const columns = {
        id: newId("report"),
        task,
        author: random.pick(people),
        attempt: 1,
        done: "做了一些",
        percent,
      };
      em.persist(em.create(Report, columns, { partial: true }));
    }
  }
}

async function knownOf(em: EntityManager): Promise<{ me: Person; known: Known }> {
  const idsOf = (found: { id: string }[]) => found.map(({ id }) => id).slice(0, 4);
  const orderBy = { id: "asc" } as const;
  const ids = {
    task: idsOf(await em.find(Task, {}, { orderBy })),
    project: idsOf((await em.find(Task, {}, { orderBy: { id: "desc" } })).map(({ project }) => project)),
    programme: idsOf(await em.find(Programme, {}, { orderBy })),
    person: idsOf(await em.find(Person, {}, { orderBy })),
    office: idsOf(await em.find(Office, {}, { orderBy })),
    stage: idsOf(await em.find(Stage, {}, { orderBy })),
    label: idsOf(await em.find(Label, {}, { orderBy })),
  };
  const me = await em.findOneOrFail(Person, { name: "曾智伟" }, { populate: ["office"] });
  return { me, known: { ids, names: ["曾智伟", "陈军", "农业服务中心", "急", "民生"] } };
}
