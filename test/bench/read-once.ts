import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readNotice } from "../../server/notice/read-notice.js";

/**
 * A program that reads one file, as a reading process does that has just begun, and prints how long it took and how
 * much more memory it held at the most than before, as JSON.
 */
const [path = ""] = process.argv.slice(2);
await readNotice("2022年\n项目名称\t项目进度\n修路\t年底前完工\n");
const before = process.memoryUsage.rss();
const bytes = readFileSync(path);
const start = performance.now();
const { notice } = await readNotice(bytes, { name: basename(path) });
const milliseconds = performance.now() - start;
const most = mostResident();
const megabytes = Math.max(0, most - before) / 1024 / 1024;
process.stdout.write(JSON.stringify({ projects: notice?.projects.length ?? 0, milliseconds, megabytes }));

/** In bytes. Linux counts what the process that started this one held into `maxRSS`, and not into `VmHWM`. */
function mostResident(): number {
  const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : "";
  const kilobytes = /VmHWM:\s*(\d+)/.exec(status)?.[1];
  return 1024 * (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes));
}
