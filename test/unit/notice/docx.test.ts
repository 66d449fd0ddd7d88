import { describe, expect, it } from "vitest";
import type { Block } from "../../../server/notice/notice.js";
import { readDocument } from "../../../server/notice/read/read-document.js";
import { docxFile, paragraph, run, table, tableCell, tableRow } from "../../kit/office-files.js";

async function read(...given: Parameters<typeof docxFile>) {
  return readDocument(docxFile(...given), "通知.docx");
}

/** Paragraphs as texts, tables as rows of texts; merged cells say how far they reach. */
function outline(blocks: Block[]): (string | string[][])[] {
  return blocks.map((block) =>
    block.kind === "paragraph"
      ? block.text
      : block.rows.map(({ cells }) =>
          cells.map(({ text, colSpan, rowSpan }) =>
            colSpan * rowSpan === 1 ? text : `${text} ${colSpan}×${rowSpan}`,
          ),
        ),
  );
}

async function outlineOf(...given: Parameters<typeof docxFile>) {
  const { blocks, diagnostics } = await read(...given);
  expect(diagnostics).toEqual([]);
  return outline(blocks);
}

/** A list of one level with this number format and text. */
function list(id: number, format: string, text: string, more = ""): string {
  return `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl></w:abstractNum>`;
}
const instance = (id: number, inner = "", of = id) =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${inner}</w:num>`;
const numbered = (id: number, level = 0) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;

describe("the text of a Word document", () => {
  it("is its paragraphs and tables in order", async () => {
    const body =
      paragraph("标题") +
      paragraph("") +
      table(tableRow(["序号", "项目名称"]), tableRow(["1", "修路"])) +
      paragraph("抄送");
    expect(await read(body)).toMatchObject({ format: "docx", encoding: "binary", diagnostics: [] });
    expect(await outlineOf(body)).toEqual([
      "标题",
      [
        ["序号", "项目名称"],
        ["1", "修路"],
      ],
      "抄送",
    ]);
  });

  it("is put together from runs, fields, links and content controls", async () => {
    const inner =
      run("第一") +
      '<w:hyperlink r:id="rId9"><w:r><w:t>季度</w:t></w:r></w:hyperlink>' +
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>指令</w:t></w:r>' +
      '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' +
      run("完成") +
      '<w:r><w:fldChar w:fldCharType="end"/></w:r>' +
      '<w:fldSimple w:instr="DATE"><w:r><w:t>60%</w:t></w:r></w:fldSimple>' +
      "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>。</w:t></w:r></w:sdtContent></w:sdt>" +
      "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" +
      '<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Webdings" w:char="F099"/></w:r>' +
      "<w:r><w:ruby><w:rt><w:r><w:t>zhèn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>镇</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    expect(await outlineOf(paragraph(inner))).toEqual(["第一季度完成60%。xA-B☑□镇"]);
  });

  it("has a line per break: paragraphs outside tables, lines in cells", async () => {
    const broken = `<w:r><w:t>关于实事</w:t><w:br/><w:t>的通知</w:t></w:r>`;
    const cell = tableCell(
      paragraph(broken) + paragraph("") + paragraph(`${run("陈军")}<w:r><w:tab/></w:r>${run("李四")}`),
    );
    expect(await outlineOf(paragraph(broken) + table(tableRow([cell, "x"])))).toEqual([
      "关于实事",
      "的通知",
      [["关于实事\n的通知\n陈军\t李四", "x"]],
    ]);
  });

  it("ends a field that was never closed with its paragraph", async () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
    expect(await outlineOf(paragraph(open + run("丢失")) + paragraph("下一段"))).toEqual(["下一段"]);
  });

  it("leaves hidden text out, by the run or by its styles, and says so", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>' +
      '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>';
    const body =
      paragraph(
        run("看得见") +
          run("看不见", "<w:vanish/>") +
          run("也看得见", '<w:vanish w:val="0"/>') +
          run("隐", '<w:rStyle w:val="C"/>'),
      ) +
      paragraph("隐藏段", '<w:pStyle w:val="B"/>') +
      paragraph(run("写明显示", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="B"/>');
    const { blocks, diagnostics } = await read(body, { styles });
    expect(outline(blocks)).toEqual(["看得见也看得见", "写明显示"]);
    expect(diagnostics).toMatchObject([{ severity: "INFO", code: "HIDDEN_LEFT_OUT" }]);
  });

  it("has all tracked changes accepted", async () => {
    const mark = (name: string) => `<w:rPr><w:${name} w:id="1"/></w:rPr>`;
    const body =
      paragraph(
        `${run("第")}<w:ins>${run("二")}</w:ins><w:del><w:r><w:delText>一</w:delText></w:r></w:del>${run("季度")}`,
      ) +
      paragraph(`<w:moveFrom>${run("移走")}</w:moveFrom><w:moveTo>${run("移来")}</w:moveTo>`) +
      paragraph("前半", mark("del")) +
      paragraph("后半", mark("ins")) +
      paragraph(`<w:del><w:r><w:delText>整段</w:delText></w:r></w:del>`, mark("del")) +
      paragraph(run("格式", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")) +
      table(
        tableRow(["1", "修路"]),
        tableRow(["2", "删去"], '<w:del w:id="2"/>'),
        tableRow(["3", "架桥"], '<w:ins w:id="3"/>'),
        tableRow([tableCell("删去", '<w:cellDel w:id="4"/>'), "4", "植树"]),
      );
    const { blocks, diagnostics } = await read(body);
    expect(outline(blocks)).toEqual([
      "第二季度",
      "移来",
      "前半后半",
      "格式",
      [
        ["1", "修路"],
        ["3", "架桥"],
        ["4", "植树"],
      ],
    ]);
    expect(diagnostics).toMatchObject([{ code: "TRACKED_CHANGES_ACCEPTED" }]);
  });

  it("has the text of a text box behind its paragraph, once", async () => {
    const box = `<w:txbxContent>${paragraph("某政发〔2022〕5号")}${paragraph("内部")}</w:txbxContent>`;
    const drawing = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await outlineOf(paragraph(run("文件") + drawing + run("头")) + paragraph("正文"))).toEqual([
      "文件头",
      "某政发〔2022〕5号",
      "内部",
      "正文",
    ]);
  });

  it("has nothing of a text box in a table, but tells how it begins", async () => {
    const drawing = `<w:r><w:pict><v:textbox><w:txbxContent>${paragraph("样张")}${paragraph("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十")}</w:txbxContent></v:textbox></w:pict></w:r>`;
    const { blocks, diagnostics } = await read(
      table(tableRow([tableCell(paragraph(drawing + run("修路"))), "x"])),
    );
    expect(outline(blocks)).toEqual([[["修路", "x"]]]);
    expect(diagnostics).toMatchObject([
      {
        severity: "WARNING",
        code: "TEXT_BOX_LEFT_OUT",
        params: { found: expect.stringMatching(/^样张 一二.+…$/) },
      },
    ]);
  });
});

describe("a table of a Word document", () => {
  it("gives merged cells once, with their spans", async () => {
    const body = table(
      tableRow([
        tableCell("序号", '<w:vMerge w:val="restart"/>'),
        tableCell("进度", '<w:gridSpan w:val="2"/>'),
      ]),
      tableRow([tableCell("", "<w:vMerge/>"), "上半年", "下半年"]),
      tableRow(["1", tableCell("开工", '<w:hMerge w:val="restart"/>'), tableCell("", "<w:hMerge/>")]),
    );
    expect(await outlineOf(body)).toEqual([
      [
        ["序号 1×2", "进度 2×1"],
        ["上半年", "下半年"],
        ["1", "开工 2×1"],
      ],
    ]);
  });

  it("keeps the places of rows that begin late or end early", async () => {
    const body = table(
      tableRow(["甲", "乙", "丙"]),
      tableRow(["2"], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    );
    const { blocks } = await read(body);
    expect(blocks[0]).toMatchObject({
      rows: [
        {},
        {
          cells: [
            { column: 1, text: "" },
            { column: 2, text: "2" },
          ],
        },
      ],
    });
  });

  it("does not lose the text of a cell that goes on from nowhere", async () => {
    const body = table(tableRow([tableCell("甲", "<w:vMerge/>"), "乙"]), tableRow(["丙", "丁"]));
    expect(await outlineOf(body)).toEqual([
      [
        ["甲", "乙"],
        ["丙", "丁"],
      ],
    ]);
  });

  it("is not split by a page break or a section inside it", async () => {
    const cell = tableCell(
      paragraph(
        '<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>修路</w:t></w:r>',
        "<w:pageBreakBefore/>",
      ),
    );
    expect(await outlineOf(table(tableRow(["1", cell]), tableRow(["2", "架桥"])))).toEqual([
      [
        ["1", "修路"],
        ["2", "架桥"],
      ],
    ]);
  });

  it("leaves hidden rows out", async () => {
    const { blocks, diagnostics } = await read(
      table(tableRow(["1", "修路"]), tableRow(["2", "藏"], "<w:hidden/>")),
    );
    expect(outline(blocks)).toEqual([[["1", "修路"]]]);
    expect(diagnostics).toMatchObject([{ code: "HIDDEN_LEFT_OUT", params: { found: "表格中的 1 行" } }]);
  });

  it("in a cell becomes lines of it, and around everything becomes nothing", async () => {
    const small = table(tableRow(["东", "3个"]), tableRow(["西", "2个"]));
    const data = table(
      tableRow(["序号", "项目名称", "建设内容"]),
      tableRow(["1", "修路", tableCell(paragraph("合计5个") + small + paragraph(""))]),
      tableRow(["2", "架桥", "一座"]),
    );
    const expected = [
      ["序号", "项目名称", "建设内容"],
      ["1", "修路", "合计5个\n东 3个\n西 2个"],
      ["2", "架桥", "一座"],
    ];
    expect(await outlineOf(data)).toEqual([expected]);
    const frame = table(tableRow([tableCell(paragraph("标题") + data + paragraph("抄送"))]));
    expect(await outlineOf(frame)).toEqual(["标题", expected, "抄送"]);
  });
});

describe("the automatic numbers of a Word document", () => {
  it.each([
    ["decimal", "%1", ["1 甲", "2 甲"]],
    ["decimal", "%1.", ["1. 甲", "2. 甲"]],
    ["chineseCounting", "%1、", ["一、甲", "二、甲"]],
    ["chineseCountingThousand", "（%1）", ["（一）甲", "（二）甲"]],
    ["japaneseCounting", "第%1条", ["第一条 甲", "第二条 甲"]],
    ["decimalEnclosedCircle", "%1", ["① 甲", "② 甲"]],
    ["decimalFullWidth", "%1、", ["１、甲", "２、甲"]],
    ["ideographTraditional", "%1、", ["甲、甲", "乙、甲"]],
    ["chineseLegalSimplified", "%1、", ["壹、甲", "贰、甲"]],
    ["upperRoman", "%1.", ["I. 甲", "II. 甲"]],
    ["lowerLetter", "%1)", ["a) 甲", "b) 甲"]],
    ["decimalZero", "%1", ["01 甲", "02 甲"]],
    ["bullet", "", ["甲", "甲"]],
  ])("of the format %s print %s as %j", async (format, text, expected) => {
    const numbering = list(1, format, text) + instance(1);
    const body = paragraph("甲", numbered(1)) + paragraph("甲", numbered(1));
    expect(await outlineOf(body, { numbering })).toEqual(expected);
  });

  it("stand alone in a number column, and count on past deleted rows", async () => {
    const number = tableCell(paragraph("", numbered(1)));
    const body = table(
      tableRow(["序号", "项目名称"]),
      tableRow([number, "修路"]),
      tableRow([number, "删去"], '<w:del w:id="1"/>'),
      tableRow([number, "架桥"]),
    );
    const { blocks } = await read(body, { numbering: list(1, "decimal", "%1") + instance(1) });
    expect(outline(blocks)).toEqual([
      [
        ["序号", "项目名称"],
        ["1", "修路"],
        ["2", "架桥"],
      ],
    ]);
  });

  it("have levels, begin again below a higher one, and count on after it where told", async () => {
    const level = (index: number, text: string, more = "") =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/>${more}<w:numFmt w:val="${index === 0 ? "chineseCounting" : "decimal"}"/><w:suff w:val="nothing"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="1">${level(0, "%1、")}${level(1, "%2．")}${level(2, "%1.%2.%3 ", "<w:isLgl/>")}${level(3, "%4）", '<w:lvlRestart w:val="0"/>')}</w:abstractNum>${instance(1)}`;
    const body = [0, 1, 1, 3, 0, 1, 2, 3].map((index) => paragraph("甲", numbered(1, index))).join("");
    expect(await outlineOf(body, { numbering })).toEqual([
      "一、甲",
      "1．甲",
      "2．甲",
      "1）甲",
      "二、甲",
      "1．甲",
      "2.1.1 甲",
      "2）甲",
    ]);
  });

  it("begin again in a list that says so, and go on in one that does not", async () => {
    const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const numbering = list(1, "decimal", "%1、") + instance(1) + instance(2, "", 1) + instance(3, start, 1);
    const body = [1, 1, 2, 3, 3].map((id) => paragraph("甲", numbered(id))).join("");
    expect(await outlineOf(body, { numbering })).toEqual(["1、甲", "2、甲", "3、甲", "5、甲", "6、甲"]);
  });

  it("come from paragraph styles too, unless the paragraph has none", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>';
    const numbering = list(1, "chineseCounting", "%1、", '<w:pStyle w:val="H2"/>') + instance(1);
    const body =
      paragraph("甲", '<w:pStyle w:val="H2"/>') +
      paragraph("乙", `<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>`) +
      paragraph("丙", '<w:pStyle w:val="H2"/>');
    expect(await outlineOf(body, { numbering, styles })).toEqual(["一、甲", "乙", "二、丙"]);
  });
});
