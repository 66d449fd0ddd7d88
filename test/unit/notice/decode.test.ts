import { describe, expect, it } from "vitest";
import { readNotice } from "../../../server/notice/read-notice.js";
import { readLimits } from "../../../server/notice/read/limits.js";

const notice = "某镇2022年实事项目责任分解表\n项目名称\t项目进度\n修路\t第一季度完工\n";
/** 项目 in GB18030. */
const projectInGb18030 = [0xcf, 0xee, 0xc4, 0xbf];

describe("decoding a file", () => {
  it("reads UTF-8 with and without a byte order mark", async () => {
    const bytes = new TextEncoder().encode(notice);
    expect(await readNotice(bytes)).toMatchObject({
      encoding: "utf-8",
      notice: { projects: [{ name: "修路" }] },
    });
    const marked = new TextEncoder().encode(`\uFEFF${notice}`);
    expect((await readNotice(marked)).blocks).toEqual((await readNotice(bytes)).blocks);
  });

  it("reads UTF-16 by its byte order mark, in either order", async () => {
    const little = Buffer.from(`\uFEFF${notice}`, "utf16le");
    expect(await readNotice(little)).toMatchObject({
      encoding: "utf-16le",
      notice: { projects: [{ name: "修路" }] },
    });
    const big = Buffer.from(little).swap16();
    expect(await readNotice(big)).toMatchObject({
      encoding: "utf-16be",
      notice: { projects: [{ name: "修路" }] },
    });
  });

  it("reads GB18030 where the bytes are no UTF-8", async () => {
    const bytes = Uint8Array.from([...projectInGb18030, 0x09, ...projectInGb18030, 0x0a]);
    const reading = await readNotice(bytes);
    expect(reading.encoding).toBe("gb18030");
    expect(reading.blocks).toMatchObject([{ rows: [{ cells: [{ text: "项目" }, { text: "项目" }] }] }]);
  });

  it("reads UTF-16 without a byte order mark where it can be nothing else", async () => {
    const little = Buffer.from(notice, "utf16le");
    expect(await readNotice(little)).toMatchObject({ encoding: "utf-16le", notice: { year: 2022 } });
    const big = Buffer.from(little).swap16();
    expect(await readNotice(big)).toMatchObject({ encoding: "utf-16be", notice: { year: 2022 } });
  });

  it("reads a page in the encoding that it declares, unless its bytes say otherwise", async () => {
    const page = (charset: string) => Buffer.from(`<html><meta charset="${charset}"><p>`);
    const reading = async (...bytes: Uint8Array[]) => {
      const { encoding, blocks } = await readNotice(Buffer.concat(bytes));
      return { encoding, text: blocks[0]?.kind === "paragraph" && blocks[0].text };
    };
    const gb18030 = Uint8Array.from(projectInGb18030);
    expect(await reading(page("gb2312"), gb18030)).toEqual({ encoding: "gb18030", text: "项目" });
    expect(await reading(page("utf-8"), gb18030)).toEqual({ encoding: "gb18030", text: "项目" });
    expect(await reading(page("gbk"), Buffer.from("项目"))).toEqual({ encoding: "utf-8", text: "项目" });
    expect(await reading(page("big5"), Uint8Array.of(0xb6, 0xb5, 0xa5, 0xd8))).toEqual({
      encoding: "big5",
      text: "項目",
    });
  });

  it("reads pasted text", async () => {
    expect(await readNotice(notice)).toMatchObject({ encoding: "text", notice: { year: 2022 } });
  });

  it("reads Windows, Unix and old Mac line ends alike", async () => {
    const blocks = (await readNotice(notice)).blocks;
    expect((await readNotice(notice.replaceAll("\n", "\r\n"))).blocks).toEqual(blocks);
    expect((await readNotice(notice.replaceAll("\n", "\r"))).blocks).toEqual(blocks);
  });

  it("keeps the line breaks of a quoted cell, as spreadsheets copy it", async () => {
    const reading = await readNotice('项目名称\t项目进度\n"修""大""路"\t"2022年1月开工\n3月完工"\n');
    expect(reading.notice?.projects[0]).toMatchObject({
      name: '修"大"路',
      progressText: "2022年1月开工\n3月完工",
    });
    expect(reading.notice?.projects[0]?.tasks).toHaveLength(2);
  });

  it("takes a cell that only begins with a quotation mark as it is", async () => {
    const reading = await readNotice('项目名称\t项目进度\n"四帮"工程\t2022年1月开工\n');
    expect(reading.notice?.projects[0]?.name).toBe('"四帮"工程');
  });
});

describe("input that is no notice", () => {
  const repeated = (...bytes: number[]) => Uint8Array.from(Array.from({ length: 200 }, () => bytes).flat());

  it.each<[string, Uint8Array | string, string]>([
    ["an empty file", new Uint8Array(), "EMPTY_DOCUMENT"],
    ["an empty string", "", "EMPTY_DOCUMENT"],
    ["white space only", " \n\t\r\n　", "EMPTY_DOCUMENT"],
    ["a byte order mark only", Uint8Array.of(0xef, 0xbb, 0xbf), "EMPTY_DOCUMENT"],
    ["an old Office file", repeated(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), "UNSUPPORTED_FORMAT"],
    ["junk that begins as a ZIP archive", repeated(0x50, 0x4b, 0x03, 0x04), "DAMAGED_FILE"],
    ["a PDF file", new TextEncoder().encode("%PDF-1.7\n..."), "UNSUPPORTED_FORMAT"],
    ["a picture", repeated(0x89, 0x50, 0x4e, 0x47), "UNSUPPORTED_FORMAT"],
    ["NULs", repeated(0x41, 0x00), "NOT_TEXT"],
    ["control characters", repeated(0x41, 0x01, 0x02), "NOT_TEXT"],
    ["bytes of no encoding", repeated(0xff, 0x80, 0xff), "NOT_TEXT"],
    ["pasted junk", "项目\0名称", "NOT_TEXT"],
    ["an oversized file", new Uint8Array(readLimits.fileBytes + 1), "TOO_LARGE"],
    ["text without a table", "关于修路的通知\n请抓紧修路。", "NO_TABLE"],
    ["a table of something else", "姓名\t电话\n张三\t123", "NO_PROJECT_NAME_COLUMN"],
    ["a table without a project name", "序号\t项目进度\t责任人\n1\t第一季度\t张三", "NO_PROJECT_NAME_COLUMN"],
    ["a header without rows", "序号\t项目名称\t项目进度\n", "NO_PROJECTS"],
  ])("says clearly what is wrong with %s", async (_, input, code) => {
    const reading = await readNotice(input, { name: "通知.txt" });
    expect(reading.notice).toBeNull();
    expect(reading.diagnostics).toMatchObject([{ severity: "ERROR", code }]);
    expect(reading.diagnostics[0]?.message).not.toMatch(/[{}]/);
  });

  it("names the columns it saw where the project's name is missing", async () => {
    const reading = await readNotice("序号\t项目进度\t责任人\n1\t第一季度\t张三");
    expect(reading.diagnostics[0]?.message).toContain("序号、项目进度、责任人");
  });
});
