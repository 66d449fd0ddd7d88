import { signingOfficeEnd } from "../office-ends.js";

const LONGEST_LINE = 100;

/** The organisations of a line that names nothing else (`甲委员会 乙政府`, `甲局、乙局`); null for any other line. */
export function organisations(text: string): string[] | null {
  const line = text.replace(/[（(](?:盖章|公章|印章|章|代章|印)[)）]/u, "").trim();
  if (line === "" || line.length > LONGEST_LINE || /[，。；：:“”《》\d]/.test(line)) return null;
  const parts = line.split(/[\s、]+/).filter((part) => part !== "");
  const isSpread = parts.length > 3 && parts.every((part) => part.length === 1);
  const names = (isSpread ? [parts.join("")] : parts).flatMap(splitJoined);
  return names.length > 0 && names.every((name) => name.length >= 4 && signingOfficeEnd.test(name))
    ? names
    : null;
}

/** Two written without a space: a committee and a government, or two of one place (`某县财政局某县教育局`). */
function splitJoined(name: string): string[] {
  const place = name.replace(/^中共/, "").slice(0, 2);
  const again = name.indexOf(place, name.startsWith("中共") ? 4 : 2);
  const [first, second] = again < 0 ? ["", ""] : [name.slice(0, again), name.slice(again)];
  if (first.length >= 4 && second.length >= 4 && signingOfficeEnd.test(first))
    return [first, ...splitJoined(second)];
  const end = name.search(/委员会(?!办公室)/);
  const rest = name.slice(end + 3);
  return end > 0 && rest.length >= 4 && /政府(?:办公室)?$/.test(rest)
    ? [name.slice(0, end + 3), rest]
    : [name];
}
