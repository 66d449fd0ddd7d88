import { describe, expect, it } from "vitest";
import { oneFile, sizeLimit, unfitnessOf } from "../../web/features/imports/file-kind";

const file = (name: string, ...bytes: number[]) => new File([new Uint8Array(bytes)], name);
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0x00];
const zip = [0x50, 0x4b, 0x03, 0x04, 0x14];
const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d];

describe("A file is looked at before it is sent", () => {
  it.each([
    ["old Word", file("通知.doc", ...ole), "oldWord"],
    ["old WPS", file("通知.wps", ...ole), "oldWord"],
    ["old Excel", file("表.xls", ...ole), "oldExcel"],
    ["old WPS spreadsheets", file("表.et", ...ole), "oldExcel"],
    ["files behind a password", file("通知.docx", ...ole), "locked"],
    ["PDF", file("通知.pdf", ...pdf), "pdf"],
    ["PDF under another name", file("通知.docx", ...pdf), "pdf"],
    ["pictures", file("扫描.jpg", 0xff, 0xd8, 0xff, 0xe0), "picture"],
    ["archives", file("附件.zip", ...zip), "archive"],
    ["RAR archives", file("附件.rar", 0x52, 0x61, 0x72, 0x21), "archive"],
    ["OFD", file("通知.ofd", ...zip), "ofd"],
    ["RTF", file("通知.rtf", 0x7b, 0x5c, 0x72, 0x74, 0x66), "rtf"],
    ["files without content", file("通知.docx"), "empty"],
  ] as const)("%s are told apart by their first bytes", async (_kind, given, unfitness) => {
    expect(await unfitnessOf(given)).toBe(unfitness);
  });

  it.each([file("通知.docx", ...zip), file("表.xlsx", ...zip), file("通知.txt", 0xe9, 0x80, 0x9a)])(
    "and sent where nothing stands against it ($name)",
    async (given) => {
      expect(await unfitnessOf(given)).toBeNull();
    },
  );

  it("and not sent where it is larger than the server takes, or cannot be opened", async () => {
    expect(await unfitnessOf({ ...file("大.txt", 1), size: sizeLimit + 1 } as File)).toBe("tooLarge");
    const gone = {
      size: 5,
      name: "a.txt",
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error()) }),
    };
    expect(await unfitnessOf(gone as unknown as File)).toBe("unreadableFile");
  });
});

describe("What is dropped", () => {
  const items = (isDirectory: boolean) =>
    [{ webkitGetAsEntry: () => ({ isDirectory }) }] as unknown as DataTransferItemList;
  const one = file("通知.docx", 1);

  it("is one file, or is told what it is instead", () => {
    expect(oneFile([one], items(false))).toBe(one);
    expect(oneFile([one, one], items(false))).toBe("severalFiles");
    expect(oneFile([one], items(true))).toBe("folder");
    expect(oneFile([])).toBeNull();
  });
});
