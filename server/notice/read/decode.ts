import { diagnose, type Diagnostic } from "../diagnostics.js";

export type Decoded = { text: string; encoding: string } | { encoding: string; problem: Diagnostic };

/** The largest document read, in bytes (for pasted text: UTF-16 units). */
export const SIZE_LIMIT = 700 * 1024;

/** What a file is by its first bytes, in words. */
const signatures: { bytes: number[]; zh: string; en: string }[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    zh: "旧版 Word、Excel 或 WPS 文件（.doc、.xls、.wps）",
    en: "an old Word, Excel or WPS file (.doc, .xls, .wps)",
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    zh: "压缩包或新版 Office 文件（.docx、.xlsx、.zip）",
    en: "a ZIP archive or a newer Office file (.docx, .xlsx, .zip)",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], zh: " PDF 文件", en: "a PDF file" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], zh: "图片（PNG）", en: "a picture (PNG)" },
  { bytes: [0xff, 0xd8, 0xff], zh: "图片（JPEG）", en: "a picture (JPEG)" },
  { bytes: [0x47, 0x49, 0x46, 0x38], zh: "图片（GIF）", en: "a picture (GIF)" },
  { bytes: [0x52, 0x61, 0x72, 0x21], zh: " RAR 压缩包", en: "a RAR archive" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], zh: " 7z 压缩包", en: "a 7z archive" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], zh: " RTF 文件", en: "an RTF file" },
];

const byteOrderMarks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/** Bytes → text: byte order mark, else strict UTF-8, else GB18030. Pasted text is only checked. */
export function decode(input: Uint8Array | string): Decoded {
  if (input.length > SIZE_LIMIT) return tooLarge(input.length);
  if (typeof input === "string") return checked(input, "text");
  const signature = signatures.find(({ bytes }) => startsWith(input, bytes));
  if (signature) return notText("binary", signature.zh, signature.en);
  const mark = byteOrderMarks.find(({ bytes }) => startsWith(input, bytes));
  for (const encoding of mark ? [mark.encoding] : ["utf-8", "gb18030"]) {
    const text = strictly(input, encoding);
    if (text !== null) return checked(text, encoding);
  }
  return notText("binary", "无法按文本解码的字节", "bytes that decode to no text");
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function checked(text: string, encoding: string): Decoded {
  if (text.trim() === "") return { encoding, problem: diagnose("EMPTY_DOCUMENT", {}, null) };
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const junk = countJunk(body);
  if (body.includes("\0") || junk * 100 > body.length) {
    return notText(
      encoding,
      "含有控制字符或乱码的二进制内容",
      "binary content with control or unassigned characters",
    );
  }
  return { text: body.replace(/[\u0001-\u0008\u000e-\u001f\u007f]/g, " "), encoding };
}

/** Control characters, replacement characters and private-use characters: rare in any real notice. */
function countJunk(text: string): number {
  return text.match(/[\u0001-\u0008\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
}

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function notText(encoding: string, found: string, foundEn: string): Decoded {
  return { encoding, problem: diagnose("NOT_TEXT", { found, foundEn }, null) };
}

function tooLarge(length: number): Decoded {
  const kilobytes = (size: number) => Math.ceil(size / 1024);
  const params = { size: kilobytes(length), limit: kilobytes(SIZE_LIMIT) };
  return { encoding: "unknown", problem: diagnose("TOO_LARGE", params, null) };
}
