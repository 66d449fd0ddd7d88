import { describe, expect, it } from "vitest";
import type { Block } from "../../../server/notice/notice.js";
import { readDocument } from "../../../server/notice/read/read-document.js";

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

async function outlineOf(text: string, name: string | null = null) {
  const { blocks, diagnostics } = await readDocument(text, name);
  expect(diagnostics).toEqual([]);
  return outline(blocks);
}

async function formatOf(text: string, name: string | null = null) {
  return (await readDocument(text, name)).format;
}

describe("comma-separated text", () => {
  const csv =
    '某镇2022年责任分解表,,\r\n序号,项目名称,项目进度\r\n1,"修""大""路","第一季度开工\r\n第二季度完工"\r\n2,架桥,一季度,x\r\n\r\n合计,2,,,,\r\n,,,\r\n';

  it("is one table with its titles and notes, without what is blank around it", async () => {
    expect(await outlineOf(csv, "表.csv")).toEqual([
      [
        ["某镇2022年责任分解表", "", ""],
        ["序号", "项目名称", "项目进度"],
        ["1", '修"大"路', "第一季度开工\n第二季度完工"],
        ["2", "架桥", "一季度", "x"],
        [""],
        ["合计", "2", "", ""],
      ],
    ]);
  });

  it.each([
    [",", "甲,乙;丙,丁"],
    [";", "甲;乙,丙;丁"],
    ["|", "甲|乙,丙|丁"],
  ])("is divided by %s where its lines agree on that", async (delimiter, line) => {
    const text = `${line}\n${line}\n${line}`;
    expect((await outlineOf(text, "表.csv"))[0]).toEqual(
      Array.from({ length: 3 }, () => line.split(delimiter)),
    );
  });

  it("is divided as its first line says", async () => {
    expect(await outlineOf("sep=;\n甲,乙,丙;丁\n戊,己,庚;辛", "表.csv")).toEqual([
      [
        ["甲,乙,丙", "丁"],
        ["戊,己,庚", "辛"],
      ],
    ]);
  });

  it("is known by its lines where the name does not say so, but prose with commas is not taken for it", async () => {
    expect(await formatOf("序号,项目,进度\n1,修路,一季度\n2,架桥,二季度")).toBe("csv");
    expect(await formatOf("序号,项目,进度\n1,修路,一季度\n2,架桥,二季度", "表.txt")).toBe("csv");
    expect(
      await formatOf("第一,要修路。\n第二,要架桥,还要植树。\n第三,要验收,不得拖延,抓紧办理。\n以上。"),
    ).toBe("text");
    expect(await formatOf("序号\t项目,名\t进度\n1\t修,路\t一,季度")).toBe("text");
  });

  it("has no delimiter in Chinese commas, and no formulas around figures", async () => {
    expect(await outlineOf('编号,内容\n="007",修路，架桥\n008,植树', "表.csv")).toEqual([
      [
        ["编号", "内容"],
        ["007", "修路，架桥"],
        ["008", "植树"],
      ],
    ]);
  });
});

describe("tables in plain text", () => {
  it("are lines with tabs; a form feed or any other line ends one, a page's number is none", async () => {
    const text = "序号\t项目\n1\t修路\n- 3 -\n2\t架桥\n\f3\t植树\n— 4 —\n第 5 页 共 9 页\n抄送";
    expect(await outlineOf(text)).toEqual([
      [
        ["序号", "项目"],
        ["1", "修路"],
      ],
      [["2", "架桥"]],
      [["3", "植树"]],
      "抄送",
    ]);
  });

  it("may be divided by pipes, with or without outer ones, with line breaks in a cell", async () => {
    expect(await outlineOf("前\n序号 | 项目 | 进度\n1 | 修路 | 一季度\n2｜架桥｜/\n后")).toEqual([
      "前",
      [
        ["序号", "项目", "进度"],
        ["1", "修路", "一季度"],
        ["2", "架桥", "/"],
      ],
      "后",
    ]);
    expect(await outlineOf("| 序号 | 进度 |\n| 1 | 一季度\n二季度 |\n| 2 | |")).toEqual([
      [
        ["序号", "进度"],
        ["1", "一季度\n二季度"],
        ["2", ""],
      ],
    ]);
  });

  it("are none where a single line has pipes", async () => {
    expect(await outlineOf("来源：县政府 | 时间：2022年\n正文")).toEqual([
      "来源：县政府 | 时间：2022年",
      "正文",
    ]);
  });

  it("may be drawn with lines: wrapped cells are joined, lines that were meant are kept", async () => {
    const text = [
      "┌──┬──────┬────┐",
      "│序号│项目名称    │责任人  │",
      "├──┼──────┼────┤",
      "│1   │石门水库除险│陈军    │",
      "│    │加固 A 级   │李四    │",
      "├──┼──────┼────┤",
      "│2   │架桥        │        │",
      "└──┴──────┴────┘",
      "抄送",
    ];
    expect(await outlineOf(text.join("\n"))).toEqual([
      [
        ["序号", "项目名称", "责任人"],
        ["1", "石门水库除险加固 A 级", "陈军\n李四"],
        ["2", "架桥", ""],
      ],
      "抄送",
    ]);
  });

  it("may be drawn with merged cells", async () => {
    const text = [
      "┌──┬─────────┐",
      "│序号│进度              │",
      "│    ├────┬────┤",
      "│    │上半年  │下半年  │",
      "├──┼────┴────┤",
      "│1   │全年              │",
      "└──┴─────────┘",
    ];
    expect(await outlineOf(text.join("\n"))).toEqual([
      [
        ["序号 1×2", "进度 2×1"],
        ["上半年", "下半年"],
        ["1", "全年 2×1"],
      ],
    ]);
  });

  it("may be drawn with narrow lines, without lines between rows, or with plus signs", async () => {
    const narrow = [
      "┌──────┬────────┐",
      "│ 序号 │ 项目   │",
      "├──────┼────────┤",
      "│ 1    │ 修路   │",
      "│      │ 架桥   │",
      "│ 2    │ 植树   │",
      "└──────┴────────┘",
    ];
    const expected = [
      [
        ["序号", "项目"],
        ["1", "修路\n架桥"],
        ["2", "植树"],
      ],
    ];
    expect(await outlineOf(narrow.join("\n"))).toEqual(expected);
    const plain = narrow.map((line) =>
      line
        .replace(/[┌┬┐├┼┤└┴┘]/g, "+")
        .replaceAll("─", "-")
        .replaceAll("│", "|"),
    );
    expect(await outlineOf(plain.join("\n"))).toEqual(expected);
  });

  it("may be set in columns with spaces where the lines agree", async () => {
    const text =
      "序号  项目名称    责任人\n1     修路        陈　军\n2     架桥        李四\n\n某镇人民政府    2022年3月1日";
    expect(await outlineOf(text)).toEqual([
      [
        ["序号", "项目名称", "责任人"],
        ["1", "修路", "陈　军"],
        ["2", "架桥", "李四"],
      ],
      "某镇人民政府    2022年3月1日",
    ]);
  });

  it("are none in indented prose and padded names", async () => {
    const text =
      "　　一、抓紧办理。\n　　二、加强督查。\n　　三、按时报送。\n陈　军　　李　四\n王　五　　赵　六\n孙　七　　周　八";
    expect(await outlineOf(text)).toEqual([
      "一、抓紧办理。",
      "二、加强督查。",
      "三、按时报送。",
      "陈　军　　李　四",
      "王　五　　赵　六",
      "孙　七　　周　八",
    ]);
  });
});

