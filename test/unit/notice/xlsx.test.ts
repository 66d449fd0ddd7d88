import { describe, expect, it } from "vitest";
import type { Block } from "../../../server/notice/notice.js";
import { readDocument } from "../../../server/notice/read/read-document.js";
import { textRows, xlsxFile, xlsxParts, zipFile } from "../../kit/office-files.js";

async function read(...given: Parameters<typeof xlsxFile>) {
  return readDocument(xlsxFile(...given), "表.xlsx");
}

/** Texts by row; merged cells say how far they reach. */
function grid(block: Block | undefined): string[][] {
  if (block?.kind !== "table") throw new Error("no table");
  return block.rows.map(({ cells }) =>
    cells.map(({ text, colSpan, rowSpan }) =>
      colSpan * rowSpan === 1 ? text : `${text} ${colSpan}×${rowSpan}`,
    ),
  );
}

/** What a number shows in a cell with this format. */
async function shown(value: number, format: string | number, date1904 = false): Promise<string> {
  const rows = `<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" s="0"><v>${value}</v></c><c r="C1" t="str"><v>y</v></c></row>`;
  const { blocks } = await read([{ rows }], { formats: [format], date1904 });
  return grid(blocks[0])[0]![1]!;
}

describe("a workbook", () => {
  it("is one table per visible sheet, which keeps the sheet's name and rows", async () => {
    const { format, encoding, blocks, diagnostics } = await read([
      { name: "分解表", rows: textRows([["序号", "项目名称"], [], ["1", "修路"]]) },
      { name: "附表", rows: textRows([["甲", "乙"]]) },
      { name: "空表", rows: "" },
    ]);
    expect({ format, encoding, diagnostics }).toEqual({
      format: "xlsx",
      encoding: "binary",
      diagnostics: [],
    });
    expect(blocks).toMatchObject([
      { table: 1, sheet: "分解表" },
      { table: 2, sheet: "附表" },
    ]);
    expect(grid(blocks[0])).toEqual([["序号", "项目名称"], [], ["1", "修路"]]);
  });

  it("has paragraphs where a sheet's rows hold one text each", async () => {
    const { blocks } = await read([
      { rows: textRows([["填表说明"], [], ["", "一、按季度填写。\n二、如实填写。"]]) },
    ]);
    expect(blocks).toMatchObject([
      { kind: "paragraph", text: "填表说明" },
      { kind: "paragraph", text: "一、按季度填写。" },
      { kind: "paragraph", text: "二、如实填写。" },
    ]);
  });

  it("gives merged cells once, and nothing that lies under them", async () => {
    const rows = textRows([
      ["标题", "盖住的"],
      ["1", "修路"],
      ["", "架桥"],
    ]);
    const after =
      '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/><mergeCell ref="A3:B3"/></mergeCells>';
    const { blocks } = await read([{ rows, after }]);
    expect(grid(blocks[0])).toEqual([["标题 2×1"], ["1 1×2", "修路"], ["架桥"]]);
    expect(blocks[0]).toMatchObject({ rows: [{}, {}, { cells: [{ column: 2 }] }] });
  });

  it("leaves out what is hidden and says so", async () => {
    const rows = textRows([
      ["序号", "项目名称", "内部编号", "备注"],
      ["1", "修路", "X", ""],
      ["2", "架桥", "Y", ""],
    ]).replace('<row r="2">', '<row r="2" hidden="1">');
    const { blocks, diagnostics } = await read([
      { name: "旧表", state: "hidden", rows: textRows([["旧", "表"]]) },
      { name: "字典", state: "veryHidden", rows: textRows([["旧", "表"]]) },
      { name: "空的", state: "hidden", rows: "" },
      {
        rows,
        before: '<cols><col min="3" max="3" hidden="1"/></cols>',
        after: '<mergeCells><mergeCell ref="B3:C3"/></mergeCells>',
      },
    ]);
    expect(grid(blocks[0])).toEqual([
      ["序号", "项目名称", "备注"],
      ["2", "架桥"],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "HIDDEN_LEFT_OUT",
      "HIDDEN_LEFT_OUT",
      "HIDDEN_LEFT_OUT",
    ]);
    expect(diagnostics.map(({ params }) => params["found"])).toEqual([
      "工作表「旧表」、「字典」",
      "1 行",
      "1 列",
    ]);
  });

  it("shows a merged cell whose first row is hidden where it can be seen", async () => {
    const rows = textRows([
      ["序号", "名称"],
      ["1", "修路"],
      ["", "架桥"],
    ]).replace('<row r="2">', '<row r="2" hidden="1">');
    const { blocks } = await read([{ rows, after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' }]);
    expect(grid(blocks[0])).toEqual([
      ["序号", "名称"],
      ["1", "架桥"],
    ]);
  });

  it("reads every kind of cell", async () => {
    const strings = [
      '<r><t xml:space="preserve">第一</t></r><r><rPr><b/></rPr><t>季度</t></r><rPh sb="0" eb="2"><t>dì</t></rPh>',
      "<t>一行_x000D_\n二行</t>",
    ];
    const rows =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c>' +
      '<c t="str"><f>A1&amp;"x"</f><v>算出</v></c><c t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>' +
      "<c><v>0.30000000000000004</v></c><c><f>1+1</f><v>2</v></c><c><v>20220630</v></c></row>";
    const { blocks } = await read([{ rows }], { strings });
    expect(grid(blocks[0])).toEqual([
      ["第一季度", "一行\n二行", "TRUE", "#REF!", "算出", "内联", "0.3", "2", "20220630"],
    ]);
  });

  it("tells of formulas that nobody has calculated", async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><f>SUM(C1)</f></c><c r="AB1" t="str"><v>乙</v></c></row>';
    const { diagnostics } = await read([{ name: "表", rows }]);
    expect(diagnostics).toMatchObject([
      { code: "FORMULA_WITHOUT_VALUE", params: { found: "表!B1", count: "1" } },
    ]);
  });

  it("keeps text that begins with an equals sign", async () => {
    const { blocks } = await read([{ rows: textRows([["=国家标准", "=1+1"]]) }]);
    expect(grid(blocks[0])).toEqual([["=国家标准", "=1+1"]]);
  });

  it("costs nothing for rows that are only formatted, and is not stretched by a stray word", async () => {
    const blank = Array.from(
      { length: 2_000 },
      (_, row) => `<row r="${row + 3}" s="1"><c r="A${row + 3}" s="1"/></row>`,
    );
    const { blocks } = await read([
      {
        rows: `${textRows([["甲", "乙"]])}${blank.join("")}<row r="1048576"><c r="A1048576" t="str"><v>丙</v></c></row>`,
      },
    ]);
    expect(grid(blocks[0])).toHaveLength(22);
    expect(grid(blocks[0]).at(-1)).toEqual(["丙"]);
  });

  it("is found by its relationships, wherever its parts lie", async () => {
    const parts = xlsxParts([{ rows: textRows([["甲", "乙"]]) }]);
    const moved = Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [
        name.replace("xl/", "book/"),
        text.replaceAll("xl/", "book/"),
      ]),
    );
    expect((await readDocument(zipFile(moved), null)).blocks).toHaveLength(1);
  });
});

