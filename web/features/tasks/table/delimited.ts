/**
 * Rows as a file that spreadsheets open: RFC 4180 with a mark at its start by which Excel knows UTF-8. What a
 * spreadsheet would run as a formula is made plain text.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((text) => quoted(inert(text), /[",\r\n]/)).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Cells as the clipboard hands them to a spreadsheet. */
export function tsvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((text) => quoted(inert(text), /["\t\r\n]/)).join("\t")).join("\n");
}

/** A spreadsheet takes what begins with one of these signs for a formula; an apostrophe before it says that it is text. */
function inert(text: string): string {
  return /^[\s]*[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

function quoted(text: string, special: RegExp): string {
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
