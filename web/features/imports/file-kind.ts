/** The largest file that is sent, in bytes. */
export const sizeLimit = 10 * 1024 * 1024;

/** Why a file is not worth sending: each has words of its own that say what to do instead. */
export type UnfitFile =
  | "tooLarge"
  | "empty"
  | "folder"
  | "severalFiles"
  | "oldWord"
  | "oldExcel"
  | "locked"
  | "pdf"
  | "ofd"
  | "picture"
  | "archive"
  | "rtf"
  | "unreadableFile";

const signatures: readonly [hex: string, kind: "ole" | "pdf" | "picture" | "archive" | "rtf" | "zip"][] = [
  ["d0cf11e0a1b11ae1", "ole"],
  ["25504446", "pdf"],
  ["89504e47", "picture"],
  ["ffd8ff", "picture"],
  ["47494638", "picture"],
  ["424d", "picture"],
  ["49492a00", "picture"],
  ["4d4d002a", "picture"],
  ["52617221", "archive"],
  ["377abcaf271c", "archive"],
  ["1f8b", "archive"],
  ["7b5c727466", "rtf"],
  ["504b0304", "zip"],
];

const extensionOf = (name: string) => /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "";

/** What stands against sending a file, by its first bytes rather than its name; null: it can be sent. */
export async function unfitnessOf(file: File): Promise<UnfitFile | null> {
  if (file.size > sizeLimit) return "tooLarge";
  let start: Uint8Array;
  try {
    start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  } catch {
    return "unreadableFile"; // a folder was dropped, or the file is gone by now
  }
  return file.size === 0 ? "empty" : unfitnessOfBytes(start, extensionOf(file.name));
}

function unfitnessOfBytes(start: Uint8Array, extension: string): UnfitFile | null {
  const hex = Array.from(start, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const kind = signatures.find(([signature]) => hex.startsWith(signature))?.[1];
  if (kind === undefined) return null;
  if (kind === "ole") return oleKind(extension);
  if (kind !== "zip") return kind === "picture" && extension === "txt" ? null : kind;
  if (extension === "ofd") return "ofd";
  return extension === "zip" ? "archive" : null;
}

/** Old Office and WPS files, and new ones behind a password, come in one and the same container. */
function oleKind(extension: string): UnfitFile {
  if (extension === "docx" || extension === "xlsx") return "locked";
  return extension === "xls" || extension === "et" ? "oldExcel" : "oldWord";
}

/** The one file of a drop or a choice; what it is instead, where it is not one file; null: no file at all. */
export function oneFile(
  files: FileList | readonly File[],
  items?: DataTransferItemList,
): File | UnfitFile | null {
  const entry = items?.[0]?.webkitGetAsEntry?.();
  if (files.length > 1) return "severalFiles";
  if (entry?.isDirectory) return "folder";
  return files[0] ?? null;
}
