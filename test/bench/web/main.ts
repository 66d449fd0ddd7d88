// `npm run bench:web`: the page in a real Chromium, beside a plain page with the same cards.
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../kit/chromium.ts";
import { figureOf } from "../rounds.ts";
import { boundLine, short, tableOf, type Line } from "../table.ts";
import { auditDemo } from "./audit.ts";
import { makeGround, type Ground } from "./ground.ts";
import {
  drag,
  framesOf,
  load,
  openContext,
  scroll,
  type Drop,
  type Frames,
  type Loading,
} from "./measure.ts";
import { buildPlain, servePlain } from "./serve-plain.ts";

/** A run for a look: the smallest size, once. */
const isQuick = process.argv.includes("--quick");
const sizes = [
  { projects: 10, tasks: 40 },
  { projects: 500, tasks: 2_500 },
  { projects: 1_000, tasks: 5_000 },
].slice(0, isQuick ? 1 : undefined);
const rounds = isQuick ? 1 : 5;
const auditPort = 9333;

interface Round {
  ours: Loading;
  plain: Loading;
  scrolled: { ours: Frames; plain: Frames };
  dropped: Drop;
}

const lines: Line[] = [];
await buildPlain();
const browser = await launchBrowser();
try {
  for (const { projects, tasks } of sizes) {
    const ground = await makeGround(projects, tasks);
    try {
      lines.push(...linesOf(tasks, await measured(browser, ground)));
    } finally {
      await ground.stop();
    }
  }
} finally {
  await browser.close();
}
for (const [category, { score, failed }] of Object.entries(await auditDemo(auditPort))) {
  const met = score >= 95;
  lines.push({
    what: `Lighthouse, ${category}`,
    figure: `${score}`,
    target: "≥ 95",
    met,
    note: failed.join("; "),
  });
}
process.stdout.write(`${tableOf(lines)}\n`);

async function measured(browser: Browser, ground: Ground): Promise<Round[]> {
  const plain = await servePlain(ground.board);
  const taken: Round[] = [];
  try {
    for (let round = 0; round < rounds; round++)
      taken.push(await takeRound(browser, ground, plain.url, round));
  } finally {
    plain.stop();
  }
  return taken;
}

async function takeRound(browser: Browser, ground: Ground, plainUrl: string, round: number): Promise<Round> {
  const context = await openContext(browser, ground);
  const { page, loading } = await load(context, `${ground.url}/programmes/${ground.programmeId}`);
  const scrolled = await framesOf(page, () => scroll(page, ".column .scroller"));
  await page.reload();
  const dropped = await drag(page, ground.taskId, round % 2 === 0 ? "ACTIVE" : "PENDING");
  await context.close();
  const bare = await openContext(browser);
  const other = await load(bare, plainUrl);
  const plainScrolled = await framesOf(other.page, () => scroll(other.page, "section"));
  await bare.close();
  return { ours: loading, plain: other.loading, scrolled: { ours: scrolled, plain: plainScrolled }, dropped };
}

function linesOf(tasks: number, taken: readonly Round[]): Line[] {
  const isTown = tasks === 2_500;
  const median = (value: (round: Round) => number) => figureOf(taken.map(value)).median;
  const beside = (value: (loading: Loading) => number, unit: string) =>
    `plain page ${short(median(({ plain }) => value(plain)))} ${unit}`;
  const of = (what: string) => `${tasks.toLocaleString("en")} cards: ${what}`;
  const bound = (what: string, value: number, unit: string, most: number | null, note: string) =>
    boundLine(of(what), value, unit, most, note);
  const frames = (pick: (round: Round) => Frames) =>
    `${short(median((round) => pick(round).dropped))} of ${short(median((round) => pick(round).count))} frames dropped`;
  return [
    bound(
      "first card",
      median(({ ours }) => ours.firstCard),
      "ms",
      isTown ? 350 : null,
      beside((one) => one.firstCard, "ms"),
    ),
    bound(
      "interactive",
      median(({ ours }) => ours.interactive),
      "ms",
      null,
      beside((one) => one.interactive, "ms"),
    ),
    bound(
      "code until the first card",
      median(({ ours }) => ours.codeBytes / 1024),
      "KB",
      200,
      beside((one) => one.codeBytes / 1024, "KB"),
    ),
    bound(
      "heap",
      median(({ ours }) => ours.heap),
      "MB",
      isTown ? 30 : null,
      beside((one) => one.heap, "MB"),
    ),
    bound(
      "longest frame while scrolling",
      median(({ scrolled }) => scrolled.ours.longest),
      "ms",
      null,
      `${frames(({ scrolled }) => scrolled.ours)}; plain page ${short(median(({ scrolled }) => scrolled.plain.longest))} ms, ${frames(({ scrolled }) => scrolled.plain)}`,
    ),
    bound(
      "longest frame while dragging",
      median(({ dropped }) => dropped.frames.longest),
      "ms",
      null,
      frames(({ dropped }) => dropped.frames),
    ),
    bound(
      "drop settled",
      median(({ dropped }) => dropped.settled),
      "ms",
      isTown ? 100 : null,
      "",
    ),
    bound(
      "drop confirmed by the server",
      median(({ dropped }) => dropped.confirmed),
      "ms",
      null,
      "",
    ),
  ];
}
