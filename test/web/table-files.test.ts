import { describe, expect, it } from "vitest";
import { csvOf, tsvOf } from "../../web/features/tasks/table/delimited";

describe("A table as a file", () => {
  it("begins with the mark by which Excel knows UTF-8, and ends its lines as RFC 4180 says", () => {
    expect(csvOf([["任务"], ["种树"]])).toBe("\uFEFF任务\r\n种树\r\n");
  });

  it("quotes what has commas, quotation marks or new lines in it", () => {
    expect(csvOf([['甲,"乙"', "上\n下"]])).toBe('\uFEFF"甲,""乙""","上\n下"\r\n');
  });

  it.each(["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "  =1", "＝1", "\r=1"])(
    "makes %j plain text, which a spreadsheet would have run",
    (formula) => {
      const [cell] = csvOf([[formula]])
        .slice(1)
        .match(/^"?./) ?? [""];
      expect(cell?.at(-1)).toBe("'");
    },
  );

  it("leaves numbers below nought as they are", () => {
    expect(csvOf([["-32", "-0.5"]])).toBe("\uFEFF-32,-0.5\r\n");
  });
});

describe("Cells for the clipboard", () => {
  it("are parted by tabs and lines, and what has these in it is quoted", () => {
    expect(
      tsvOf([
        ["甲", "乙"],
        ["上\n下", "=1"],
      ]),
    ).toBe('甲\t乙\n"上\n下"\t\'=1');
  });
});
