import { describe, expect, it } from "vitest";
import { newId } from "../../server/database/record.entity.js";
import { OfficeAlias } from "../../server/features/offices/office-alias.entity.js";
import { Office } from "../../server/features/offices/office.entity.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Project } from "../../server/features/projects/project.entity.js";
import { Task } from "../../server/features/tasks/task.entity.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { readEntries } from "../../server/search/entry-sources.js";
import { refreshIndex } from "../../server/search/refresh-index.js";
import { entryKinds } from "../../server/search/search-entry.js";
import { describeApi } from "../kit/luoshi.js";
import { namesOf, search } from "../kit/searching.js";

describeApi("The search index", (luoshi) => {
  const { given, clock } = luoshi;

  /** Every entry as it stands, and as it would be made now. */
  async function bothIndexes() {
    const { rows } = luoshi.app.database;
    const made = await Promise.all(
      entryKinds.map(async (kind) => {
        const things = await rows.all<{ id: string }>(`select id from ${kind.toLowerCase()}`);
        return readEntries(
          rows,
          kind,
          things.map(({ id }) => id),
        );
      }),
    );
    const stands = await rows.all<Record<string, string>>(
      `select id, kind, programme_id "programmeId", name, body, pinyin from search_entry`,
    );
    const shown = (entries: readonly object[]) => entries.map((entry) => JSON.stringify(entry)).toSorted();
    return {
      stands: shown(stands),
      made: shown(made.flat().map((entry) => ({ ...entry, grams: undefined }))),
    };
  }

  async function expectTrue(): Promise<void> {
    const { stands, made } = await bothIndexes();
    expect(stands).toEqual(made);
  }

  function inAccounts(work: Parameters<typeof write<void>>[2]): Promise<void> {
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at: clock.now() };
    return write(luoshi.app.database.orm.em.fork(), attribution, work);
  }

  it("follows everything that is written, in the same transaction", async () => {
    const programme = await given.programme({
      projects: [
        { name: "旧桥", leaders: ["周领导"], offices: ["桥梁办"], tasks: [{ title: "旧题" }, {}] },
        { name: "要拆的", tasks: [{ title: "要拆的活" }] },
      ],
    });
    const leader = await given.signedIn("周领导");
    const supervisor = await given.supervisor();
    await expectTrue();
    expect(await namesOf(leader, "旧题")).toEqual(["Task 旧题"]);

    const { version } = await supervisor.card(programme.card);
    const input = { taskId: programme.card.id, expectedVersion: version, title: "新题" };
    await supervisor.ask(`mutation ($input: EditTaskInput!) { editTask(input: $input) { __typename } }`, {
      input,
    });
    await expectTrue();
    expect(await namesOf(leader, "旧题")).toEqual([]);
    expect(await namesOf(leader, "新题")).toEqual(["Task 新题"]);

    await inAccounts(async (em) => {
      (await em.findOneOrFail(Person, { name: "周领导" })).name = "吴领导";
      const office = await em.findOneOrFail(Office, { name: "桥梁办" });
      office.name = "路桥办";
      em.persist(
        em.create(OfficeAlias, { id: newId("officealias"), name: "大桥站", office }, { partial: true }),
      );
    });
    await expectTrue();
    expect(await namesOf(leader, "wld")).toEqual([
      "Person 吴领导",
      "Project 旧桥",
      "Task 新题",
      "Task 完成一项工作",
    ]);
    expect(await namesOf(leader, "大桥站")).toEqual(["Office 路桥办"]);
    await inAccounts(async (em) => {
      em.remove(await em.findOneOrFail(OfficeAlias, { name: "大桥站" }));
    });
    await expectTrue();
    expect(await namesOf(leader, "大桥站")).toEqual([]);

    const attribution = { chain: programme.id, actorId: null, verb: ChangeVerb.UPDATE, at: clock.now() };
    await write(luoshi.app.database.orm.em.fork(), attribution, async (em) => {
      const gone = await em.findOneOrFail(Project, { name: "要拆的" });
      for (const task of await em.find(Task, { project: gone })) em.remove(task);
      em.remove(gone);
    });
    await expectTrue();
    expect(await search(leader, "要拆的")).toMatchObject({ totalCount: 0 });
  });

  it("stays as it was when a write fails", async () => {
    await given.person("郑某");
    const before = (await bothIndexes()).stands;
    const failing = inAccounts(async (em) => {
      (await em.findOneOrFail(Person, { name: "郑某" })).name = "冯某";
      await em.flush();
      throw new Error("Something else went wrong");
    });
    await expect(failing).rejects.toThrow("Something else");
    expect((await bothIndexes()).stands).toEqual(before);
    expect(await namesOf(await given.reader(), "郑某")).toEqual(["Person 郑某"]);
  });

  it("is left alone by moves", async () => {
    const programme = await given.programme({ projects: [{ owners: ["王五"] }] });
    const owner = await given.signedIn("王五");
    const before = await luoshi.sql(`select number, id from search_entry order by number`);
    expect(await owner.move(programme.card, "ACTIVE")).toMatchObject({ kind: "Task" });
    expect(await luoshi.sql(`select number, id from search_entry order by number`)).toEqual(before);
  });

  describe("is made anew at the start", () => {
    it("where it is missing, of another edition, or of what is gone", async () => {
      await given.programme({ projects: [{ name: "补建的桥", owners: ["补建人"] }] });
      const reader = await given.reader();
      const before = (await bothIndexes()).made;
      await luoshi.sql(`delete from search_entry where kind = 'PROJECT'`);
      await luoshi.sql(`update search_entry set edition = 0, pinyin = 'old' where kind = 'PERSON'`);
      await luoshi.sql(
        luoshi.kind === "SQLite"
          ? `insert into search_entry (id, kind, name, body, pinyin, edition) values ('task_gone', 'TASK', 'x', '', '', 1)`
          : `insert into search_entry (id, kind, name, body, pinyin, edition, grams) values ('task_gone', 'TASK', 'x', '', '', 1, '{}')`,
      );
      expect(await namesOf(reader, "补建的桥", { kinds: ["PROJECT"] })).toEqual([]);
      const { orm, rows } = luoshi.app.database;
      expect(await refreshIndex(orm.em.fork(), rows)).toBeGreaterThan(0);
      await expectTrue();
      expect((await bothIndexes()).stands).toEqual(before);
      expect(await namesOf(reader, "补建的桥", { kinds: ["PROJECT"] })).toEqual(["Project 补建的桥"]);
      expect(await namesOf(reader, "bjr", { kinds: ["PERSON"] })).toEqual(["Person 补建人"]);
      expect(await refreshIndex(orm.em.fork(), rows)).toBe(0);
    });

    it("and whole when somebody asks for it", async () => {
      const { orm, rows } = luoshi.app.database;
      await luoshi.sql(`update search_entry set name = 'wrong'`);
      expect(await refreshIndex(orm.em.fork(), rows, { all: true })).toBeGreaterThan(5);
      await expectTrue();
    });
  });
});
