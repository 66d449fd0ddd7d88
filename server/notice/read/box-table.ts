import type { Cell } from "../notice.js";
import { displayWidth, isWide, joinLines } from "./text-lines.js";

/** Signs with a vertical stroke, and with a horizontal one. */
const VERTICAL = "│┃║|┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┝┥┠┨┯┷┰┸┿╂╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫+";
const HORIZONTAL = "─━═-=";
/** What a line of a drawn table begins with, and the first one of it. */
const BEGINNINGS = "│┃║┌├└┏┣┗╔╠╚┝┠╒╞╘╓╟╙";
const FIRST_BEGINNINGS = "┌┏╔╒╓├│┃║";
const asciiRule = /^\+[-=+]{2,}$/;

/** Whether a line may be the first of a table drawn with lines. */
export function beginsBoxTable(line: string): boolean {
  const words = line.trim();
  return isOneOf(FIRST_BEGINNINGS, words[0]) || asciiRule.test(words);
}

export function isBoxLine(line: string, first: string): boolean {
  const words = line.trim();
  if (asciiRule.test(first.trim())) return words.startsWith("|") || asciiRule.test(words);
  return isOneOf(BEGINNINGS, words[0]);
}

function isOneOf(characters: string, character: string | undefined): boolean {
  return character !== undefined && characters.includes(character);
}

/** A part of a line between two vertical strokes, by the numbers of those strokes' places. */
interface Segment {
  from: number;
  to: number;
  text: string;
  isRule: boolean;
}

interface OpenCell {
  row: number;
  from: number;
  to: number;
  rowSpan: number;
  lines: string[];
}

/** More strokes beside one another are a picture and no table. */
const MOST_PLACES = 201;

/** A table drawn with lines → its rows. Null where the strokes make no columns. */
export function readBoxTable(lines: readonly string[]): Cell[][] | null {
  const drawings = lines.map((line) => line.replaceAll("\t", " "));
  const stroke = strokeWidth(drawings);
  const placed = drawings.map((line) => strokesOf(line, stroke));
  const places = columnPlaces(placed.map((strokes) => strokes.map(({ place }) => place)));
  if (places.length < 3 || places.length > MOST_PLACES) return null;
  const rows = placed.map((strokes, index) => segmentsOf(drawings[index]!, strokes, places));
  const widths = (from: number, to: number) => places[to]! - places[from]! - stroke;
  const hasRules = rows.filter((segments) => segments.some(({ isRule }) => isRule)).length > 3;
  const assembly = new Assembly(hasRules ? "rule" : "line");
  for (const segments of rows) assembly.add(segments);
  return rowsOf(assembly.cells, widths);
}

/** Old fonts draw the strokes as wide as Chinese characters; the width that makes them stand in line is taken. */
function strokeWidth(lines: readonly string[]): 1 | 2 {
  const spread = (width: 1 | 2) =>
    new Set(lines.flatMap((line) => strokesOf(line, width).map(({ place }) => place))).size;
  return spread(2) < spread(1) ? 2 : 1;
}

/** The vertical strokes of a line: where they are printed, and which characters they are. */
function strokesOf(line: string, stroke: 1 | 2): { place: number; index: number }[] {
  const found: { place: number; index: number }[] = [];
  let place = 0;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]!;
    if (VERTICAL.includes(character)) found.push({ place, index });
    const isStroke = character >= "─" && character <= "╿";
    place += isStroke ? stroke : isWide(character) ? 2 : 1;
  }
  return found;
}

/** The places where strokes stand in line; a stroke that is one place off belongs to its neighbour. */
function columnPlaces(placed: number[][]): number[] {
  const sorted = [...new Set(placed.flat())].toSorted((one, other) => one - other);
  return sorted.filter((place, index) => index === 0 || place - sorted[index - 1]! > 1);
}

function segmentsOf(
  line: string,
  strokes: { place: number; index: number }[],
  places: readonly number[],
): Segment[] {
  return strokes.slice(0, -1).flatMap(({ place, index }, number): Segment[] => {
    const next = strokes[number + 1]!;
    const [from, to] = [nearest(places, place), nearest(places, next.place)];
    const text = line.slice(index + 1, next.index);
    const isRule = text !== "" && [...text].every((character) => HORIZONTAL.includes(character));
    return from < to ? [{ from, to, text, isRule }] : [];
  });
}

function nearest(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Follows the cells down the page. Where a rule runs through a column, the cell there ends; where it is broken, the
 * cell goes on. A table without rules between its rows has a row wherever its first column is filled.
 */
class Assembly {
  private readonly done: OpenCell[] = [];
  private open: OpenCell[] = [];
  private row = -1;
  /** Nothing was written since the last rule. */
  private isFresh = false;

  constructor(private readonly divides: "rule" | "line") {}

  add(segments: readonly Segment[]): void {
    const rules = segments.filter(({ isRule }) => isRule);
    const words = segments.filter(({ isRule }) => !isRule);
    if (rules.length > 0) this.rule(rules);
    else if (this.row < 0 || this.beginsRow(words[0])) this.begin(() => true);
    if (rules.length === 0 && words.length > 0) this.isFresh = false;
    for (const segment of words) this.write(segment);
  }

  get cells(): OpenCell[] {
    return [...this.done, ...this.open];
  }

  private rule(rules: readonly Segment[]): void {
    const isEnded = (cell: OpenCell) => rules.some((rule) => rule.from < cell.to && cell.from < rule.to);
    if (this.row < 0 || this.open.length > 0) this.begin(isEnded);
    this.isFresh = true;
  }

  private beginsRow(first: Segment | undefined): boolean {
    return this.divides === "line" && !this.isFresh && first?.from === 0 && !isBlank(first.text);
  }

  private begin(isEnded: (cell: OpenCell) => boolean): void {
    for (const cell of this.open) if (isEnded(cell)) this.done.push(cell);
    this.open = this.open.filter((cell) => !isEnded(cell));
    for (const cell of this.open) cell.rowSpan += 1;
    this.row += 1;
  }

  private write({ from, to, text }: Segment): void {
    const cell = this.open.find((cell) => cell.from <= from && from < cell.to);
    if (cell) cell.lines.push(text);
    else this.open.push({ row: this.row, from, to, rowSpan: 1, lines: [text] });
  }
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function rowsOf(cells: OpenCell[], widthOf: (from: number, to: number) => number): Cell[][] {
  const rows: Cell[][] = [];
  for (const { row, from, to, rowSpan, lines } of cells) {
    const text = unwrapped(lines, widthOf(from, to));
    (rows[row] ??= []).push({ column: from + 1, text, colSpan: to - from, rowSpan });
  }
  return Array.from(rows, (cells) => (cells ?? []).toSorted((one, other) => one.column - other.column));
}

/** A cell's lines as one text: a line that had room for the next one's first character was broken on purpose. */
function unwrapped(lines: string[], width: number): string {
  const filled = lines.filter((line) => !isBlank(line));
  const room = width - (filled.every((line) => line.startsWith(" ")) ? 2 : 0);
  let text = "";
  let last = "";
  for (const line of filled.map((line) => line.trim())) {
    const hasRoom = displayWidth(last) + displayWidth(firstWord(line)) <= room;
    text = text !== "" && hasRoom ? `${text}\n${line}` : joinLines(text, line);
    last = line;
  }
  return text;
}

/** What would have had to fit: one Chinese character, or a word. */
function firstWord(line: string): string {
  return /^[\x21-\x7e]{1,40}/.exec(line)?.[0] ?? line.slice(0, 1);
}
