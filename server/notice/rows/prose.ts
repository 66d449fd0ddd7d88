import type { Block, ParagraphBlock } from "../notice.js";
import { partOf, type CellPlace } from "../source.js";
import { chineseNumber } from "../schedule/tokens.js";
import { trimmed } from "../schedule/trim.js";
import { headerWords, type Field } from "./columns.js";
import { wordsOf, type FieldText, type FoundRow, type FoundRows } from "./found-row.js";
import { headingOf, noHeading, type Heading } from "./headings.js";
import { labelsOf, type Labelled } from "./labels.js";

/** A task of a numbered list: its own paragraph and what belongs to it. */
interface Item {
  heading: Heading;
  number: CellPlace | null;
  /** Its words without the number, up to the first label. */
  head: CellPlace;
  labelled: Labelled[];
  /** Further paragraphs without labels. */
  more: CellPlace[];
  blocks: ParagraphBlock[];
}

const FEWEST_ITEMS = 2;
const FEWEST_LABELS = 2;
const duties = new Set<Field>(["leader", "owner", "office", "assistingOffice", "officeAndOwner"]);
const itemNumber =
  /^(?:\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|项目[一二三四五六七八九十\d]{1,3}[：:、])\s*/u;

/** The projects of a notice without a table: numbered tasks, each with who is responsible. */
export function findProse(blocks: readonly Block[], document: string | null): FoundRows {
  const items = tasksAmong(itemsOf(blocks, document));
  if (items.length < FEWEST_ITEMS) return { rows: [], diagnostics: [], rest: [...blocks] };
  const sections = new Set(items.map(({ heading }) => heading.category));
  const rows = items.map((item) => rowOf(item, sections.size > 1));
  return { rows, diagnostics: [], rest: withoutItems(blocks, items) };
}

/**
 * The items that say who is responsible, and those numbered like them that say nothing of it: between them, or next in
 * the numbering.
 */
function tasksAmong(items: readonly Item[]): Item[] {
  const tells = (item: Item) => item.labelled.some(({ field }) => duties.has(field));
  const told = items.filter(tells);
  if (told.length < FEWEST_ITEMS) return told;
  const styles = new Set(told.map(({ number }) => styleOf(number)));
  const [first, last] = [items.indexOf(told[0]!), items.lastIndexOf(told.at(-1)!)];
  let isBehind = true;
  return items.filter((item, index) => {
    if (tells(item)) return true;
    if (item.labelled.length >= FEWEST_LABELS) return true;
    const isAlike =
      styles.has(styleOf(item.number)) &&
      item.head.text !== "" &&
      (item.number !== null || item.labelled.length > 0);
    if (index < first) return isAlike && item.labelled.length > 0;
    if (index > first && index < last) return isAlike;
    isBehind &&= index > last && isAlike && valueOf(item) === valueOf(items[index - 1]!) + 1;
    return index > last && isBehind;
  });
}

/** How an item is numbered, whatever its number: `1.`, `（一）`, `一、`. */
function styleOf(number: CellPlace | null): string {
  return (number?.text ?? "")
    .trim()
    .replace(/\d+/, "1")
    .replace(/[一二三四五六七八九十]+/, "一");
}

function valueOf({ number }: Item): number {
  const plain = (number?.text ?? "").replace(/[^\d一二三四五六七八九十]/g, "");
  return /^\d/.test(plain) ? Number(plain) : chineseNumber(plain);
}

function withoutItems(blocks: readonly Block[], items: readonly Item[]): Block[] {
  const taken = new Set<Block>(items.flatMap((item) => item.blocks));
  const first = blocks.findIndex((block) => taken.has(block));
  const rest = blocks.filter((block) => !taken.has(block));
  return [...rest.slice(0, first), { kind: "table", table: 0, sheet: null, rows: [] }, ...rest.slice(first)];
}

function itemsOf(blocks: readonly Block[], document: string | null): Item[] {
  const items: Item[] = [];
  let heading = noHeading;
  let current: Item | null = null;
  let plain: { block: ParagraphBlock; place: CellPlace } | null = null;
  for (const block of blocks) {
    if (block.kind === "table") {
      current = null;
      continue;
    }
    const { paragraph, text } = block;
    const place = { document, table: null, row: null, column: null, paragraph, text };
    const labelled = labelsOf(place);
    const step = current && stepOf(current, place, labelled);
    if (current && step) {
      current.labelled.push(...step);
      current.blocks.push(block);
    } else if (itemNumber.test(text)) {
      heading = labelled.length === 0 ? (headingOf(place) ?? heading) : heading;
      items.push((current = itemAt(block, place, labelled, heading)));
    } else if (labelled[0]?.start === 0) {
      const begins = beginsItem(current, labelled[0], plain !== null);
      if (begins) items.push((current = itemUnder(plain, heading)));
      current?.labelled.push(...labelled);
      current?.blocks.push(block);
    } else if (current && labelled.length > 0) {
      current.more.push(partOf(place, 0, labelled[0]!.start));
      current.labelled.push(...labelled);
      current.blocks.push(block);
    } else if (current && current.labelled.length === 0) {
      current.more.push(place);
      current.blocks.push(block);
    }
    plain = labelled.length === 0 && !itemNumber.test(text) ? { block, place } : null;
  }
  return items;
}

