import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Person } from "../../server/features/people/person.entity.js";
import { matchesProject, matchesTask, type TaskFacts } from "../../server/features/tasks/matches-filter.js";
import type { TaskFilter } from "../../server/features/tasks/task.filter.js";
import type { Client } from "../kit/client.js";
import { factsOf } from "../kit/given-facts.js";
import { givenTownship } from "../kit/given-township.js";
import { describeApi } from "../kit/luoshi.js";
import { anyTaskFilter, type Known } from "../kit/random-filters.js";

const tasksQuery = `query ($filter: TaskFilter, $first: Int, $after: String, $orderBy: [TaskOrder!]) {
  tasks(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`;

interface TasksData {
  tasks: {
    totalCount: number;
    nodes: { id: string }[];
    edges: { cursor: string }[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      endCursor: string | null;
      startCursor: string | null;
    };
  };
}

describeApi("A filter of tasks", (luoshi) => {
  const { given, clock } = luoshi;
  let viewer: Client;
  let me: Person;
  let facts: TaskFacts[];
  let known: Known;
  beforeAll(async () => {
    ({ viewer, me, known } = await givenTownship(luoshi));
    facts = await factsOf(luoshi.app.database.orm.em.fork(), clock);
  }, 60_000);

  const looking = (task: TaskFacts) => ({
    viewer: { personId: me.id, officeId: me.office?.id ?? null, supervises: me.role === Role.SUPERVISOR },
    today: clock.today(zoneOf(task)),
  });
  const zoneOf = ({ project }: TaskFacts) =>
    project.programme.year === 2021 ? "America/New_York" : "Asia/Shanghai";

  const found = async (filter: TaskFilter) => {
    const { tasks } = await viewer.ask<TasksData>(tasksQuery, { filter, first: 100 });
    return { ids: tasks.nodes.map(({ id }) => id).toSorted(), total: tasks.totalCount };
  };
  const expected = (filter: TaskFilter) =>
    facts.filter((task) => matchesTask(filter, task, looking(task))).map(({ id }) => id);

  it(
    "finds what looking at every task one by one finds, whatever it says",
    { timeout: 120_000 },
    async () => {
      let [some, none] = [0, 0];
      const filters = fc.sample(anyTaskFilter(known), { numRuns: 350, seed: 20_220_113 }) as TaskFilter[];
      for (const filter of filters) {
        const ids = expected(filter).toSorted();
        const answer = await found(filter);
        expect({ filter, ...answer }).toEqual({ filter, ids, total: ids.length });
        if (ids.length > 0 && ids.length < facts.length) some += 1;
        else none += 1;
      }
      expect({ some, none, enough: some > 60 }).toMatchObject({ enough: true });
    },
  );

  it("and its complement find every task once", { timeout: 60_000 }, async () => {
    for (const filter of fc.sample(anyTaskFilter(known), { numRuns: 60, seed: 7 }) as TaskFilter[]) {
      const [those, others] = [await found(filter), await found({ not: filter })];
      expect({ filter, ids: [...those.ids, ...others.ids].toSorted() }).toEqual({
        filter,
        ids: facts.map(({ id }) => id).toSorted(),
      });
    }
  });

  it("counts in groups and facets what it lists", { timeout: 120_000 }, async () => {
    const query = `query ($filter: TaskFilter) { tasks(filter: $filter, first: 1) {
      office: groups(by: LEAD_OFFICE, then: LIGHT) { key count lights { red yellow green none } groups { key count } }
      facets(of: [STAGE_KIND, QUARTER, OWNER, LABEL, DUE_MONTH]) { by values { key count } } } }`;
    interface Group {
      key: string | null;
      count: number;
      lights: Record<string, number>;
      groups: { key: string; count: number }[];
    }
    for (const filter of fc.sample(anyTaskFilter(known), { numRuns: 40, seed: 99 }) as TaskFilter[]) {
      const { tasks } = await viewer.ask<{
        tasks: { office: Group[]; facets: { by: string; values: Group[] }[] };
      }>(query, { filter });
      const ids = new Set(expected(filter));
      const chosen = facts.filter(({ id }) => ids.has(id));
      const counts = (keysOf: (task: TaskFacts) => readonly (string | number | null)[]) => {
        const byKey = new Map<string | null, number>();
        for (const task of chosen)
          for (const key of new Set(keysOf(task).length > 0 ? keysOf(task) : [null]))
            byKey.set(
              key === null ? null : String(key),
              (byKey.get(key === null ? null : String(key)) ?? 0) + 1,
            );
        return new Map([...byKey].toSorted());
      };
      const shown = (groups: { key: string | null; count: number }[]) =>
        new Map(groups.map(({ key, count }) => [key, count] as const).toSorted());
      expect(shown(tasks.office)).toEqual(counts(({ project }) => [project.offices[0]?.id ?? null]));
      for (const { key, lights, count, groups } of tasks.office) {
        const own = chosen.filter(({ project }) => (project.offices[0]?.id ?? null) === key);
        expect(lights.red).toBe(own.filter(({ light }) => light === "RED").length);
        expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(count);
      }
      const [kinds, quarters, owners, labels, months] = tasks.facets.map(({ values }) => shown(values));
      expect(kinds).toEqual(counts(({ stage }) => [stage.kind]));
      expect(quarters).toEqual(counts((task) => task.quarters));
      expect(owners).toEqual(counts(({ project }) => project.owners.map(({ id }) => id)));
      expect(labels).toEqual(counts((task) => task.labels.map(({ id }) => id)));
      expect(months).toEqual(counts(({ dueOn }) => [dueOn?.slice(0, 7) ?? null]));
    }
  });

  it("of projects finds what looking at every project finds", async () => {
    const query = `query ($filter: ProjectFilter) { projects(filter: $filter, first: 100) { totalCount nodes { id } } }`;
    const projects = [...new Map(facts.map(({ project }) => [project.id, project])).values()];
    for (const task of fc.sample(anyTaskFilter(known), { numRuns: 60, seed: 5 }) as TaskFilter[]) {
      const filter = task.project ?? { tasks: { some: task } };
      const answer = await viewer.ask<{ projects: { totalCount: number; nodes: { id: string }[] } }>(query, {
        filter,
      });
      const ids = projects
        .filter((project) => project.tasks[0] && matchesProject(filter, project, looking(project.tasks[0])))
        .map(({ id }) => id);
      expect({ filter, ids: answer.projects.nodes.map(({ id }) => id).toSorted() }).toEqual({
        filter,
        ids: ids.toSorted(),
      });
    }
  });

  describe("goes page by page", () => {
    const orders = [
      "PROJECT",
      "DUE_ON",
      "STARTS_ON",
      "STAGE",
      "LIGHT",
      "DAYS_LATE",
      "TITLE",
      "SUBMITTED_AT",
    ].concat("ACCEPTED_AT", "UPDATED_AT", "TIMES_RETURNED");

    it.each(orders.flatMap((field) => ["ASC", "DESC"].map((direction) => ({ field, direction }))))(
      "in the order $field $direction, forwards and backwards the same",
      async (order) => {
        const orderBy = [order];
        const whole = (await viewer.ask<TasksData>(tasksQuery, { orderBy, first: 100 })).tasks.nodes;
        const pages: { id: string }[] = [];
        let after: string | null = null;
        do {
          const { tasks }: TasksData = await viewer.ask(tasksQuery, { orderBy, first: 7, after });
          pages.push(...tasks.nodes);
          if (pages.length > 200) throw new Error("The pages have no end");
          after = tasks.pageInfo.hasNextPage ? tasks.pageInfo.endCursor : null;
        } while (after);
        expect(pages).toEqual(whole);
        const back = `query ($orderBy: [TaskOrder!], $before: String) { tasks(orderBy: $orderBy, last: 7, before: $before) {
          nodes { id } pageInfo { hasPreviousPage startCursor } } }`;
        const backwards: { id: string }[] = [];
        let before: string | null = null;
        do {
          const { tasks }: TasksData = await viewer.ask(back, { orderBy, before });
          backwards.unshift(...tasks.nodes);
          if (backwards.length > 200) throw new Error("The pages have no end");
          before = tasks.pageInfo.hasPreviousPage ? tasks.pageInfo.startCursor : null;
        } while (before);
        expect(backwards).toEqual(whole);
      },
    );

    it("and refuses a cursor of another order, a forged one, and pages of no or too many", async () => {
      const { tasks } = await viewer.ask<TasksData>(tasksQuery, { first: 1 });
      const after = tasks.pageInfo.endCursor;
      const refused: Record<string, unknown>[] = [
        { after, orderBy: [{ field: "DUE_ON" }] },
        { after: "nothing" },
        { after: Buffer.from("[{}]").toString("base64url") },
        { first: 0 },
        { first: -1 },
        { first: 101 },
      ];
      for (const variables of refused)
        expect({ variables, ...(await viewer.send(tasksQuery, variables)) }).toMatchObject({
          variables,
          code: "BAD_USER_INPUT",
        });
    });

    it("and skips or doubles nothing when tasks come and go between the pages", async () => {
      const orderBy = [{ field: "PROJECT" }];
      const first = await viewer.ask<TasksData>(tasksQuery, { orderBy, first: 10 });
      await given.programme({ title: "中途", year: 2020, projects: [{ tasks: [{}, {}] }] });
      const seen = first.tasks.nodes.map(({ id }) => id);
      let after = first.tasks.pageInfo.endCursor;
      while (after) {
        const { tasks }: TasksData = await viewer.ask(tasksQuery, { orderBy, first: 10, after });
        seen.push(...tasks.nodes.map(({ id }) => id));
        if (seen.length > 200) throw new Error("The pages have no end");
        after = tasks.pageInfo.hasNextPage ? tasks.pageInfo.endCursor : null;
      }
      expect(seen.length).toBe(new Set(seen).size);
      expect(seen.toSorted()).toEqual(facts.map(({ id }) => id).toSorted());
    });
  });

  it("beyond all bounds is refused", async () => {
    let deep: object = {};
    for (let level = 0; level < 14; level++) deep = { not: deep };
    const many = {
      and: Array.from({ length: 20 }, () => ({ id: { in: Array.from({ length: 30 }, () => "x") } })),
    };
    for (const filter of [deep, many])
      expect(await viewer.send(tasksQuery, { filter })).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});
