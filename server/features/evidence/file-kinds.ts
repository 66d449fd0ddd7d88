import type { FileTypeResult } from "file-type";

/** A kind of file that is taken as evidence. */
export interface FileKind {
  mediaType: string;
  ending: string;
  isPicture: boolean;
  /** Whether a browser may show it in place. */
  isShown: boolean;
}

const kind = (mediaType: string, ending: string, does: "picture" | "shown" | "kept"): FileKind => ({
  mediaType,
  ending,
  isPicture: does === "picture",
  isShown: does !== "kept",
});

const openXml = "application/vnd.openxmlformats-officedocument";

const kinds: readonly FileKind[] = [
  kind("image/jpeg", "jpg", "picture"),
  kind("image/png", "png", "picture"),
  kind("image/webp", "webp", "picture"),
  kind("application/pdf", "pdf", "shown"),
  kind(`${openXml}.wordprocessingml.document`, "docx", "kept"),
  kind(`${openXml}.spreadsheetml.sheet`, "xlsx", "kept"),
  kind(`${openXml}.presentationml.presentation`, "pptx", "kept"),
];

/** Forms that only a name tells apart: what is inside is a Compound File, or a ZIP. */
const byName: Readonly<Record<string, readonly FileKind[]>> = {
  "application/x-cfb": [
    kind("application/msword", "doc", "kept"),
    kind("application/vnd.ms-excel", "xls", "kept"),
    kind("application/vnd.ms-powerpoint", "ppt", "kept"),
    kind("application/vnd.ms-works", "wps", "kept"),
    kind("application/vnd.wps-office.et", "et", "kept"),
  ],
  "application/zip": [kind("application/ofd", "ofd", "kept")],
};

/** The kind that a file is by what it holds, or null for one that is not taken. */
export function kindOf(found: FileTypeResult | undefined, name: string): FileKind | null {
  if (!found) return null;
  const known = kinds.find(({ mediaType }) => mediaType === found.mime);
  const ending = /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase();
  return known ?? byName[found.mime]?.find((one) => one.ending === ending) ?? null;
}

/** Whether a browser may show a file of this media type in place. */
export function isShownInPlace(mediaType: string): boolean {
  return kinds.some((one) => one.mediaType === mediaType && one.isShown);
}

/** A name without folders and control characters, with the ending that fits what the file holds. */
export function fittingName(name: string, { ending }: FileKind): string {
  const own = name
    .normalize("NFC")
    .replace(/^.*[/\\]/, "")
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "")
    .trim();
  const isRight = own.toLowerCase().endsWith(`.${ending}`) || (ending === "jpg" && /\.jpeg$/i.test(own));
  const base = isRight ? own.slice(0, own.lastIndexOf(".")) : own.replace(/\.[a-z\d]{1,5}$/i, "");
  const short = [...base].slice(0, 120).join("").trim() || "附件";
  return `${short}.${ending}`;
}
