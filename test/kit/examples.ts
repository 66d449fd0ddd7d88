/** A fenced block of a page of documentation. */
export interface Block {
  /** Such as `ts`, `sh`, `python`; what one prints is `text`. */
  language: string;
  code: string;
  /** The name in its first line, if that is a comment with a name and nothing else. */
  file: string | null;
  /** The line of the page on which it begins. */
  line: number;
  /** The `text` block that comes next after it: what it prints. */
  prints: string | null;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; from: number } | null = null;
  const lines = page.split("\n");
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith("```")) continue;
    if (!open) {
      open = { language: line.slice(3), from: index + 1 };
      continue;
    }
    const code = lines.slice(open.from, index).join("\n");
    const last = blocks.at(-1);
    if (open.language === "text" && last) last.prints = code;
    else {
      const file = /^(?:\/\/|#) ([\w-]{1,40}\.(?:ts|py))$/.exec(lines[open.from] ?? "")?.[1] ?? null;
      blocks.push({ language: open.language, code, file, line: open.from, prints: null });
    }
    open = null;
  }
  return blocks;
}

/** Whether a text is such as `pattern` says, in which `…` stands for anything. */
export function isLike(text: string, pattern: string): boolean {
  const [start = "", ...rest] = pattern.split("…");
  if (!text.startsWith(start)) return false;
  const end = rest.pop();
  if (end === undefined) return text === start;
  let from = start.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - end.length >= from && text.endsWith(end);
}
