import { describe, expect, it } from "vitest";
import { rowsOfPaste, textOfHtml, textOfPaste } from "../../web/features/imports/pasted-text";

const paste = (forms: Record<string, string>) => ({ getData: (type: string) => forms[type] ?? "" });
const table = "<table><tr><td>序号</td><td>项目名称</td></tr><tr><td>1</td><td>路灯翻修</td></tr></table>";

describe("A paste", () => {
  it("is left to the browser where its plain text has tabs between the cells", () => {
    expect(textOfPaste(paste({ "text/plain": "序号\t项目名称", "text/html": table }))).toBeNull();
  });

  it("is left to the browser where it is plain text alone, or words without a table", () => {
    expect(textOfPaste(paste({ "text/plain": "通知" }))).toBeNull();
    expect(textOfPaste(paste({ "text/plain": "通知", "text/html": "<p>通知</p>" }))).toBeNull();
  });

  it("of a table as HTML only becomes tab-separated text", () => {
    expect(textOfPaste(paste({ "text/html": table }))).toBe("序号\t项目名称\n1\t路灯翻修");
  });

  it("whose plain text has lost the cells is taken from its HTML", () => {
    expect(textOfPaste(paste({ "text/plain": "序号 项目名称", "text/html": table }))).toContain(
      "序号\t项目名称",
    );
  });
});

describe("HTML as plain text", () => {
  it("gives each paragraph a line, and a table blank lines around it", () => {
    expect(textOfHtml(`<h1>通知</h1><p>各村：</p>${table}<p>2022年1月</p>`)).toBe(
      "通知\n\n各村：\n\n序号\t项目名称\n1\t路灯翻修\n\n2022年1月",
    );
  });

  it("quotes a cell of several lines, as spreadsheets do", () => {
    expect(textOfHtml("<table><tr><td>张三<br>李四</td><td>说“好”</td></tr></table>")).toBe(
      '"张三\n李四"\t说“好”',
    );
    expect(textOfHtml('<table><tr><td><p>a</p><p>"b"</p></td></tr></table>')).toBe('"a\n""b"""');
  });

  it("keeps the columns of merged cells, their text in the first place", () => {
    const merged =
      "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>";
    expect(textOfHtml(merged)).toBe("甲\t乙\t\n\t丙\t丁");
  });

  it("makes tabs and line breaks of the source into spaces, and leaves styles out", () => {
    expect(textOfHtml("<style>p{}</style><table><tr><td>第一\n季度\t完工</td><td></td></tr></table>")).toBe(
      "第一 季度 完工\t",
    );
  });
});

describe("The rows of a pasted table", () => {
  it("are those with words in them", () => {
    expect(rowsOfPaste(table)).toBe(2);
    expect(rowsOfPaste("<table><tr><td>1</td></tr><tr><td>&nbsp;</td></tr></table>")).toBe(1);
  });

  it("are none where there is no table", () => {
    expect(rowsOfPaste("<p>通知</p>")).toBe(0);
    expect(rowsOfPaste("")).toBe(0);
  });
});