describe("a number in a workbook", () => {
  it.each<[number, string | number, string]>([
    [44742, 14, "2022/6/30"],
    [44742, "yyyy/m/d;@", "2022/6/30"],
    [44742, "yyyy\\-mm\\-dd", "2022-06-30"],
    [44742, 'yyyy"年"m"月"d"日"', "2022年6月30日"],
    [44742, '[$-804]yyyy"年"m"月";@', "2022年6月"],
    [44742, "yyyy.m", "2022.6"],
    [44742, 31, "2022年6月30日"],
    [44742, 57, "2022年6月"],
    [44742, 'm"月"d"日"', "6月30日"],
    [44742, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二二年六月三十日"],
    [44742, "aaaa", "星期四"],
    [44742.5, "yyyy/m/d h:mm", "2022/6/30 12:00"],
    [44742.75, "h:mm AM/PM", "6:00 下午"],
    [44742, "mmm-yy", "Jun-22"],
    [1, 14, "1900/1/1"],
    [61, 14, "1900/3/1"],
    [0.6, "0%", "60%"],
    [0.575, "0.0%", "57.5%"],
    [1234567.891, "#,##0.00", "1,234,567.89"],
    [-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.50)"],
    [-3, "0;[Red]-0", "-3"],
    [-3, "0.0", "-3.0"],
    [0, '0;-0;"无"', "无"],
    [12, '0"万元"', "12万元"],
    [3, '"第"0"季度"', "第3季度"],
    [7, "000", "007"],
    [12345678, '0.0,,"百万"', "12.3百万"],
    [60.00000000000001, "General", "60"],
    [123456789012, "General", "123456789012"],
    [5, "@", "5"],
    [0.000012, "0.00E+00", "0.000012"],
    [0, "0;-0;;@", ""],
    [5, "[".repeat(300), "5"],
  ])("%d with the format %s shows as %s", async (value, format, text) => {
    expect(await shown(value, format)).toBe(text);
  });

  it("counts days from 1904 where the workbook does", async () => {
    expect(await shown(43280, 14, true)).toBe("2022/6/30");
  });
});
