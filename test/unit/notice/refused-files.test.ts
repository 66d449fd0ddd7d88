import { describe, expect, it } from "vitest";
import { diagnosticText } from "../../../server/notice/diagnostics.js";
import { readLimits } from "../../../server/notice/read/limits.js";
import { readDocument } from "../../../server/notice/read/read-document.js";
import {
  docxFile,
  docxParts,
  paragraph,
  table,
  tableCell,
  tableRow,
  textRows,
  xlsxFile,
  xlsxParts,
  zipFile,
} from "../../kit/office-files.js";

const bytes = (text: string) => new TextEncoder().encode(text);

/** An old Office file: its first bytes, and a directory with the names of its streams. */
function compoundFile(...streams: string[]): Uint8Array {
  const head = Buffer.alloc(512);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(head);
  return Buffer.concat([head, ...streams.map((name) => Buffer.from(name.padEnd(64, "\0"), "utf16le"))]);
}

async function codesOf(input: Uint8Array | string, name: string | null = null, limits = readLimits) {
  const { blocks, diagnostics } = await readDocument(input, name, limits);
  for (const diagnostic of diagnostics) {
    expect(diagnostic.message).not.toMatch(/[{}]/);
    expect(diagnosticText(diagnostic, "en")).not.toMatch(/[{}]/);
  }
  expect(blocks.length === 0).toBe(diagnostics.some(({ severity }) => severity === "ERROR"));
  return diagnostics.map(({ code }) => code);
}

