import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type TestContext } from "vitest";

const folder = resolve(import.meta.dirname, "../../dist/drills");
const file = resolve(folder, "report.jsonl");

interface Line {
  drill: string;
  done: string;
  verdict: string;
}

/** Whether drills run as a whole (`npm run drills`), or in the short form that goes with all tests. */
export const isWhole = process.env.LUOSHI_DRILLS === "whole";

/** How often something is done: less in the short form. */
export function times(short: number, whole: number): number {
  return isWhole ? whole : short;
}

/** How long the soak lasts, in seconds: `npm run drills -- soak -- 600`. */
export function soakSeconds(): number {
  return Number(process.env.LUOSHI_SOAK_SECONDS ?? 180);
}

/** Where drills keep what they write: outside whatever they break. */
export function keptFile(name: string): string {
  mkdirSync(folder, { recursive: true });
  return resolve(folder, name);
}

/** Notes what a drill did and what was found; fails the test where anything was. */
export function conclude(drill: string, done: string, faults: readonly string[]): void {
  note({ drill, done, verdict: faults.length === 0 ? "held" : `FAILED: ${faults[0]} (${faults.length})` });
  expect(faults.slice(0, 20)).toEqual([]);
}

/** This machine cannot do the drill: that is said, and is not a pass. */
export function cannotRun({ skip }: Pick<TestContext, "skip">, drill: string, reason: string): never {
  note({ drill, done: "nothing", verdict: `NOT RUN: ${reason}` });
  return skip(reason);
}

function note(line: Line): void {
  if (isWhole) appendFileSync(keptFile("report.jsonl"), `${JSON.stringify(line)}\n`);
}

/** Around a whole run: begins a new report, and prints it as a table at the end. */
export default function reportAll(): () => void {
  rmSync(file, { force: true });
  const seconds = process.argv.at(-1) ?? "";
  if (process.argv.includes("--") && /^\d+$/.test(seconds)) process.env.LUOSHI_SOAK_SECONDS = seconds;
  return () => {
    if (!existsSync(file)) return;
    const lines = readFileSync(file, "utf8").trim().split("\n");
    const rows = lines.map((line) => JSON.parse(line) as Line);
    const widths = [rows.map(({ drill }) => drill), rows.map(({ done }) => done)].map((cells) =>
      Math.max(...cells.map((cell) => cell.length)),
    );
    const table = rows.map(
      ({ drill, done, verdict }) =>
        `${drill.padEnd(widths[0] ?? 0)}  ${done.padEnd(widths[1] ?? 0)}  ${verdict}`,
    );
    process.stdout.write(`\n${table.join("\n")}\n`);
  };
}
