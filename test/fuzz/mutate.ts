import { unzipSync } from "fflate";
import { zipFile } from "../kit/office-files.js";
import type { Random } from "./random.js";

/** Larger than this a mutated document does not grow, in bytes: a reader's limits have tests of their own. */
const mostBytes = 3 * 1024 * 1024;

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

/** A document with one to four things wrong, and what was done to it. */
export function mutate(bytes: Uint8Array, random: Random): { bytes: Uint8Array; steps: string[] } {
  const steps: string[] = [];
  let mutated = bytes;
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const kinds = isZip(mutated) && random.next() < 0.8 ? zipMutations : plainMutations(mutated, random);
    const name = random.pick(Object.keys(kinds));
    const next = kinds[name]!(mutated, random);
    if (next.length > mostBytes) continue;
    mutated = next;
    steps.push(name);
  }
  return { bytes: mutated, steps };
}

function plainMutations(bytes: Uint8Array, random: Random): Record<string, Mutation> {
  return isZip(bytes) || random.next() < 0.2 ? byteMutations : textMutations;
}

const byteMutations: Record<string, Mutation> = {
  flipBits(bytes, random) {
    const flipped = new Uint8Array(bytes);
    for (let count = 1 + random.below(8); count > 0 && flipped.length > 0; count -= 1) {
      const place = random.below(flipped.length);
      flipped[place] = flipped[place]! ^ (1 << random.below(8));
    }
    return flipped;
  },
  overwrite(bytes, random) {
    const { start, end } = random.stretch(bytes.length);
    return new Uint8Array(bytes).fill(random.pick([0, 0xff, 0x20, random.below(256)]), start, end);
  },
  truncate: (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  cutHead: (bytes, random) => bytes.slice(random.stretch(bytes.length).end),
  cutOut(bytes, random) {
    const { start, end } = random.stretch(bytes.length);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },
  duplicate(bytes, random) {
    const { start, end } = random.stretch(bytes.length);
    return joined(bytes.subarray(0, end), bytes.subarray(start));
  },
  swap(bytes, random) {
    const [one, other] = [random.stretch(bytes.length), random.stretch(bytes.length)];
    const [first, second] = one.start < other.start ? [one, other] : [other, one];
    const end = Math.min(first.end, second.start);
    return joined(
      bytes.subarray(0, first.start),
      bytes.subarray(second.start, second.end),
      bytes.subarray(end, second.start),
      bytes.subarray(first.start, end),
      bytes.subarray(second.end),
    );
  },
};

/** What people, programs and attackers put into texts. */
const oddities =
  '\t|\n|\r|\u2028|\f|\0|\ufeff|\ufffd|\ud800|\u202e|\u200b|　|\u00a0|，|；|。|、|（|）|(|)|第四季度前|2022年|13月|6月31日|每月|合计|一、|序号\t项目名称\t项目进度|=1+1|"|""|,|&#0;|&amp;|&x;|<!--|]]>|<table>|</table>|<tr>|</td>|<td rowspan=9 colspan=9>|<td colspan=99999>|<script>alert(1)</script>|<div hidden>|<br>|| ||---|---||┌─┬─┐|└|%|\u{20000}|👩‍👩‍👧|９|〇|㈠|①|1'.split(
    "|",
  );

const textMutations: Record<string, Mutation> = inText({
  insert: (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(oddities)),
  insertMany(text, random) {
    const odd = random.pick(oddities);
    return splice(text, random.below(text.length + 1), 0, odd.repeat(10 ** (1 + random.below(4))));
  },
  remove(text, random) {
    const { start, end } = random.stretch(text.length);
    return splice(text, start, end - start, "");
  },
  double(text, random) {
    const { start, end } = random.stretch(text.length);
    return splice(text, end, 0, text.slice(start, end));
  },
  transpose(text, random) {
    const place = random.below(text.length);
    return splice(text, place, 2, `${text[place + 1] ?? ""}${text[place] ?? ""}`);
  },
  replaceAll(text, random) {
    const character = text[random.below(text.length)] ?? "";
    return character === "" ? text : text.replaceAll(character, random.pick(oddities));
  },
  repeatLine(text, random) {
    const lines = text.split("\n");
    const place = random.below(lines.length);
    const line = `${lines[place] ?? ""}\n`;
    const times = Math.min(10 ** (1 + random.below(3)), Math.floor(500_000 / line.length));
    lines.splice(place, 0, line.repeat(times));
    return lines.join("\n");
  },
  shuffleLines(text, random) {
    const lines = text.split("\n");
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
    return lines.join("\n");
  },
  shuffleTags(text, random) {
    const tags = text.match(/<[^<>]{1,200}>/g) ?? [];
    if (tags.length === 0) return text;
    let soup = text;
    for (let count = 1 + random.below(20); count > 0; count -= 1) {
      const tag = random.pick(tags);
      soup = random.next() < 0.5 ? soup.replace(tag, random.pick(tags)) : soup.replace(tag, "");
    }
    return soup;
  },
  changeNumber(text, random) {
    const numbers = [...text.matchAll(/\d{1,9}/g)];
    const number = numbers.length > 0 ? random.pick(numbers) : null;
    if (!number) return text;
    const other = random.pick(["0", "-1", "1", "255", "65536", "2147483648", "1e9", "999999999999", ""]);
    return splice(text, number.index, number[0].length, other);
  },
  nest(text, random) {
    const tag = random.pick(["div", "table", "tr", "td", "b", "w:tbl", "w:p", "x"]);
    const times = 10 ** (1 + random.below(4));
    return splice(text, random.below(text.length + 1), 0, `<${tag}>`.repeat(times));
  },
  reencode: (text) => text,
});

const zipMutations: Record<string, Mutation> = {
  ...Object.fromEntries(
    Object.entries({ ...textMutations, ...byteMutations }).map(([name, mutation]) => [
      `member.${name}`,
      inMember(mutation),
    ]),
  ),
  dropMember: withMembers((members, random) => {
    const { [random.pick(Object.keys(members))]: _dropped, ...others } = members;
    return others;
  }),
  exchangeMembers: withMembers((members, random) => {
    const names = Object.keys(members);
    const [one, other] = [random.pick(names), random.pick(names)];
    return { ...members, [one]: members[other]!, [other]: members[one]! };
  }),
  renameMember: withMembers((members, random) => {
    const name = random.pick(Object.keys(members));
    const other = random.pick([
      `../${name}`,
      `/${name}`,
      name.toUpperCase(),
      name.replaceAll("/", "\\"),
      "a".repeat(300),
    ]);
    const { [name]: content, ...others } = members;
    return { ...others, [other]: content! };
  }),
};

/** A mutation of text, as one of bytes; what was GB18030 or UTF-16 becomes UTF-8, and now and then UTF-16. */
function inText(
  mutations: Record<string, (text: string, random: Random) => string>,
): Record<string, Mutation> {
  return Object.fromEntries(
    Object.entries(mutations).map(([name, mutation]) => [
      name,
      (bytes: Uint8Array, random: Random) => {
        const text = mutation(textOf(bytes), random);
        return random.next() < 0.1 ? Buffer.from(`\ufeff${text}`, "utf16le") : Buffer.from(text);
      },
    ]),
  );
}

/** The same done to one file of an archive, mostly one of its larger XML files. */
function inMember(mutation: Mutation): Mutation {
  return withMembers((members, random) => {
    const names = Object.keys(members).sort((one, other) => members[other]!.length - members[one]!.length);
    const name = names[Math.floor(random.next() ** 2 * names.length)]!;
    return { ...members, [name]: mutation(members[name]!, random) };
  });
}

function withMembers(
  change: (members: Record<string, Uint8Array>, random: Random) => Record<string, Uint8Array>,
): Mutation {
  return (bytes, random) => {
    const members = membersOf(bytes);
    return members ? zipFile(change(members, random), random.next() < 0.9 ? 6 : 0) : bytes;
  };
}

/** What an archive holds; null where it is broken already, holds nothing or too much. */
function membersOf(bytes: Uint8Array): Record<string, Uint8Array> | null {
  try {
    const members = unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= mostBytes });
    return Object.keys(members).length > 0 ? members : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  const text = new TextDecoder().decode(bytes);
  return text.includes("\ufffd") ? new TextDecoder("gb18030").decode(bytes) : text;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function splice(text: string, start: number, count: number, more: string): string {
  return text.slice(0, start) + more + text.slice(start + count);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
