import { TextDecoder } from "node:util";
import { diagnose } from "../diagnostics.js";
import { Unreadable, unreadable } from "./unreadable.js";

export interface Decoded {
  text: string;
  encoding: string;
}

const byteOrderMarks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/**
 * Bytes → text: byte order mark, else strict UTF-8, else the encoding that a page declares, else UTF-16 where nothing else
 * is possible, else GB18030. Throws `Unreadable` for what is no text.
 */
export function decode(bytes: Uint8Array): Decoded {
  const mark = byteOrderMarks.find(({ bytes: mark }) => startsWith(bytes, mark));
  const encodings = mark ? [mark.encoding] : [likelyUtf16(bytes), "utf-8", declared(bytes), "gb18030"];
  for (const encoding of encodings) {
    const text = encoding === null ? null : strictly(bytes, encoding);
    if (text !== null && encoding !== null) return { text: checkedText(text), encoding };
  }
  throw notText("无法按文本解码的字节", "bytes that decode to no text");
}

/** Text without a byte order mark and stray control characters. Throws `Unreadable` for blank or binary text. */
export function checkedText(text: string): string {
  if (text.trim() === "") throw new Unreadable(diagnose("EMPTY_DOCUMENT", {}, null));
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (body.includes("\0") || countJunk(body) * 100 > body.length)
    throw notText("含有控制字符或乱码的二进制内容", "binary content with control or unassigned characters");
  return body.replace(/[\u0001-\u0008\u000e-\u001f\u007f]/g, " ");
}

function notText(found: string, foundEn: string): Unreadable {
  return unreadable("NOT_TEXT", { found, foundEn });
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** UTF-16 without a mark: nearly all pairs of bytes, in one order only, are Chinese or plain characters. */
function likelyUtf16(bytes: Uint8Array): string | null {
  if (bytes.length % 2 === 1) return null;
  const sample = bytes.subarray(0, 64 * 1024);
  const [big, little] = [highBytes(sample, 0), highBytes(sample, 1)];
  const isLikely = (one: number, other: number) => one > 0.95 && other < 0.8;
  if (isLikely(big, little)) return "utf-16be";
  return isLikely(little, big) ? "utf-16le" : null;
}

/** Which part of every second byte may begin a character of a notice; 0 where there are not both kinds of them. */
function highBytes(sample: Uint8Array, first: 0 | 1): number {
  let chinese = 0;
  let plain = 0;
  for (let index = first; index < sample.length; index += 2) {
    const byte = sample[index]!;
    if (byte === 0) plain += 1;
    else if ((byte >= 0x4e && byte <= 0x9f) || byte === 0x20 || byte === 0x30 || byte === 0xff) chinese += 1;
  }
  return chinese > 0 && plain > 0 ? ((chinese + plain) * 2) / sample.length : 0;
}

/** What the page's head says its encoding is. Simplified Chinese ones are all read as GB18030, which holds them. */
function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  if (!head.includes("<")) return null;
  const [, label = ""] = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(head) ?? [];
  if (/^(?:gb|x-gbk|csgb)/i.test(label)) return "gb18030";
  return /^(?:big5|utf-16|shift_jis|euc-kr|windows-125\d|iso-8859-\d{1,2})/i.test(label) ? label : null;
}

/** Control characters, replacement characters and private-use characters: rare in any real notice. */
function countJunk(text: string): number {
  return text.match(/[\u0001-\u0008\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
}

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}
