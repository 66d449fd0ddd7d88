import { OfficePackage } from "./office-package.js";
import { unreadable, Unreadable } from "./unreadable.js";
import { attribute } from "./xml.js";
import type { ZipArchive } from "./zip.js";

/** Kinds of files that are known but not read, and what to do with each. */
const kinds = {
  word: {
    zh: "旧版 Word 或 WPS 文字文件（.doc、.wps）",
    en: "an old Word or WPS Writer file (.doc, .wps)",
    advice: "word",
  },
  excel: {
    zh: "旧版 Excel 或 WPS 表格文件（.xls、.et）",
    en: "an old Excel or WPS spreadsheet file (.xls, .et)",
    advice: "excel",
  },
  powerPoint: { zh: "演示文稿（.ppt、.pptx）", en: "a presentation (.ppt, .pptx)", advice: "paste" },
  office: {
    zh: "旧版 Word、Excel 或 WPS 文件（.doc、.xls、.wps、.et）",
    en: "an old Word, Excel or WPS file (.doc, .xls, .wps, .et)",
    advice: "office",
  },
  binaryWorkbook: {
    zh: " Excel 二进制工作簿（.xlsb）",
    en: "a binary Excel workbook (.xlsb)",
    advice: "excel",
  },
  xmlWord: { zh: " Word XML 文件", en: "a Word XML file", advice: "word" },
  xmlExcel: { zh: " Excel XML 表格", en: "an Excel XML spreadsheet", advice: "excel" },
  openText: { zh: " OpenDocument 文字文件（.odt）", en: "an OpenDocument text (.odt)", advice: "word" },
  openSheet: {
    zh: " OpenDocument 表格文件（.ods）",
    en: "an OpenDocument spreadsheet (.ods)",
    advice: "excel",
  },
  rtf: { zh: " RTF 文件", en: "an RTF file", advice: "word" },
  archivedPage: { zh: "单个文件网页（.mht）", en: "a web archive (.mht)", advice: "page" },
  pdf: { zh: " PDF 文件", en: "a PDF file", advice: "original" },
  ofd: { zh: " OFD 版式文件", en: "an OFD file", advice: "original" },
  picture: { zh: "图片", en: "a picture", advice: "original" },
  zip: { zh: "压缩包（.zip）", en: "a ZIP archive", advice: "unpack" },
  rar: { zh: " RAR 压缩包", en: "a RAR archive", advice: "unpack" },
  sevenZip: { zh: " 7z 压缩包", en: "a 7z archive", advice: "unpack" },
  gzip: { zh: " gzip 压缩包", en: "a gzip archive", advice: "unpack" },
} as const satisfies Record<string, { zh: string; en: string; advice: keyof typeof advices }>;

const advices = {
  word: {
    zh: "请在 Word 或 WPS 里打开，另存为 .docx 再导入。",
    en: "Open it in Word or WPS, save it as .docx and import that.",
  },
  excel: {
    zh: "请在 Excel 或 WPS 里打开，另存为 .xlsx 再导入。",
    en: "Open it in Excel or WPS, save it as .xlsx and import that.",
  },
  office: {
    zh: "请在 Word、Excel 或 WPS 里打开，另存为 .docx 或 .xlsx 再导入。",
    en: "Open it in Word, Excel or WPS, save it as .docx or .xlsx and import that.",
  },
  page: {
    zh: "请在浏览器里打开，另存为网页（.html）再导入，或全选复制后粘贴。",
    en: "Open it in a browser and save it as a web page (.html), or select all, copy and paste it here.",
  },
  paste: {
    zh: "请打开后把通知连同表格复制、粘贴。",
    en: "Open it, then copy the notice with its table and paste it here.",
  },
  original: {
    zh: "请向发文单位要 Word 或 Excel 原件；文字能选中的，也可以把表格复制后粘贴，或在 WPS 里转为 .docx。扫描件要先识别文字。",
    en: "Ask the issuing office for the Word or Excel original. If its text can be selected, copy the table and paste it here, or convert it to .docx. A scan needs text recognition first.",
  },
  unpack: {
    zh: "请先解压，再导入其中的通知文件。",
    en: "Unpack it and import the notice inside.",
  },
} as const;

export type FileKind = keyof typeof kinds;

