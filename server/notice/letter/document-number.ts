const FIRST_LINES = 40;
const LONGEST_LINE = 120;
const label = "(?:发文字号|公文文号|文号|字号|编号|发文号)[:：]?";
const number =
  "\\p{Script=Han}{1,15}(?:[〔[［（(【〖「{]\\d{4}[〕\\]］）)】〗」}](?:第)?\\d{1,4}号|字第?\\d{1,4}号)";
/** Alone in its line, behind its label, before 签发人, or before the title in one line. */
const alone = new RegExp(`^(?:${label})?(${number})(?:$|签发人|发文|成文|发布|印发|[（(]|关于|中共)`, "u");
const inTitle = new RegExp(`[（(](${number})[)）]$`, "u");

/** `紫委〔2022〕5号` as printed, without white space; with any kind of brackets. */
export function findDocumentNumber(texts: readonly string[]): string | null {
  for (const text of texts.slice(0, FIRST_LINES)) {
    if (text.length > LONGEST_LINE) continue;
    const line = text.replace(/\s/g, "");
    const found = alone.exec(line) ?? (line.includes("关于") ? inTitle.exec(line) : null);
    if (found) return found[1]!;
  }
  return null;
}
