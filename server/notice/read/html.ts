import { Token, Tokenizer, TokenizerMode, type TokenHandler } from "parse5";
import type { BlockList } from "./block-list.js";
import { printedNumber } from "./counters.js";
import { diagnose } from "../diagnostics.js";
import { addFlow, type FlowItem, type FlowLine } from "./flow.js";
import { attributeOf, numberOf, numbering, spansOf, type ListNumbers } from "./html-attributes.js";
import * as elements from "./html-elements.js";
import { blocks, leftOut, scopes, tableOnly, tableParts } from "./html-elements.js";
import { StyleSheets, styleOf, type ShownStyle } from "./html-style.js";
import { HtmlTable } from "./html-table.js";
import { HtmlLine } from "./html-text.js";
import { hiddenLeftOut } from "./left-out.js";
import { isFurniture } from "./page-furniture.js";

/** Browsers nest no deeper; what is inside is read as if it stood side by side. */
const DEEPEST = 512;

/** A web page, or what Word, WPS or Excel saved or put on the clipboard as HTML → blocks. */
export function readHtml(html: string, list: BlockList): void {
  const reader = new HtmlReader(list);
  reader.tokenizer.write(html, true);
  reader.finish();
}

interface OpenElement {
  name: string;
  /** Not read: hidden by its style, or no text of the page. */
  isGone: boolean;
  /** Why not: only what somebody hid is told. */
  isHidden: boolean;
  keepsSpace: boolean;
  inLink: boolean;
  list: ListNumbers | null;
  end: (() => void) | null;
}

/** Where lines and tables gather: the page, a cell, or a part of the page that may not belong to it. */
interface Container {
  items: FlowItem[];
  line: HtmlLine;
  hasTitle: boolean;
}

/**
 * Reads tags as they come and builds no tree, so that time and memory grow with the text only, however broken or hostile
 * it is. What a missing end tag leaves open is closed as in browsers, as far as lines and tables depend on it.
 */
