/** How an element's style sheet rules and own style change what is read of it. */
export interface ShownStyle {
  /** It takes no place at all. */
  isGone: boolean;
  /** It keeps its place but shows nothing. */
  isInvisible: boolean;
  /** White space is kept as written. */
  keepsSpace: boolean | null;
  /** Lists have no printed numbers. */
  hasNoMarks: boolean;
  /** Word's comments, notes, headers and footers. */
  isApart: boolean;
}

/** Reads the declarations of a style attribute or rule. */
export function styleOf(declarations: string): ShownStyle {
  const style = declarations.toLowerCase().replace(/\s+/g, "");
  return {
    isGone:
      style.includes("display:none") ||
      style.includes("mso-hide:all") ||
      style.includes("visibility:collapse"),
    isInvisible: style.includes("visibility:hidden"),
    keepsSpace: keepsSpace(style),
    hasNoMarks: style.includes("list-style:none") || style.includes("list-style-type:none"),
    isApart:
      /mso-element:(?:comment-list|header|footer|footnote-list|endnote-list)/.test(style) ||
      style.includes("mso-special-character:comment"),
  };
}

function keepsSpace(style: string): boolean | null {
  if (style.includes("mso-spacerun:yes") || style.includes("white-space:pre")) return true;
  return style.includes("white-space:") ? false : null;
}

/** The classes and ids that a style sheet hides; only rules of a single class or id are understood. */
export class StyleSheets {
  private readonly hidden = new Set<string>();

  add(sheet: string): void {
    let position = 0;
    for (;;) {
      const open = sheet.indexOf("{", position);
      if (open < 0) return;
      const selectors = sheet.slice(position, open);
      // Rules inside @media are for other uses of the page: their nested braces are skipped as one.
      const close = selectors.includes("@media") ? endOfBlock(sheet, open) : sheet.indexOf("}", open);
      if (close < 0) return;
      if (!selectors.includes("@")) this.addRule(selectors, sheet.slice(open + 1, close));
      position = close + 1;
    }
  }

  private addRule(selectors: string, declarations: string): void {
    const { isGone, isInvisible } = styleOf(declarations);
    if (!isGone && !isInvisible) return;
    const words = selectors.slice(selectors.lastIndexOf("-->") < 0 ? 0 : selectors.lastIndexOf("-->") + 3);
    for (const selector of words.replace("<!--", "").split(",")) this.hidden.add(selector.trim());
  }

  hides(id: string, classes: string): boolean {
    if (this.hidden.size === 0) return false;
    return (
      this.hidden.has(`#${id}`) || classes.split(/\s+/).some((name) => name && this.hidden.has(`.${name}`))
    );
  }
}

function endOfBlock(sheet: string, open: number): number {
  let depth = 0;
  for (let position = open; position < sheet.length; position += 1) {
    if (sheet[position] === "{") depth += 1;
    else if (sheet[position] === "}" && --depth === 0) return position;
  }
  return -1;
}
