import type { Token } from "./tokens.js";

const quotes: Record<string, string> = { "《": "》", "“": "”", "「": "」", "‘": "’" };
const LONGEST_NAME = 40;

/**
 * Token indexes inside the name of a document (《2022年1—6月要点》) or a phrase in quotation marks (“一月一主题”): these
 * are names, and their times are no plan. The opening mark itself is left out, since a festival begins with it (“五一”前).
 */
export function quotedTokens(tokens: readonly Token[]): ReadonlySet<number> {
  const quoted = new Set<number>();
  for (let open = 0; open < tokens.length; open += 1) {
    const closing = quotes[tokens[open]!.text];
    if (!closing) continue;
    const length = tokens
      .slice(open, open + LONGEST_NAME)
      .findIndex(({ text, kind }) => text === closing || (kind === "break" && text === "\n"));
    if (length < 0 || tokens[open + length]!.text !== closing) continue;
    for (let at = open + 1; at < open + length; at += 1) quoted.add(at);
    open += length;
  }
  return quoted;
}