class HtmlReader implements TokenHandler {
  readonly tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, this);
  private readonly open: OpenElement[] = [];
  /** Elements that were not opened for depth, by name. */
  private readonly unopened = new Map<string, number>();
  private readonly containers: Container[] = [newContainer()];
  private readonly tables: HtmlTable[] = [];
  private readonly styles = new StyleSheets();
  /** The text of the style element that is open. */
  private sheet = "";
  private hidesText = false;
  private hasDeletions = false;

  constructor(private readonly list: BlockList) {}

  onStartTag(token: Token.TagToken): void {
    const name = token.tagName;
    if (elements.rawTexts.has(name)) this.tokenizer.state = TokenizerMode.RAWTEXT;
    else if (name === "script") this.tokenizer.state = TokenizerMode.SCRIPT_DATA;
    else if (name === "title" || name === "textarea") this.tokenizer.state = TokenizerMode.RCDATA;
    if (name === "body" || name === "html") return this.endLine();
    if (elements.voids.has(name) || (token.selfClosing && name.includes(":"))) return this.void(token);
    if (this.open.length >= DEEPEST) {
      this.unopened.set(name, (this.unopened.get(name) ?? 0) + 1);
      if (blocks.has(name)) this.endLine();
      return;
    }
    this.closeBefore(name);
    this.push(token);
  }

  onEndTag({ tagName: name }: Token.TagToken): void {
    if (name === "br" || name === "p") this.endLine();
    const unopened = this.unopened.get(name) ?? 0;
    if (unopened > 0) {
      this.unopened.set(name, unopened - 1);
      if (blocks.has(name)) this.endLine();
      return;
    }
    const index = this.findOpen(new Set([name]), tableParts.has(name) ? tableOnly : scopes);
    if (index < 0) return;
    const closesBlock = this.open.slice(index + 1).some((element) => blocks.has(element.name));
    if (!blocks.has(name) && !leftOut.has(name) && closesBlock) this.open.splice(index, 1);
    else this.closeTo(index);
  }

  onCharacter({ chars }: Token.CharacterToken): void {
    const top = this.open.at(-1);
    if (top?.isGone) {
      if (top.name === "style") this.sheet += chars;
      if (top.isHidden && chars.trim() !== "") this.hidesText = true;
    } else if (top?.keepsSpace) this.writeKeepingSpace(chars, top.inLink);
    else this.container.line.write(chars, false, top?.inLink ?? false);
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token);
  }

  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {}

  /** Ends what is open and hands everything over. */
  finish(): void {
    this.closeTo(0);
    this.endLine();
    addFlow(this.container.items, this.list);
    if (this.hidesText) this.list.note(hiddenLeftOut("网页中隐藏的文字", "hidden text of the page"));
    if (this.hasDeletions) this.list.note(diagnose("TRACKED_CHANGES_ACCEPTED", {}, null));
  }

  private get container(): Container {
    return this.containers.at(-1)!;
  }

  private void(token: Token.TagToken): void {
    const top = this.open.at(-1);
    if (top?.isGone) return;
    if (token.tagName === "br" || token.tagName === "hr") this.endLine();
    if (token.tagName !== "col" || !this.inTable) return;
    const span = Math.min(this.list.limits.columns, numberOf(token, "span", 1) || 1);
    this.tables.at(-1)!.addColumn(span, styleOf(attributeOf(token, "style")).isGone);
  }

  private writeKeepingSpace(chars: string, inLink: boolean): void {
    for (const [index, line] of chars.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) this.endLine();
      this.container.line.write(line, true, inLink);
    }
  }

  /** What an element's beginning ends: an open paragraph, the list item before it, the cell before it. */
  private closeBefore(name: string): void {
    if (tableParts.has(name)) this.closeTo(this.findOpen(elements.closedBy(name), tableOnly));
    if (!blocks.has(name)) return;
    this.closeTo(this.findOpen(elements.paragraphs, scopes));
    if (name === "li") this.closeTo(this.findOpen(elements.listItems, elements.lists));
    if (name === "dd" || name === "dt")
      this.closeTo(this.findOpen(elements.definitions, elements.definitionLists));
  }

  /** The outermost-but-nearest open element of these names; −1 where a boundary comes first. */
  private findOpen(names: ReadonlySet<string>, boundary: ReadonlySet<string>): number {
    let found = -1;
    for (let index = this.open.length - 1; index >= 0; index -= 1) {
      const { name } = this.open[index]!;
      if (names.has(name)) {
        found = index;
        if (names.size === 1 || !tableParts.has(name)) return found;
      }
      if (boundary.has(name)) break;
    }
    return found;
  }

  private closeTo(index: number): void {
    if (index < 0) return;
    while (this.open.length > index) {
      const element = this.open.at(-1)!;
      if (!element.isGone) {
        if (blocks.has(element.name)) this.endLine();
        element.end?.();
      }
      if (element.name === "style") this.addSheet();
      this.open.pop();
    }
  }

  private addSheet(): void {
    this.styles.add(this.sheet);
    this.sheet = "";
  }

  private push(token: Token.TagToken): void {
    const parent = this.open.at(-1);
    const name = token.tagName;
    const style = styleOf(attributeOf(token, "style"));
    const hides = style.isGone || style.isInvisible || this.isHiddenByPage(token);
    const isHidden = parent?.isHidden || (hides && !parent?.isGone && !leftOut.has(name));
    if (name === "del" && !parent?.isGone) this.hasDeletions = true;
    const element: OpenElement = {
      name,
      isHidden,
      isGone: Boolean(parent?.isGone) || isHidden || leftOut.has(name) || style.isApart || name === "del",
      keepsSpace: style.keepsSpace ?? (name === "pre" || Boolean(parent?.keepsSpace)),
      inLink: name === "a" || Boolean(parent?.inLink),
      list: name === "ol" ? numbering(token, style) : null,
      end: null,
    };
    if (element.isGone && style.isInvisible && (name === "td" || name === "th")) this.addBlankCell(token);
    if (!element.isGone) element.end = this.begin(token, style);
    this.open.push(element);
  }

  private isHiddenByPage(token: Token.TagToken): boolean {
    if (Token.getTokenAttr(token, "hidden") !== null) return true;
    return this.styles.hides(attributeOf(token, "id"), attributeOf(token, "class"));
  }

  /** Begins an element that is read; what it returns ends it. */
  private begin(token: Token.TagToken, style: ShownStyle): (() => void) | null {
    const name = token.tagName;
    if (blocks.has(name)) this.endLine();
    if (name === "a") this.container.line.link();
    if (name === "h1" || name === "h2") this.container.hasTitle = true;
    if (name === "li") return this.beginListItem(token, style);
    if (name === "table") return this.beginTable();
    if (tableParts.has(name) && this.inTable) return this.beginTablePart(token);
    const isApart = elements.furnitures.has(name) || attributeOf(token, "role") === "navigation";
    return isApart && !this.isOfArticle(name) ? this.beginFurniture() : null;
  }

  /** Headers and footers inside an article are its own. */
  private isOfArticle(name: string): boolean {
    if (name !== "header" && name !== "footer") return false;
    return this.open.some((element) => element.name === "article" || element.name === "main");
  }

  private beginListItem(token: Token.TagToken, style: ShownStyle): (() => void) | null {
    const list = this.open.findLast(({ name }) => name === "ol" || name === "ul")?.list;
    if (!list) return null;
    const value = numberOf(token, "value", list.next);
    list.next = value + list.step;
    const printed = style.hasNoMarks ? "" : printedNumber(value, list.format);
    if (printed !== "") this.container.line.begin(`${printed}. `);
    return () => this.container.line.begin("");
  }

  private get inTable(): boolean {
    return this.open.findLast(({ name }) => scopes.has(name))?.name === "table" && this.tables.length > 0;
  }

  private beginTable(): () => void {
    const table = new HtmlTable(this.list.limits);
    this.tables.push(table);
    return () => {
      this.tables.pop();
      this.container.items.push({ table: table.finish() });
    };
  }

  private beginTablePart(token: Token.TagToken): (() => void) | null {
    const table = this.tables.at(-1)!;
    const name = token.tagName;
    if (name === "td" || name === "th") return this.beginCell(token, table);
    if (name === "tr") {
      table.beginRow();
      return () => table.endRow();
    }
    if (name === "caption" || name === "colgroup") return null;
    table.beginGroup(name === "tfoot");
    return () => table.endGroup();
  }

  private beginCell(token: Token.TagToken, table: HtmlTable): () => void {
    this.containers.push(newContainer());
    return () => {
      const { items } = this.containers.pop()!;
      table.addCell(...spansOf(token), items);
    };
  }

  private addBlankCell(token: Token.TagToken): void {
    if (this.inTable) this.tables.at(-1)!.addCell(...spansOf(token), []);
  }

  /** A part of the page that guides the visitor is left out, unless it holds the page's title or a table. */
  private beginFurniture(): () => void {
    this.containers.push(newContainer());
    return () => {
      const { items, hasTitle } = this.containers.pop()!;
      const hasData = items.some((item) => "table" in item && item.table.rows.length > 1);
      if (!hasTitle && !hasData) return;
      for (const item of items) this.container.items.push(item);
    };
  }

  private endLine(): void {
    if (this.open.at(-1)?.isGone) return;
    const { line, label, links, isAllLinks } = this.container.line.take();
    if (line === "") return;
    const item: FlowLine = { line };
    if (label !== "") item.label = label;
    if (isAllLinks) item.isLinks = true;
    if (isFurniture(line, links, isAllLinks)) item.isFurniture = true;
    this.container.items.push(item);
  }
}

function newContainer(): Container {
  return { items: [], line: new HtmlLine(), hasTitle: false };
}