describe("a kind of file that is not read", () => {
  it.each<[string, Uint8Array, string, RegExp]>([
    ["an old Word file", compoundFile("Root Entry", "WordDocument"), "UNSUPPORTED_FORMAT", /Word.*\.docx/],
    ["an old workbook", compoundFile("Root Entry", "Workbook"), "UNSUPPORTED_FORMAT", /Excel.*\.xlsx/],
    ["another old Office file", compoundFile("Root Entry"), "UNSUPPORTED_FORMAT", /\.docx 或 \.xlsx/],
    ["an old presentation", compoundFile("PowerPoint Document"), "UNSUPPORTED_FORMAT", /演示文稿/],
    [
      "a document with a password",
      compoundFile("EncryptionInfo", "EncryptedPackage"),
      "PASSWORD_PROTECTED",
      /密码/,
    ],
    ["a PDF", bytes("%PDF-1.7\n%âãÏÓ"), "UNSUPPORTED_FORMAT", /PDF.*扫描件/],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "UNSUPPORTED_FORMAT", /图片/],
    ["a RAR archive", bytes("Rar!\u001a\u0007"), "UNSUPPORTED_FORMAT", /解压/],
    ["a 7z archive", Buffer.from("377abcaf271c0004", "hex"), "UNSUPPORTED_FORMAT", /解压/],
    ["RTF", bytes("{\\rtf1\\ansi\\ansicpg936 abc}"), "UNSUPPORTED_FORMAT", /RTF.*\.docx/],
    [
      "a web archive",
      bytes("From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x"),
      "UNSUPPORTED_FORMAT",
      /\.html/,
    ],
    [
      "a Word XML file",
      bytes('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      "UNSUPPORTED_FORMAT",
      /\.docx/,
    ],
    [
      "an Excel XML file",
      bytes('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      "UNSUPPORTED_FORMAT",
      /\.xlsx/,
    ],
    [
      "an archive of files",
      zipFile({ "通知.docx": "x", "../../etc/passwd": "x" }),
      "UNSUPPORTED_FORMAT",
      /压缩包.*解压/,
    ],
    ["an OFD file", zipFile({ "OFD.xml": "<x/>" }), "UNSUPPORTED_FORMAT", /OFD/],
    [
      "an OpenDocument text",
      zipFile({ mimetype: "application/vnd.oasis.opendocument.text" }),
      "UNSUPPORTED_FORMAT",
      /\.docx/,
    ],
    [
      "an OpenDocument spreadsheet",
      zipFile({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }),
      "UNSUPPORTED_FORMAT",
      /\.xlsx/,
    ],
  ])("is named, with what to do: %s", async (_, file, code, words) => {
    const { format, blocks, diagnostics } = await readDocument(file, "通知.docx");
    expect({ format, blocks }).toEqual({ format: "unknown", blocks: [] });
    expect(diagnostics).toMatchObject([{ severity: "ERROR", code, message: expect.stringMatching(words) }]);
    expect(await codesOf(file)).toEqual([code]);
  });

  it.each([
    ["a presentation", "presentationml.presentation", /演示文稿/],
    ["a binary workbook", "sheet.binary.macroEnabled", /\.xlsb.*\.xlsx/],
  ])("is known by its main part: %s", async (_, type, words) => {
    const parts = xlsxParts([{ rows: "" }]);
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"]!.replace("spreadsheetml.sheet", type);
    const { diagnostics } = await readDocument(zipFile(parts), null);
    expect(diagnostics).toMatchObject([
      { code: "UNSUPPORTED_FORMAT", message: expect.stringMatching(words) },
    ]);
  });
});

describe("a file whose name promises something else", () => {
  const html = "<html><body><table><tr><td>序号<td>项目</table></body></html>";
  it.each<[string, Uint8Array | string, string[]]>([
    ["表.xls", html, ["READ_BY_CONTENT"]],
    ["通知.doc", docxFile(paragraph("甲")), ["READ_BY_CONTENT"]],
    ["通知.docx", xlsxFile([{ rows: textRows([["甲", "乙"]]) }]), ["READ_BY_CONTENT"]],
    ["通知.docx", "甲\t乙", ["READ_BY_CONTENT"]],
    ["通知.txt", docxFile(paragraph("甲")), ["READ_BY_CONTENT"]],
    ["表.xlsm", xlsxFile([{ rows: textRows([["甲", "乙"]]) }]), []],
    ["网页.htm", html, []],
    ["表.txt", "甲,乙,丙\n1,2,3\n4,5,6", []],
    ["通知", html, []],
    ["通知.2022", html, []],
  ])("is read as what it is: %s", async (name, input, codes) => {
    expect(await codesOf(typeof input === "string" ? bytes(input) : input, name)).toEqual(codes);
  });
});

describe("a damaged or hostile Office file", () => {
  const file = docxFile(paragraph("甲") + table(tableRow(["序号", "项目"])));
  const doctype = (part: string, xml: string) => zipFile({ ...docxParts(paragraph("甲")), [part]: xml });
  const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

  it.each<[string, Uint8Array]>([
    ["cut short", file.subarray(0, file.length - 30)],
    ["cut to its first bytes", file.subarray(0, 40)],
    [
      "random after its first bytes",
      Buffer.concat([Buffer.from("504b0304", "hex"), Buffer.alloc(5_000, 0xa5)]),
    ],
    ["without its main part", zipFile({ ...docxParts(""), "_rels/.rels": '<Relationships xmlns="x"/>' })],
    [
      "with broken XML",
      zipFile({ ...docxParts(""), "word/document.xml": "<w:document><w:body></w:document>" }),
    ],
    ["with an entity that is not declared", zipFile({ ...docxParts(""), "word/document.xml": "<a>&b;</a>" })],
    [
      "with bytes that are no UTF-8",
      zipFile({ ...docxParts(""), "word/document.xml": Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe) }),
    ],
  ])("is refused as damaged: %s", async (_, damaged) => {
    expect(await codesOf(damaged)).toEqual(["DAMAGED_FILE"]);
  });

  it("is refused where any byte of its text was changed", async () => {
    const stored = zipFile(docxParts(paragraph("某镇2022年")), 0);
    const place = Buffer.from(stored).indexOf("2022");
    stored[place] = stored[place]! + 1;
    expect(await codesOf(stored)).toEqual(["DAMAGED_FILE"]);
  });

  it.each<[string, Uint8Array]>([
    ["an entity bomb", doctype("word/document.xml", `${entities}<x>&b;</x>`)],
    [
      "an external entity",
      doctype("word/document.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    ],
    [
      "an external document type",
      doctype("word/styles.xml", '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>'),
    ],
    ["elements nested 100,000 deep", doctype("word/document.xml", "<a>".repeat(100_000))],
    ["tables nested 100,000 deep", docxFile("<w:tbl><w:tr><w:tc>".repeat(100_000))],
    [
      "3,000 parts",
      zipFile(Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${index}`, "x"]))),
    ],
  ])("is refused as unsafe: %s", async (_, hostile) => {
    expect(await codesOf(hostile)).toEqual(["UNSAFE_FILE"]);
  });

  it("is not unpacked beyond the limit, whatever size it states", async () => {
    const limits = { ...readLimits, unzippedBytes: 1024 * 1024 };
    const bomb = zipFile({ ...docxParts(""), "word/document.xml": `<a>${" ".repeat(20 * 1024 * 1024)}</a>` });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codesOf(bomb, null, limits)).toEqual(["UNSAFE_FILE"]);
    const lying = Buffer.from(bomb);
    // The uncompressed size in every entry of the directory: 24 bytes behind its signature.
    for (
      let place = lying.indexOf("PK\u0001\u0002");
      place >= 0;
      place = lying.indexOf("PK\u0001\u0002", place + 1)
    )
      lying.writeUInt32LE(10, place + 24);
    expect(await codesOf(lying, null, limits)).toEqual(["UNSAFE_FILE"]);
  });

  it("is read where it only carries odd names, junk in front or links to the outside", async () => {
    const parts = docxParts(paragraph("甲"));
    parts["word/_rels/document.xml.rels"] =
      '<Relationships><Relationship Id="a" Type="x/numbering" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="b" Type="x/styles" Target="../../../../etc/passwd"/></Relationships>';
    const odd = zipFile({ "../../../evil.sh": "x", "C:\\evil.bat": "x", ...parts });
    expect(await codesOf(odd)).toEqual([]);
    const prefixed = Buffer.concat([Buffer.from("504b03040000", "hex"), odd]);
    expect(await codesOf(prefixed)).toEqual([]);
  });

  it("asks for the password of an archive that has one", async () => {
    const locked = Buffer.from(zipFile(docxParts("")));
    for (
      let place = locked.indexOf("PK\u0001\u0002");
      place >= 0;
      place = locked.indexOf("PK\u0001\u0002", place + 1)
    )
      locked.writeUInt16LE(1, place + 8);
    expect(await codesOf(locked)).toEqual(["PASSWORD_PROTECTED"]);
  });

  it("is read in no time, however it is made", { timeout: 5_000 }, async () => {
    const breaks = docxFile(paragraph(`<w:r>${"<w:br/>".repeat(300_000)}<w:t>甲</w:t></w:r>`));
    expect(await codesOf(breaks)).toEqual([]);
    const nested = (inner: string): string =>
      `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p>${inner}</w:tc></w:tr></w:tbl>`;
    let deep = paragraph("字".repeat(1_000_000));
    for (let level = 0; level < 80; level += 1) deep = nested(deep);
    expect(await codesOf(docxFile(deep))).toEqual([]);
    const merged = Array.from(
      { length: 50_000 },
      (_, index) => `<mergeCell ref="A${1 + (index % 7)}:XFD1048576"/>`,
    );
    const sheet = {
      rows: textRows([
        ["甲", "乙"],
        ["丙", "丁"],
      ]),
      after: `<mergeCells>${merged.join("")}</mergeCells>`,
    };
    expect(await codesOf(xlsxFile([sheet]))).toEqual([]);
  });

  it("is never more than a refusal when bytes of it change", async () => {
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 300; round += 1) {
      const mutated = Uint8Array.from(file);
      for (let change = 0; change < 3; change += 1) mutated[4 + random(mutated.length - 4)] = random(256);
      const { blocks, diagnostics } = await readDocument(mutated, "通知.docx");
      expect(blocks.length === 0).toBe(diagnostics.some(({ severity }) => severity === "ERROR"));
    }
  });
});

describe("a document beyond the limits", () => {
  const rowsOf = {
    text: (count: number) => bytes("甲\t乙\n".repeat(count)),
    csv: (count: number) => bytes("甲,乙,丙\n".repeat(count)),
    pipes: (count: number) => bytes("甲 | 乙\n".repeat(count)),
    html: (count: number) => bytes(`<table>${"<tr><td>甲<td>乙".repeat(count)}</table>`),
    docx: (count: number) => docxFile(table(tableRow(["甲", "乙"]).repeat(count))),
    xlsx: (count: number) =>
      xlsxFile([{ rows: '<row><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row>'.repeat(count) }]),
  };

  it.each(Object.entries(rowsOf))("has too many rows, and none is read: %s", async (_, make) => {
    const limits = { ...readLimits, rows: 50 };
    expect(await codesOf(make(50), null, limits)).toEqual([]);
    const { blocks, diagnostics } = await readDocument(make(53), null, limits);
    expect(blocks).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: "TOO_MANY_ROWS", params: { found: "53", limit: "50" } }]);
  });

  it("counts the rows of all tables and sheets together", async () => {
    const limits = { ...readLimits, rows: 50 };
    const some = table(tableRow(["甲", "乙"]).repeat(30));
    expect(await codesOf(docxFile(some + paragraph("又") + some), null, limits)).toEqual(["TOO_MANY_ROWS"]);
    const sheet = { rows: textRows(Array.from({ length: 30 }, () => ["甲", "乙"])) };
    expect(await codesOf(xlsxFile([sheet, sheet]), null, limits)).toEqual(["TOO_MANY_ROWS"]);
  });

  it("loses columns beyond the limit, and says so", async () => {
    const wide = Array.from({ length: 205 }, (_, index) => `${index}`);
    for (const input of [bytes(wide.join("\t")), docxFile(table(tableRow(wide)))]) {
      const { blocks, diagnostics } = await readDocument(input, null);
      expect(blocks).toMatchObject([{ rows: [{ cells: { length: 200 } }] }]);
      expect(diagnostics).toMatchObject([
        { severity: "WARNING", code: "TOO_MANY_COLUMNS", params: { found: "205" }, source: { table: 1 } },
      ]);
    }
  });

  it("has a cell cut, and says so and where", async () => {
    const long = "字".repeat(25_000);
    const { blocks, diagnostics } = await readDocument(
      docxFile(table(tableRow(["1", tableCell(long)]))),
      "通知.docx",
    );
    expect(blocks).toMatchObject([{ rows: [{ cells: [{}, { text: "字".repeat(20_000) }] }] }]);
    expect(diagnostics).toMatchObject([
      {
        code: "CELL_CUT",
        params: { found: "25000" },
        source: { document: "通知.docx", table: 1, row: 1, column: 2 },
      },
    ]);
    expect(await codesOf(bytes(`甲\t${"字".repeat(700_000)}`))).toEqual(["CELL_CUT"]);
  });

  it("has too much text, too many cells, or too many bytes", async () => {
    const text = { ...readLimits, totalText: 1_000 };
    expect(await codesOf(bytes("字".repeat(1_001)), null, text)).toEqual(["TOO_MUCH_TEXT"]);
    expect(await codesOf(docxFile(paragraph("字".repeat(1_001))), null, text)).toEqual(["TOO_MUCH_TEXT"]);
    const rows = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'.repeat(30);
    const shared = xlsxFile([{ rows }], { strings: [`<t>${"字".repeat(30)}</t>`] });
    expect(await codesOf(shared, null, text)).toEqual(["TOO_MUCH_TEXT"]);
    const late = docxFile(table(tableRow(["1"], '<w:gridBefore w:val="199"/>').repeat(30)));
    expect(await codesOf(late, null, { ...readLimits, cells: 5_000 })).toEqual(["TOO_MANY_CELLS"]);
    expect(await codesOf("字".repeat(101), null, { ...readLimits, fileBytes: 100 })).toEqual(["TOO_LARGE"]);
  });
});