describe("Markdown", () => {
  it("is read without its marks, with its tables and the numbers of its lists", async () => {
    const text = [
      "# 某镇**2022年**通知 #",
      "某政发 `5` 号",
      "===",
      "> 引文",
      "- [x] 甲",
      "* _乙_ 和 snake_case_name",
      "1. 丙见[附件](a.html)![图](b.png)",
      "---",
      "| 序号 | 项目\\|名 | 进度 |",
      "|:---|:-:|--:|",
      "| 1 | **修路** | 一季度<br>二季度 |",
      "2 | 架桥 | ",
      "```",
      "完",
    ];
    const { format, blocks } = await readDocument(text.join("\n"), "通知.md");
    expect(format).toBe("markdown");
    expect(outline(blocks)).toEqual([
      "某镇2022年通知",
      "某政发 5 号",
      "引文",
      "甲",
      "乙 和 snake_case_name",
      "1. 丙见附件",
      [
        ["序号", "项目|名", "进度"],
        ["1", "修路", "一季度\n二季度"],
        ["2", "架桥"],
      ],
      "完",
    ]);
  });

  it("is known by a table's line of hyphens; headings alone in a text file are not enough", async () => {
    expect(await formatOf("序号 | 项目\n--- | ---\n1 | 修路")).toBe("markdown");
    expect(await formatOf("# 一号文件\n正文", "通知.txt")).toBe("text");
  });

  it("may hold a table of HTML", async () => {
    expect(
      await outlineOf("前\n<table><tr><td>序号<td>项目</td></tr>\n<tr><td>1<td>修路</table>\n后", "通知.md"),
    ).toEqual([
      "前",
      [
        ["序号", "项目"],
        ["1", "修路"],
      ],
      "后",
    ]);
  });
});

describe("hostile text", () => {
  const lines = (line: string) => `${line}\n`.repeat(200_000);
  it.each([
    ["lines with one drawn stroke", lines("│")],
    [
      "lines of columns that never agree",
      Array.from({ length: 200_000 }, (_, row) => `甲  乙  丙${"  丁".repeat(row % 3)}`).join("\n"),
    ],
    ["lines with a pipe that is never closed", lines("|甲")],
    ["one line of strokes", "│".repeat(1_000_000)],
    ["three lines of strokes", `${"│甲".repeat(100_000)}\n`.repeat(3)],
    ["one line of pipes", `${"|".repeat(1_000_000)}\n|`],
    ["cells with open quotes", lines('"甲\t"乙')],
    ["quotes only", '"'.repeat(1_000_000)],
    ["marks of Markdown", `| a |\n|---|\n${"*_[`~".repeat(200_000)}`],
    ["brackets of Markdown", `| a |\n|---|\n${"[".repeat(1_000_000)}`],
    ["spaces", `甲${" ".repeat(1_000_000)}乙`],
    ["tags", `<table>${"<".repeat(1_000_000)}`],
  ])("is read in no time: %s", { timeout: 5_000 }, async (_, text) => {
    const { blocks, diagnostics } = await readDocument(text, null);
    expect(blocks.length === 0).toBe(diagnostics.some(({ severity }) => severity === "ERROR"));
  });
});
