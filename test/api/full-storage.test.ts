import { expect, it } from "vitest";
import { verifyDatabase } from "../../server/log/verify-database.js";
import { describeApi } from "../kit/luoshi.js";
import { writeCard, writeDocument } from "../kit/writing.js";

describeApi("A server whose storage takes no more", (luoshi) => {
  /** Has the database refuse to grow, or grow again. */
  const limit = async (isFull: boolean) => {
    if (luoshi.kind === "SQLite") return luoshi.sql(`pragma max_page_count = ${isFull ? 1 : 1_000_000}`);
    const refuse = `create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`;
    if (isFull) {
      await luoshi.sql(refuse);
      return luoshi.sql(
        `create trigger no_room before insert on change for each row execute function no_room()`,
      );
    }
    return luoshi.sql(`drop function no_room cascade`);
  };

  it("refuses writes by a code, writes nothing, is read, and goes on once there is room", async () => {
    const programme = await luoshi.given.programme({
      projects: [{ owners: ["陈美治"], leaders: ["陈美治"] }],
    });
    const owner = await luoshi.given.signedIn("陈美治");
    const taskId = programme.card.id;
    const long = "长".repeat(1900);
    const edit = (title: string) => owner.send(writeDocument("editTask"), { input: { taskId, title } });
    await limit(true);
    const codes: (string | null)[] = [];
    for (let time = 0; time < 12; time += 1) codes.push((await edit(`${long}${time}`)).code);
    // SQLite has some room left within its pages.
    expect(codes.slice(-5)).toEqual(Array<string>(5).fill("STORAGE_FULL"));
    expect([null, "STORAGE_FULL"]).toEqual(expect.arrayContaining(codes));
    const { version } = await owner.card(programme.card);
    expect(version).toBe(1 + codes.filter((code) => code === null).length);
    // Beside what was answered, nothing is there.
    const { verdict } = await verifyDatabase(luoshi.app.database);
    expect(verdict).toMatchObject({ broken: [], wrong: [] });
    await limit(false);
    const answer = await writeCard(owner, "editTask", { taskId, title: "又有地方了" });
    expect(answer).toMatchObject({ task: { version: version + 1, title: "又有地方了" } });
  });
});