export function unsupported(kind: FileKind): Unreadable {
  const { zh, en, advice } = kinds[kind];
  const { zh: words, en: wordsEn } = advices[advice];
  return unreadable("UNSUPPORTED_FORMAT", { found: zh, foundEn: en, advice: words, adviceEn: wordsEn });
}

/** First bytes, as hexadecimal figures, of what is neither text nor an Office file. */
const signatures: [string, FileKind][] = [
  ["25504446", "pdf"],
  ["89504e47", "picture"],
  ["ffd8ff", "picture"],
  ["474946383", "picture"],
  ["424d", "picture"],
  ["49492a00", "picture"],
  ["4d4d002a", "picture"],
  ["52494646", "picture"],
  ["52617221", "rar"],
  ["377abcaf271c", "sevenZip"],
  ["1f8b", "gzip"],
];

/** `zip` for what may be an Office file, null for what may be text. Throws `Unreadable` for the rest. */
export function binaryKind(bytes: Uint8Array): "zip" | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  if (start.startsWith("504b0304") || start.startsWith("504b0506")) return "zip";
  if (start.startsWith("d0cf11e0")) throw compoundFile(bytes);
  const kind = signatures.find(([signature]) => start.startsWith(signature))?.[1];
  // "BM" may begin a text; a bitmap goes on with its length.
  if (kind && (start.slice(0, 4) !== "424d" || start.slice(12, 20) === "00000000")) throw unsupported(kind);
  return null;
}

/** Old Office files: the names of their streams tell what they are. */
function compoundFile(bytes: Uint8Array): Unreadable {
  // A copy: Node 24 searches UTF-16 for ever in a buffer that begins at an odd address.
  const file = Buffer.from(bytes);
  const holds = (stream: string) => file.includes(stream, 0, "utf16le");
  if (holds("EncryptedPackage")) return unreadable("PASSWORD_PROTECTED");
  if (holds("WordDocument")) return unsupported("word");
  if (holds("Workbook") || holds("Book")) return unsupported("excel");
  return unsupported(holds("PowerPoint Document") ? "powerPoint" : "office");
}

/** What a ZIP archive is. Throws `Unreadable` where it is neither a Word document nor an Excel workbook. */
export function officeKind(archive: ZipArchive, office: OfficePackage): "docx" | "xlsx" {
  if (!archive.has("_rels/.rels")) throw unsupported(otherZip(archive));
  const { main } = office;
  const type = contentType(office, main) ?? main;
  if (/presentationml|powerpoint|^ppt\//.test(type)) throw unsupported("powerPoint");
  if (/binary/.test(type) || main.endsWith(".bin")) throw unsupported("binaryWorkbook");
  if (/spreadsheetml|ms-excel|^xl\//.test(type)) return "xlsx";
  if (/wordprocessingml|ms-word|^word\//.test(type)) return "docx";
  throw unsupported("zip");
}

function contentType(office: OfficePackage, part: string): string | null {
  let type: string | null = null;
  office.read("[Content_Types].xml", {
    open(name, attributes) {
      const isPart = attribute(attributes, "PartName")?.toLowerCase() === `/${part.toLowerCase()}`;
      if (name === "Override" && isPart) type = attribute(attributes, "ContentType");
      return true;
    },
    close: () => undefined,
    text: () => undefined,
  });
  return type;
}

function otherZip(archive: ZipArchive): FileKind {
  if (archive.has("OFD.xml")) return "ofd";
  const type = archive.start("mimetype", 80);
  if (type.includes("opendocument.text")) return "openText";
  return type.includes("opendocument.spreadsheet") ? "openSheet" : "zip";
}

/** Text that is another format's source. Throws `Unreadable`. */
export function refuseSources(text: string): void {
  const start = text.slice(0, 2_000).trimStart();
  if (start.startsWith("{\\rtf")) throw unsupported("rtf");
  const hasMimeHeader = /^[A-Za-z-]+:/.test(start) && /^MIME-Version:/im.test(start);
  if (hasMimeHeader && start.includes("multipart/")) throw unsupported("archivedPage");
  if (!start.startsWith("<?xml")) return;
  if (/progid="Word\.Document"|wordDocument|pkg:package/.test(start)) throw unsupported("xmlWord");
  if (/progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/.test(start))
    throw unsupported("xmlExcel");
}
