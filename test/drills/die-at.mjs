// Preloaded: the process is killed at the statement whose number DIE_AT says; before it, or on PostgreSQL every other
// time just after it was sent. With DIE_COUNT, writes to that file how many statements there were.
import { writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";

const { DIE_AT, DIE_COUNT } = process.env;
const last = Number(DIE_AT ?? Infinity);
let statements = 0;

/** Has each call of a method counted as a statement. */
function count(prototype, method, isSent) {
  const original = prototype[method];
  prototype[method] = function counted(...words) {
    statements += 1;
    if (statements !== last) return original.apply(this, words);
    if (isSent && last % 2 === 0) original.apply(this, words);
    process.kill(process.pid, "SIGKILL");
    // The signal may take its time.
    for (;;);
  };
}

count(Database.prototype, "prepare", false);
count(Database.prototype, "exec", false);
count(pg.Client.prototype, "query", true);
if (DIE_COUNT) process.on("exit", () => writeFileSync(DIE_COUNT, String(statements)));
