import { diagnose } from "../diagnostics.js";
import type { BlockList } from "./block-list.js";
import { newContainer, type Container, type Paragraph, type Run } from "./docx-container.js";
import { DocxNumbers } from "./docx-numbers.js";
import {
  characters,
  countOf,
  isOn,
  leftOut,
  propertiesOf,
  revisions,
  setCell,
  type Properties,
} from "./docx-properties.js";
import { DocxStyles } from "./docx-styles.js";
import { symbol } from "./docx-symbols.js";
import { DocxTable, type DocxCell } from "./docx-table.js";
import { TextBoxes } from "./docx-text-boxes.js";
import { addFlow } from "./flow.js";
import { hiddenLeftOut } from "./left-out.js";
import type { OfficePackage } from "./office-package.js";
import { unreadable } from "./unreadable.js";
import { attribute, type Attributes, type XmlHandler } from "./xml.js";

/**
 * A Word document → blocks, as it is printed with all changes accepted: with its automatic numbers, without hidden text,
 * headers, footers, notes and comments.
 */
export function readDocx(office: OfficePackage, list: BlockList): void {
  const reader = new DocxReader(list, new DocxStyles(office), new DocxNumbers(office));
  office.read(office.main, reader);
  reader.finish();
}

class DocxReader implements XmlHandler {
  private readonly containers: Container[] = [newContainer()];
  private readonly tables: DocxTable[] = [];
  private readonly cells: DocxCell[] = [];
  private readonly properties: Properties[] = [];
  private run: Run | null = null;
  /** Open fields; true while what they compute from is told, and not yet their result. */
  private readonly fields: boolean[] = [];
  private inText = false;
  private rowIsLeftOut = false;
  private readonly boxes = new TextBoxes();
  /** The runs and drawings around open text boxes that are read. */
  private readonly outside: { run: Run | null; depth: number }[] = [];
  private gathered = 0;
  private hidesText = false;
  private hiddenRows = 0;
  private hasRevisions = false;

  constructor(
    private readonly list: BlockList,
    private readonly styles: DocxStyles,
    private readonly numbers: DocxNumbers,
  ) {}

  open(name: string, attributes: Attributes): boolean {
    if (this.boxes.open(name)) {
      if (name === "txbxContent") this.beginBox();
      return true;
    }
    if (leftOut.has(name)) return false;
    if (revisions.has(name)) return this.openRevision(name, attributes);
    if (this.properties.length > 0 || propertiesOf(name)) return this.openProperty(name, attributes);
    return this.openContent(name, attributes);
  }

  close(name: string): void {
    if (name === "txbxContent") this.endBox();
    if (this.boxes.close(name)) return;
    if (propertiesOf(name)) this.properties.pop();
    else if (this.properties.length > 0) return;
    else if (name === "t") this.inText = false;
    else if (name === "r") this.run = null;
    else if (name === "p") this.endParagraph();
    else if (name === "tc") this.endCell();
    else if (name === "tr") this.endRow();
    else if (name === "tbl") this.endTable();
  }

  text(words: string): void {
    if (!this.boxes.text(words) && this.inText) this.write(words);
  }

  finish(): void {
    this.endPending();
    this.passOn();
    for (const diagnostic of this.boxes.diagnostics()) this.list.note(diagnostic);
    if (this.hidesText) this.list.note(hiddenLeftOut("隐藏文字", "hidden text"));
    if (this.hiddenRows > 0)
      this.list.note(hiddenLeftOut(`表格中的 ${this.hiddenRows} 行`, `${this.hiddenRows} table rows`));
    if (this.hasRevisions) this.list.note(diagnose("TRACKED_CHANGES_ACCEPTED", {}, null));
  }

  private get container(): Container {
    return this.containers.at(-1)!;
  }

  private openContent(name: string, attributes: Attributes): boolean {
    if (name === "t") this.inText = true;
    else if (name === "r") this.run = { isHidden: null, style: null };
    else if (name === "p") this.beginParagraph();
    else if (name === "tbl") this.beginTable();
    else if (name === "tr") this.beginRow();
    else if (name === "tc") return this.beginCell();
    else if (name === "fldChar") this.field(attribute(attributes, "fldCharType"));
    else if (name === "sym")
      this.write(symbol(attribute(attributes, "font") ?? "", attribute(attributes, "char") ?? ""));
    else if (Object.hasOwn(characters, name)) this.write(characters[name]!);
    return true;
  }

  private openProperty(name: string, attributes: Attributes): boolean {
    const its = propertiesOf(name, this.properties.at(-1));
    if (its) {
      this.properties.push(its);
      return true;
    }
    const value = attribute(attributes, "val");
    const current = this.properties.at(-1);
    if (current === "paragraph") this.setParagraph(name, value);
    else if (current === "mark" && name === "vanish" && this.container.paragraph)
      this.container.paragraph.markIsHidden = isOn(value);
    else if (current === "run") this.setRun(name, value);
    else if (current === "row") this.setRow(name, value);
    else if (current === "cell") setCell(this.cells.at(-1), name, value);
    return true;
  }

  private setParagraph(name: string, value: string | null): void {
    const { paragraph } = this.container;
    if (!paragraph) return;
    if (name === "pStyle") paragraph.style = value;
    else if (name === "numId") paragraph.numberId = value;
    else if (name === "ilvl") paragraph.level = Number(value ?? 0);
  }

  private setRun(name: string, value: string | null): void {
    if (!this.run) return;
    if (name === "vanish") this.run.isHidden = isOn(value);
    else if (name === "rStyle") this.run.style = value;
  }

