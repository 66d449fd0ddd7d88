import type { Figure } from "./rounds.js";

/** One line of the result. */
export interface Line {
  what: string;
  /** The claim: a ratio to the floor, or what the target is given in. */
  figure: string;
  target: string;
  /** Null where there is no target. */
  met: boolean | null;
  /** Milliseconds and sizes of this run on this machine: for information only. */
  note: string;
}

/** A ratio to the floor, with the target it is held to. */
export function ratioLine(what: string, ratio: Figure, atLeast: number | null, note: string): Line {
  return {
    what,
    figure: `${short(ratio.median)} × (${short(ratio.least)}–${short(ratio.most)})`,
    target: atLeast === null ? "" : `≥ ${atLeast} ×`,
    met: atLeast === null ? null : ratio.median >= atLeast,
    note,
  };
}

/** A quantity with an upper bound. */
export function boundLine(
  what: string,
  value: number,
  unit: string,
  atMost: number | null,
  note: string,
): Line {
  return {
    what,
    figure: `${short(value)} ${unit}`,
    target: atMost === null ? "" : `≤ ${atMost} ${unit}`,
    met: atMost === null ? null : value <= atMost,
    note,
  };
}

/** Three digits, no more: the rest is noise. */
export function short(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

/** The lines as a Markdown table. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(({ what, figure, target, met, note }) => [
    what,
    figure,
    target,
    met === null ? "" : met ? "ok" : "MISSED",
    note,
  ]);
  const all = [["what", "measured", "target", "", "in this run"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(all[0]!), rule, ...rows.map(line)].join("\n");
}
