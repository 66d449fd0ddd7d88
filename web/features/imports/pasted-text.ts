/** What a paste gives in its several forms, as `DataTransfer.getData` does. */
type Paste = Pick<DataTransfer, "getData">;

/**
 * The text of a paste. Word, WPS and Excel put tabs between cells into the plain text; a table that comes as HTML
 * only, or whose plain text has lost its cells, is turned into such text here. Null: let the browser paste.
 */
export function textOfPaste(paste: Paste): string | null {
  const plain = paste.getData("text/plain");
  const html = paste.getData("text/html");
  if (plain.includes("\t") || !html) return null;
  if (plain.trim() !== "" && !/<table\b/i.test(html)) return null;
  return textOfHtml(html);
}

const lineBreakers = new Set(
  "ADDRESS ARTICLE BLOCKQUOTE CAPTION DIV DD DL DT FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN OL P PRE SECTION UL".split(
    " ",
  ),
);
const unseen = new Set(["HEAD", "SCRIPT", "STYLE", "TEMPLATE", "TITLE"]);

/** HTML as plain text: a line for each paragraph, and tables as spreadsheets copy them, with tabs between cells. */
export function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return linesOf(body)
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, ""); // an empty cell at either end keeps its tab
}

function linesOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? "").replace(/[ \t\r\n]+/g, " ");
  if (!(node instanceof Element) || unseen.has(node.tagName)) return "";
  if (node.tagName === "BR") return "\n";
  if (node.tagName === "TABLE") return `\n\n${rowsOf(node).join("\n")}\n\n`;
  const inside = [...node.childNodes].map(linesOf).join("");
  return lineBreakers.has(node.tagName) ? `\n${inside.trim()}\n` : inside;
}

/** A merged cell's text stands in its first place and leaves the others empty, as spreadsheets do it. */
function rowsOf(table: Element): string[] {
  const covered = new Map<number, number>();
  return [...table.querySelectorAll("tr")]
    .filter((row) => row.closest("table") === table)
    .map((row) => {
      const cells: string[] = [];
      const skipCovered = () => {
        for (let left = covered.get(cells.length); left; left = covered.get(cells.length)) {
          covered.set(cells.length, left - 1);
          cells.push("");
        }
      };
      for (const cell of row.children) {
        skipCovered();
        const [wide, high] = [spanOf(cell, "colspan"), spanOf(cell, "rowspan")];
        for (let index = 0; index < wide; index++) {
          if (high > 1) covered.set(cells.length, high - 1);
          cells.push(index === 0 ? quoted(cellText(cell)) : "");
        }
      }
      skipCovered();
      return cells.join("\t");
    });
}

function cellText(cell: Element): string {
  const text = [...cell.childNodes].map(linesOf).join("");
  return text
    .replace(/\t/g, " ")
    .replace(/ *\n+ */g, "\n")
    .trim();
}

/** A cell of several lines is quoted, or its lines would be taken for rows. */
function quoted(text: string): string {
  return text.includes("\n") ? `"${text.replaceAll('"', '""')}"` : text;
}

function spanOf(cell: Element, attribute: "colspan" | "rowspan"): number {
  const span = Number(cell.getAttribute(attribute));
  return Number.isInteger(span) && span > 1 ? Math.min(span, 1000) : 1;
}

/** How many rows of a pasted piece of HTML have words in them; 0 where it has no table. */
export function rowsOfPaste(html: string): number {
  if (!/<table\b/i.test(html)) return 0;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const rows = [...body.querySelectorAll("tr")];
  return rows.filter((row) => row.textContent?.trim()).length;
}