  private setRow(name: string, value: string | null): void {
    if (name === "gridBefore") this.tables.at(-1)?.skip(countOf(value, 0));
    if (name !== "hidden" || !isOn(value)) return;
    this.rowIsLeftOut = true;
    this.hiddenRows += 1;
  }

  /** A revision in properties is about the paragraph's mark, the row or the cell; elsewhere about its content. */
  private openRevision(name: string, attributes: Attributes): boolean {
    this.hasRevisions = true;
    const isRemoval = name === "del" || name === "moveFrom";
    const current = this.properties.at(-1);
    if (current === undefined) return !isRemoval;
    const cell = this.cells.at(-1);
    if (current === "mark" && isRemoval && this.container.paragraph)
      this.container.paragraph.joinsNext = true;
    else if (current === "row" && isRemoval) this.rowIsLeftOut = true;
    else if (name === "cellDel" && cell) cell.isDeleted = true;
    else if (name === "cellMerge" && cell)
      cell.vertical = attribute(attributes, "vMerge") === "cont" ? "continue" : "restart";
    return false;
  }

  /** A text box beside the text is read behind the paragraph that holds it; one in a table is only told of. */
  private beginBox(): void {
    const { paragraph } = this.container;
    if (this.tables.length > 0 || !paragraph || this.isHidden(paragraph)) return;
    this.outside.push({ run: this.run, depth: this.boxes.suspend() });
    this.containers.push(newContainer());
  }

  private endBox(): void {
    if (this.boxes.isInside || this.outside.length === 0) return;
    this.endPending();
    const { items } = this.containers.pop()!;
    for (const item of items) this.container.beside.push(item);
    const { run, depth } = this.outside.pop()!;
    this.run = run;
    this.boxes.resume(depth);
  }

  private field(type: string | null): void {
    if (type === "begin") this.fields.push(true);
    else if (type === "end") this.fields.pop();
    else if (this.fields.length > 0) this.fields[this.fields.length - 1] = false;
  }

  private write(words: string): void {
    const { paragraph } = this.container;
    if (!paragraph || this.fields.includes(true)) return;
    if (this.isHidden(paragraph)) {
      if (words.trim() !== "") this.hidesText = true;
      return;
    }
    this.gathered += words.length;
    const { totalText } = this.list.limits;
    if (this.gathered > totalText) throw unreadable("TOO_MUCH_TEXT", { limit: totalText });
    paragraph.text += words;
  }

  /** What the run says itself holds; else hidden in one of two styles is hidden, in both is shown (17.7.3). */
  private isHidden(paragraph: Paragraph): boolean {
    if (this.run && this.run.isHidden !== null) return this.run.isHidden;
    return this.styles.isHidden(paragraph.style) !== this.styles.isHidden(this.run?.style ?? null);
  }

  private beginParagraph(): void {
    const before = this.container.paragraph;
    this.container.paragraph = {
      text: before?.text ?? "",
      style: this.styles.defaultParagraph,
      numberId: null,
      level: null,
      joinsNext: false,
      markIsHidden: false,
    };
  }

  private endParagraph(): void {
    // What a field computes from does not run over paragraphs; its end may be missing.
    this.fields.fill(false);
    const { paragraph, items } = this.container;
    if (!paragraph || paragraph.joinsNext) return;
    this.container.paragraph = null;
    const isUnseen = paragraph.markIsHidden && paragraph.text === "";
    const text = (isUnseen ? "" : this.label(paragraph)) + paragraph.text;
    for (const line of text.split("\n")) items.push({ line: line.trim() });
    for (const item of this.container.beside.splice(0)) items.push(item);
    this.passOn();
  }

  private label({ style, numberId, level, text }: Paragraph): string {
    const ofStyle = this.styles.number(style);
    const id = numberId ?? ofStyle?.id;
    if (!id || id === "0") return "";
    const label = this.numbers.next(
      { id, level: level ?? ofStyle?.level ?? 0 },
      numberId === null ? style : null,
    );
    return text === "" && this.containers.length === 1 ? "" : label;
  }

  private beginRow(): void {
    this.rowIsLeftOut = false;
    this.tables.at(-1)?.beginRow();
  }

  private endRow(): void {
    if (!this.rowIsLeftOut) this.tables.at(-1)?.endRow();
    this.rowIsLeftOut = false;
  }

  private beginCell(): boolean {
    if (this.rowIsLeftOut) return false;
    this.cells.push({ span: 1, vertical: null, horizontal: null, isDeleted: false });
    this.containers.push(newContainer());
    return true;
  }

  private endCell(): void {
    this.endPending();
    const cell = this.cells.pop();
    const { items } = this.containers.pop()!;
    if (cell) this.tables.at(-1)?.addCell(cell, items);
  }

  private beginTable(): void {
    this.endPending();
    this.tables.push(new DocxTable(this.list.limits));
  }

  /** A paragraph whose mark is deleted and that no other follows. */
  private endPending(): void {
    const { paragraph, items } = this.container;
    for (const line of paragraph?.text.split("\n") ?? []) items.push({ line: line.trim() });
    this.container.paragraph = null;
  }

  private endTable(): void {
    const table = this.tables.pop();
    if (table) this.container.items.push({ table: table.finish() });
    this.passOn();
  }

  /** Hands over what stands outside all tables, so that it is not kept twice. */
  private passOn(): void {
    if (this.containers.length > 1 || this.tables.length > 0) return;
    addFlow(this.container.items, this.list);
    this.container.items = [];
  }
}