/** `（1）3月底前完成征迁。责任单位：甲局` under a label without words (进度安排：) is one of its steps. */
function stepOf({ number, labelled }: Item, place: CellPlace, own: readonly Labelled[]): Labelled[] | null {
  const open = labelled.findLast(({ field }) => field === "progress" || field === "content");
  const match = itemNumber.exec(place.text);
  const isOpen = open !== undefined && (open.place.text === "" || labelled.some(({ isStep }) => isStep));
  if (!open || !isOpen || !match || styleOf(partOf(place, 0, match[0].length)) === styleOf(number))
    return null;
  const end = own[0]?.start ?? place.text.length;
  const range = trimmed(place.text, match[0].length, end);
  return [{ ...open, place: partOf(place, range.start, range.end), isStep: true }, ...own];
}

/** A label that the item has already (or the project's name) begins the next one. */
function beginsItem(current: Item | null, { field, label }: Labelled, hasTitle: boolean): boolean {
  const isSecond = headerWords(label)?.isSecondChoice === true;
  if (field === "name" && !isSecond)
    return !current || current.labelled.length > 0 || current.number === null;
  const isTwice = current?.labelled.some((label) => label.field === field) ?? true;
  return hasTitle && isTwice;
}

function itemAt(block: ParagraphBlock, place: CellPlace, labelled: Labelled[], heading: Heading): Item {
  const numberEnd = itemNumber.exec(place.text)![0].length;
  const headEnd = labelled[0]?.start ?? place.text.length;
  return {
    heading,
    number: partOf(place, 0, numberEnd),
    head: partOf(place, numberEnd, Math.max(numberEnd, headEnd)),
    labelled: [...labelled],
    more: [],
    blocks: [block],
  };
}

function itemUnder(plain: { block: ParagraphBlock; place: CellPlace } | null, heading: Heading): Item {
  const nothing = { document: null, table: null, row: null, column: null, text: "" };
  const head = plain?.place ?? nothing;
  return { heading, number: null, head, labelled: [], more: [], blocks: plain ? [plain.block] : [] };
}

function rowOf(item: Item, hasSections: boolean): FoundRow {
  const labelled = item.head.text === "" ? item.labelled : item.labelled.map(belowTitle);
  const named = labelled.some(({ field }) => field === "name");
  const { name, content } = named ? { name: null, content: null } : divideHead(item.head);
  const texts = [
    ...asText("number", item.number),
    ...asText("name", name),
    ...asText("content", content),
    ...item.more.flatMap((place) => asText("content", place)),
    ...labelled.flatMap(({ field, label, place }) => asText(field, place, label)),
  ];
  return {
    joining: "NEW",
    texts,
    columns: new Set(texts.map(({ field }) => field)),
    category: hasSections ? item.heading.category : null,
    leaders: item.heading.leaders,
    place: item.head.text === "" ? (texts[0]?.place ?? item.head) : item.head,
    words: wordsOf(texts),
    length: null,
  };
}

/** Under a title of its own, 目标任务 and the like say what is to be done. */
function belowTitle(labelled: Labelled): Labelled {
  const isTitle = labelled.field === "name" && headerWords(labelled.label)?.isSecondChoice === true;
  return isTitle ? { ...labelled, field: "content" } : labelled;
}

function asText(field: Field, place: CellPlace | null, label = ""): FieldText[] {
  if (!place || place.text.trim() === "") return [];
  return [{ field, headers: [label], place, isShared: false }];
}

const LONGEST_NAME = 40;

/** `新建书房3座。在河西…各1座。`: the first sentence names the task, the others say what it is. */
function divideHead(head: CellPlace): { name: CellPlace; content: CellPlace | null } {
  const { text } = head;
  const sentence = text.search(/[。：:\n]/);
  const comma = text.search(/[，,；;]/);
  const end =
    sentence >= 0 && sentence <= LONGEST_NAME
      ? sentence
      : text.length > LONGEST_NAME && comma > 3
        ? comma
        : -1;
  if (end < 0) return { name: inside(head, 0, text.length), content: null };
  const rest = partOf(head, end + 1);
  const start = trimmed(rest.text, 0, rest.text.length).start;
  const content = partOf(rest, start, rest.text.trimEnd().length);
  return { name: inside(head, 0, end), content: content.text === "" ? null : content };
}

function inside(place: CellPlace, start: number, end: number): CellPlace {
  const range = trimmed(place.text, start, end);
  return partOf(place, range.start, range.end);
}
