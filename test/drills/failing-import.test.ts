import { expect, it } from "vitest";
import { verifyDatabase } from "../../server/log/verify-database.js";
import { describeApi } from "../kit/luoshi.js";
import { noticeText } from "../kit/notice-text.js";
import { conclude, isWhole } from "./report.js";

const rows = Array.from({ length: 40 }, (_, index) => ({
  name: `项目${index + 1}`,
  progress: "第一季度动工；第二季度完工。",
  owners: `责任人${index % 7}`,
  offices: `科室${index % 5}`,
}));

const document = `mutation ($input: ApplyImportInput!) {
  applyImport(input: $input) { __typename ... on Programme { id } ... on Problem { message } }
}`;

/** Where an import may fail: at the so-manieth row that goes into a table. */
const places: [table: string, row: number][] = [
  ["programme", 1],
  ["project", 1],
  ["project", 20],
  ["project", 40],
  ["task", 1],
  ["task", 41],
  ["task", 80],
  ["person", 7],
  ["office", 5],
  ["notice_import", 1],
  ["change", 1],
  ["change", 60],
  ["change", 120],
];

describeApi("An import that fails at a row", (luoshi) => {
  /** Has the database refuse the so-manieth row that comes into a table, or take all again. */
  const failAt = async (table: string, row: number) => {
    await luoshi.sql(`create table countdown (rest integer not null)`);
    await luoshi.sql(`insert into countdown values (?)`, [row]);
    if (luoshi.kind === "SQLite") {
      await luoshi.sql(`create trigger failing before insert on "${table}" begin
        update countdown set rest = rest - 1;
        select raise(abort, 'made to fail') where (select rest from countdown) = 0;
      end`);
      return;
    }
    await luoshi.sql(`create function failing() returns trigger language plpgsql as $$ begin
      update countdown set rest = rest - 1;
      if (select rest from countdown) = 0 then raise exception 'made to fail'; end if;
      return new;
    end $$`);
    await luoshi.sql(
      `create trigger failing before insert on "${table}" for each row execute function failing()`,
    );
  };
  const mend = async (table: string) => {
    if (luoshi.kind === "SQLite") await luoshi.sql(`drop trigger failing`);
    else await luoshi.sql(`drop trigger failing on "${table}"; drop function failing()`);
    await luoshi.sql(`drop table countdown`);
  };

  /** Everything that is stored, but for what the drill itself made. */
  const contents = async () => {
    const metas = [...luoshi.app.database.orm.getMetadata().getAll().values()];
    const tables = new Set(metas.map(({ tableName }) => tableName).filter((name) => name !== ""));
    const all: Record<string, string> = {};
    for (const table of [...tables, "search_entry"]) {
      const key = table === "log_head" ? "chain" : "1";
      all[table] = JSON.stringify(await luoshi.sql(`select * from "${table}" order by ${key}`));
    }
    return all;
  };

  it("leaves nothing of it, and the same import works afterwards", { timeout: 300_000 }, async () => {
    const importer = await luoshi.given.signedIn("试错人", "SUPERVISOR" as never);
    const send = (title: string) =>
      importer.send<{ applyImport: { __typename: string } }>(document, {
        input: { document: { text: noticeText(title, rows) } },
      });
    const faults: string[] = [];
    const chosen = isWhole ? places : places.filter(([, row]) => row > 20 && row < 80);
    for (const [table, row] of chosen) {
      const title = `2022年第${places.findIndex((place) => place[0] === table && place[1] === row)}批为民办实事项目`;
      const at = `${table} ${row}`;
      const before = await contents();
      await failAt(table, row);
      const { code } = await send(title);
      await mend(table);
      if (code !== "INTERNAL") faults.push(`${at}: it did not fail, but came to ${code}`);
      const after = await contents();
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      // What people do last is noted of a session whatever becomes of it.
      const left = changed.filter((name) => name !== "session");
      if (left.length > 0) faults.push(`${at}: something is left in ${left.join(", ")}`);
    }
    const { verdict } = await verifyDatabase(luoshi.app.database);
    expect(verdict).toMatchObject({ broken: [], wrong: [] });
    const answer = await send("2022年为民办实事项目");
    expect(answer.data?.applyImport.__typename).toBe("Programme");
    conclude(`import (${luoshi.kind})`, `${chosen.length} failures, each at another row`, faults);
  });
});
