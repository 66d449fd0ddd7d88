import { cpus } from "node:os";
import { benchBatch } from "./batch.js";
import { benchBoard } from "./board.js";
import { clearGrounds } from "./ground.js";
import { benchLive } from "./live.js";
import { benchMove } from "./move.js";
import { benchNotice } from "./notice.js";
import { benchStart } from "./start.js";
import { tableOf, type Line } from "./table.js";
import { benchTasks } from "./tasks.js";

const sections: Record<string, () => Promise<Line[]>> = {
  board: benchBoard,
  tasks: benchTasks,
  move: benchMove,
  batch: benchBatch,
  live: benchLive,
  start: benchStart,
  notice: benchNotice,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  process.stderr.write(
    `No such part: ${unknown.join(", ")}. There are: ${Object.keys(sections).join(", ")}\n`,
  );
  process.exit(2);
}
const lines: Line[] = [];
try {
  for (const [name, run] of Object.entries(sections)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const start = performance.now();
    lines.push(...(await run()));
    process.stderr.write(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  }
} finally {
  await clearGrounds();
}
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})\n\n${tableOf(lines)}\n`,
);
