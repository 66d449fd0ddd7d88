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

async function outlineOf(html: string, hidden = false) {
  const { blocks, diagnostics } = await readDocument({ html }, null);
  expect(diagnostics.map(({ code }) => code)).toEqual(hidden ? ["HIDDEN_LEFT_OUT"] : []);
  return outline(blocks);
}

const cells = (...texts: string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join("")}</tr>`;

describe("the text of a page", () => {
  it("has a paragraph per block and line, with white space as a browser shows it", async () => {
    const html =
      "<body>一\n  <b>二 </b> three\nfour<p>关于印发2022年\n为民办实事的通知<p>甲&nbsp;&nbsp;乙&#12288;丙<br>丁<br/><br>戊</p>己<div>庚<pre>辛  壬\n 癸</pre></div></body>";
    expect(await outlineOf(html)).toEqual([
      "一二 three four",
      "关于印发2022年为民办实事的通知",
      "甲  乙　丙",
      "丁",
      "戊",
      "己",
      "庚",
      "辛  壬",
      "癸",
    ]);
  });

  it("keeps the numbers of lists as printed, also in a table that only lays out", async () => {
    expect(await outlineOf("<table><tr><td><ol><li>甲<li>乙</ol></table><ol><li></ol>丙")).toEqual([
      "1. 甲",
      "2. 乙",
      "丙",
    ]);
    const html =
      '<ol start="3"><li>甲<li value=7>乙<ul><li>丙</ul><li>丁</ol><ol type=A reversed start=2><li>戊<li>己</ol>' +
      '<ol style="list-style-type: none"><li>1、庚</ol><p class=MsoListParagraph><![if !supportLists]><span style="mso-list:Ignore">一、</span><![endif]>辛</p>';
    expect(await outlineOf(html)).toEqual([
      "3. 甲",
      "7. 乙",
      "丙",
      "8. 丁",
      "B. 戊",
      "A. 己",
      "1、庚",
      "一、辛",
    ]);
  });

  it("has nothing of scripts, styles, forms and comments", async () => {
    const html =
      "<head><title>标题</title><style>p{}</style></head><script>document.write('<table><tr><td>1<td>2</table>')</script>" +
      "<!-- <p>注释</p> --><!--[if supportMisalignedColumns]><p>错位</p><![endif]--><template><p>模板</p></template><noscript><p>无脚本</p></noscript>" +
      "<textarea><p>填写</textarea><select><option>选项</select><svg><text>图</text></svg><iframe><p>框</iframe><p>正文</p>";
    expect(await outlineOf(html)).toEqual(["正文"]);
  });

  it.each([
    '<p style="display: none">藏</p>',
    "<p hidden>藏</p>",
    '<span style="mso-hide:all">藏</span>',
    '<div style="visibility:hidden"><b>藏</b></div>',
    "<style>.a, .x{color:red; DISPLAY : none }</style><p class='b x'>藏</p>",
    "<style><!-- #y{display:none} --></style><p id=y>藏</p>",
    '<div style="display:none">藏<table><tr><td>藏<td>藏</table></div>',
  ])("has nothing hidden in it, and says so: %s", async (hidden) => {
    expect(await outlineOf(`<p>前${hidden}<p>后`, true)).toEqual(["前", "后"]);
  });

  it("has nothing that guides the visitor", async () => {
    const html =
      "<header><a>Logo</a></header><nav><ul><li><a>首页</a></ul></nav><p>当前位置：首页 &gt; 正文</p><table><tr><td><a>首页</a><td><a>公开</a></table>" +
      "<h1>某镇2022年责任分解表</h1><p>字体：【大】【中】【小】 【打印】 【关闭】</p><p><a>甲</a> | <a>乙</a> | <a>丙</a></p>" +
      "<main><header><p>某政发〔2022〕5号</p></header><p>正文见<a>附件</a>、<a>附表</a></p></main><aside>相关</aside><p>上一篇：<a>旧闻</a></p><footer>主办</footer>";
    expect(await outlineOf(html)).toEqual(["某镇2022年责任分解表", "某政发〔2022〕5号", "正文见附件、附表"]);
  });

  it("keeps a title and a table even where a visitor's guide would stand", async () => {
    const table = `<table>${cells("序号", "项目")}${cells("1", "修路")}</table>`;
    expect(await outlineOf(`<header><h1>标题</h1></header><footer>${table}</footer>`)).toEqual([
      "标题",
      [
        ["序号", "项目"],
        ["1", "修路"],
      ],
    ]);
  });
});

describe("a table of a page", () => {
  it("gives merged cells once, with their spans, within their row group", async () => {
    const html =
      "<table><thead><tr><th rowspan=2>序号<th colspan=2>进度<tr><th>上半年<th>下半年</thead>" +
      "<tbody><tr><td rowspan=9>1<td>开工<td>完工<tr><td>甲<td>乙</tbody><tbody><tr><td rowspan=0>2<td>丙<td>丁<tr><td>戊<td>己</table>";
    expect(await outlineOf(html)).toEqual([
      [
        ["序号 1×2", "进度 2×1"],
        ["上半年", "下半年"],
        ["1 1×2", "开工", "完工"],
        ["甲", "乙"],
        ["2 1×2", "丙", "丁"],
        ["戊", "己"],
      ],
    ]);
  });

  it("has its foot last and its caption before it", async () => {
    const html = `<table><caption>表1</caption><tfoot>${cells("合计", "1")}</tfoot><tbody>${cells("序号", "项目")}</tbody></table>`;
    expect(await outlineOf(html)).toEqual([
      "表1",
      [
        ["序号", "项目"],
        ["合计", "1"],
      ],
    ]);
  });

  it("has a line per block, break and list item in its cells", async () => {
    const cell = "<p>开工</p><div>招标<br>完工</div><ul><li>甲<li>乙</ul><ol><li>丙</ol> <p>&nbsp;</p>";
    expect(await outlineOf(`<table>${cells(cell, "x")}</table>`)).toEqual([
      [["开工\n招标\n完工\n甲\n乙\n丙", "x"]],
    ]);
  });

  it("is read without its optional tags, and with stray ones", async () => {
    const html = "<table><tr><td>甲<td>乙</b></div><tr><td><p>丙<td><b>丁</table></td></tr>戊";
    expect(await outlineOf(html)).toEqual([
      [
        ["甲", "乙"],
        ["丙", "丁"],
      ],
      "戊",
    ]);
    expect(await outlineOf("<table><td>甲<td>乙<p>丙</table>")).toEqual([[["甲", "乙\n丙"]]]);
  });

  it("leaves hidden rows, cells and Excel's hidden columns out", async () => {
    const html =
      "<table><col><col style='display:none' span=1><col>" +
      cells("序号", "内部", "项目") +
      "<tr style='display:none'><td>0<td>x<td>藏</tr>" +
      "<tr hidden><td>0<td>x<td>藏</tr>" +
      "<tr><td colspan=2>1<td>修路<td style='display:none'>藏</tr></table>";
    expect(await outlineOf(html, true)).toEqual([
      [
        ["序号", "项目"],
        ["1", "修路"],
      ],
    ]);
  });

  it("for the layout of a page becomes its content; a small one in a cell becomes its lines", async () => {
    const small = `<table>${cells("东", "3个")}${cells("西", "2个")}</table>`;
    const data = `<table>${cells("序号", "项目", "内容")}${cells("1", "修路", `合计5个${small}`)}${cells("2", "架桥", "一座")}</table>`;
    const expected = [
      ["序号", "项目", "内容"],
      ["1", "修路", "合计5个\n东 3个\n西 2个"],
      ["2", "架桥", "一座"],
    ];
    expect(await outlineOf(data)).toEqual([expected]);
    const page = `<table><tr><td>栏目<td><table><tr><td><p>标题</p>${data}</table></table>`;
    expect(await outlineOf(page)).toEqual(["栏目", "标题", expected]);
  });

  it("nested without a cell ends nothing and loses nothing", async () => {
    expect(await outlineOf(`<table><tr><td>甲<td>乙<table>${cells("丙", "丁")}</table></table>`)).toEqual([
      [["甲", "乙\n丙 丁"]],
    ]);
  });
});

describe("hostile pages", () => {
  it.each([
    ["100,000 nested elements", "<div>".repeat(100_000)],
    ["100,000 nested tables", "<table><tr><td>".repeat(100_000)],
    [
      "100,000 open paragraphs of ever new fonts",
      Array.from({ length: 100_000 }, (_, index) => `<p><font size=${index}>`).join(""),
    ],
    ["100,000 stray end tags in a deep page", "<b>".repeat(500) + "</i>".repeat(100_000)],
    [
      "a tag of 200,000 attributes",
      `<p ${Array.from({ length: 200_000 }, (_, index) => `a${index}`).join(" ")}>`,
    ],
    ["an endless comment", `正文<!--${"-".repeat(1_000_000)}`],
  ])("are read in no time: %s", { timeout: 5_000 }, async (_, html) => {
    const { blocks } = await readDocument({ html: `<p>前</p>${html}后` }, null);
    expect(blocks[0]).toMatchObject({ text: "前" });
  });

  it("cannot widen or lengthen a table beyond its cells", async () => {
    const html = `<table><tr><td colspan=1000000000 rowspan=1000000000>甲<td>乙<tr><td>丙<td rowspan=-1 colspan=x>丁</table>`;
    const { blocks, diagnostics } = await readDocument({ html }, null);
    expect(outline(blocks)).toEqual([["甲 200×2"]].map((row) => [row, []]));
    expect(diagnostics).toMatchObject([{ code: "TOO_MANY_COLUMNS", params: { found: "202", limit: "200" } }]);
  });
});
