import type { EChartsCoreOption } from "echarts/core";
import type { ChartModel, ChartSeries, Tone } from "./chart-model";

/** How many rows are drawn; the table beside the drawing has them all. */
export const mostRows = 12;

interface Look {
  fill: string;
  words: string;
  edge?: string;
  /** What stands before the number, so that the colour is not the only sign. */
  sign?: string;
}

/**
 * Colours are the page's tokens by name: the drawing is SVG in the page, so it turns with the theme, and to black on
 * white on paper.
 */
const looks: Readonly<Record<Tone, Look>> = {
  RED: { fill: "var(--red-mark)", words: "var(--surface)", sign: "■" },
  YELLOW: { fill: "var(--yellow-mark)", words: "var(--on-yellow-mark)", sign: "▲" },
  GREEN: { fill: "var(--green)", words: "var(--surface)", sign: "●" },
  NONE: { fill: "var(--surface)", words: "var(--ink-2)", edge: "var(--none-mark)", sign: "○" },
  PENDING: { fill: "var(--surface)", words: "var(--ink-2)", edge: "var(--none-mark)" },
  ACTIVE: { fill: "var(--accent-bg)", words: "var(--ink)", edge: "var(--accent)" },
  SUBMITTED: { fill: "color-mix(in srgb, var(--accent) 45%, var(--surface))", words: "var(--ink)" },
  ACCEPTED: { fill: "var(--accent)", words: "var(--on-accent)" },
  plain: { fill: "var(--accent)", words: "var(--on-accent)" },
  faint: { fill: "var(--none-mark)", words: "var(--ink)" },
};

export function lookOf(tone: Tone): Look {
  return looks[tone];
}

const text = { fontSize: 12, color: "var(--ink-2)" };
const line = { lineStyle: { color: "var(--line)" } };

interface Frame {
  /** A number in the page's language. */
  number: (value: number) => string;
  /** On a phone and on paper names have less room. */
  isNarrow: boolean;
  /** The page's own typeface: what is drawn is measured in it. */
  fontFamily: string;
}

function common({ number, fontFamily }: Frame, { series, rows }: ChartModel): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily },
    tooltip: {
      renderMode: "richText",
      backgroundColor: "var(--ink)",
      borderWidth: 0,
      padding: [6, 10],
      textStyle: { ...text, fontFamily, color: "var(--paper)" },
      formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
        const value = rows[dataIndex]?.cells[seriesIndex]?.value ?? 0;
        const names = [rows[dataIndex]?.name, series.length > 1 ? series[seriesIndex]?.name : ""];
        return `${names.filter(Boolean).join(" · ")}  ${number(value)}`;
      },
    },
  };
}

/** Bars of parts, one for each row: lying, where rows have long names, or standing. */
export function barOption(model: ChartModel, isLying: boolean, frame: Frame): EChartsCoreOption {
  const rows = isLying ? model.rows.slice(0, mostRows) : model.rows;
  const longest = Math.max(
    1,
    ...rows.map(({ cells }) => cells.reduce((sum, { value }) => sum + (value ?? 0), 0)),
  );
  const isOfTasks = rows.some(({ cells }) => cells[0]?.taskId);
  const nameWidth = (isOfTasks ? 1.4 : 1) * (frame.isNarrow ? 96 : 148);
  const names = {
    type: "category",
    data: rows.map(({ name }) => name),
    inverse: isLying,
    axisLine: line,
    axisTick: { show: false },
    axisLabel: isLying
      ? { ...text, color: "var(--ink)", fontSize: 13, width: nameWidth, overflow: "truncate" }
      : { ...text, interval: 0 },
  };
  // Lying bars tell their numbers themselves; one alone need not look like many.
  const values = {
    type: "value",
    minInterval: 1,
    max: isLying ? Math.max(longest, 4) : undefined,
    axisLabel: { ...text, show: !isLying, formatter: frame.number },
    splitLine: { ...line, show: !isLying },
  };
  return {
    ...common(frame, model),
    grid: isLying
      ? { left: nameWidth + 12, right: 8, top: 0, bottom: 4 }
      : { left: 36, right: 16, top: 8, bottom: 24 },
    xAxis: isLying ? values : names,
    yAxis: isLying ? names : values,
    series: model.series.map((series, index) => ({
      type: "bar",
      name: series.name,
      stack: "all",
      barMaxWidth: isLying ? 20 : 44,
      cursor: "pointer",
      emphasis: { disabled: true },
      itemStyle: paint(series),
      label: {
        show: true,
        ...text,
        color: looks[series.tone].words,
        formatter: ({ value }: { value: number }) =>
          partWords(series, value / longest, value, isLying, frame),
      },
      data: rows.map(({ cells }) => cells[index]?.value || null),
    })),
  };
}

/** Sums that grow, month by month: what was to be done as a dashed line, what was done as a full one. */
export function lineOption(model: ChartModel, frame: Frame): EChartsCoreOption {
  return {
    ...common(frame, model),
    grid: { left: 36, right: 20, top: 12, bottom: 24 },
    xAxis: {
      type: "category",
      data: model.rows.map(({ name }) => name),
      boundaryGap: false,
      axisLine: line,
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { ...text, formatter: frame.number },
      splitLine: line,
    },
    series: model.series.map((series, index) => ({
      type: "line",
      name: series.name,
      cursor: "pointer",
      symbol: "circle",
      symbolSize: 8,
      emphasis: { disabled: true },
      itemStyle: {
        color: series.tone === "faint" ? "var(--surface)" : looks[series.tone].fill,
        borderColor: looks[series.tone].fill,
        borderWidth: 2,
      },
      lineStyle: {
        color: looks[series.tone].fill,
        width: 2,
        type: series.tone === "faint" ? "dashed" : "solid",
      },
      data: model.rows.map(({ cells }) => cells[index]?.value ?? null),
    })),
  };
}

function paint({ tone }: ChartSeries) {
  const { fill, edge } = looks[tone];
  return { color: fill, borderColor: edge ?? "var(--surface)", borderWidth: 1 };
}

/** The number on a part of a bar, where there is room for it. */
function partWords(
  { tone }: ChartSeries,
  share: number,
  value: number,
  isLying: boolean,
  { number, isNarrow }: Frame,
): string {
  const { sign } = looks[tone];
  if (share < (isLying && isNarrow ? 0.15 : 0.07)) return "";
  return sign && isLying ? `${sign} ${number(value)}` : number(value);
}
