/** A row of a pipe table: `| a | b |` or `a | b`; `\|` is a character of its cell. Null where it is none. */
export function pipeCells(line: string): string[] | null {
  const cells: string[] = [];
  let cell = "";
  for (let position = 0; position < line.length; position += 1) {
    const character = line[position]!;
    if (character === "\\" && line[position + 1] === "|") {
      cell += "|";
      position += 1;
    } else if (character === "|" || character === "｜") {
      cells.push(cell.trim());
      cell = "";
    } else cell += character;
  }
  cells.push(cell.trim());
  if (cells.length < 2) return null;
  return cells.slice(beginsWithPipe(line) ? 1 : 0, endsWithPipe(line) ? -1 : undefined);
}

export function beginsWithPipe(line: string): boolean {
  return /^\s{0,20}[|｜]/.test(line);
}

/** Not an escaped one. */
export function endsWithPipe(line: string): boolean {
  const end = line.trimEnd();
  return /[|｜]$/.test(end) && !end.endsWith("\\|");
}

/** The line of hyphens below a header. */
export function isDelimiterRow(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^:?[-—–－]{1,200}:?$/.test(cell));
}

/**
 * Lines of a pipe table → its rows. A row between outer pipes that does not end with one goes on in the next line: its
 * cell has a line break.
 */
export function pipeRows(lines: readonly string[]): string[][] {
  const rows: string[][] = [];
  let open: string[] = [];
  const close = () => {
    const row = open.join("\n");
    if (open.length > 0) rows.push(pipeCells(row) ?? [row]);
    open = [];
  };
  for (const line of lines) {
    open.push(open.length > 0 ? line.trim() : line);
    if (!beginsWithPipe(open[0]!) || endsWithPipe(line)) close();
  }
  close();
  return rows.filter((cells) => !isDelimiterRow(cells)).map((cells) => cells.map(withLineBreaks));
}

function withLineBreaks(cell: string): string {
  return cell.replace(/ ?<br ?\/?> ?/gi, "\n");
}
