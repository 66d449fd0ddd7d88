import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Sharp } from "sharp";
import { kindOf, type FileKind } from "./file-kinds.js";

/** Why a file is not taken. */
export type FileRefusal = "FILE_EMPTY" | "FILE_KIND" | "FILE_HEIC" | "FILE_BROKEN";

/** A file is not taken; nothing of it is kept. */
export class FileRefused extends Error {
  override name = "FileRefused";

  constructor(
    readonly refusal: FileRefusal,
    /** What was found in it, where that is known. */
    readonly found: string | null = null,
  ) {
    super(refusal);
  }
}

/** A file that may be kept: of a picture a copy without anything but the picture, and a small one. */
export interface InspectedFile {
  kind: FileKind;
  /** What is to be kept. */
  path: string;
  bytes: number;
  hash: string;
  preview: { path: string; hash: string } | null;
  width: number | null;
  height: number | null;
}

/** A picture of more pixels is no photo: it would fill the memory. */
const mostPixels = 120_000_000;
const previewSide = 640;

/**
 * Looks into a file that somebody handed in, and makes ready what is kept of it, beside it on the disk. Photos say where
 * they were taken, and by whose camera: they are drawn anew, upright, without it. Throws {@link FileRefused}.
 */
export async function inspectFile(path: string, name: string): Promise<InspectedFile> {
  const { size } = await stat(path);
  if (size === 0) throw new FileRefused("FILE_EMPTY");
  const { fileTypeFromFile } = await import("file-type");
  const found = await fileTypeFromFile(path);
  if (found?.mime === "image/heic" || found?.mime === "image/heif")
    throw new FileRefused("FILE_HEIC", found.mime);
  const kind = kindOf(found, name);
  if (!kind) throw new FileRefused("FILE_KIND", found?.mime ?? null);
  if (!kind.isPicture)
    return { kind, path, bytes: size, hash: await hashOf(path), preview: null, width: null, height: null };
  return inspectPicture(path, kind);
}

async function inspectPicture(path: string, kind: FileKind): Promise<InspectedFile> {
  const clean = `${path}.clean`;
  const preview = `${path}.preview`;
  try {
    const pictures = await pictureTools();
    const drawn = pictures(path, { limitInputPixels: mostPixels, failOn: "error" }).autoOrient();
    const { width, height, size } = await written(drawn, kind).toFile(clean);
    await pictures(clean)
      .resize(previewSide, previewSide, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(preview);
    return {
      kind,
      path: clean,
      bytes: size,
      hash: await hashOf(clean),
      preview: { path: preview, hash: await hashOf(preview) },
      width,
      height,
    };
  } catch (error) {
    if (isOfDisk(error)) throw error;
    throw new FileRefused("FILE_BROKEN", kind.mediaType);
  }
}

function written(picture: Sharp, { ending }: FileKind): Sharp {
  if (ending === "png") return picture.png();
  return ending === "webp" ? picture.webp({ quality: 90 }) : picture.jpeg({ quality: 90 });
}

let tools: Promise<typeof import("sharp").default> | undefined;

/** Loaded with the first picture; reads the three kinds that are taken and nothing else. */
function pictureTools() {
  tools ??= import("sharp").then(({ default: sharp }) => {
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({
      operation: ["VipsForeignLoadJpegFile", "VipsForeignLoadPngFile", "VipsForeignLoadWebpFile"],
    });
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return tools;
}

/** SHA-256 of a file, in hexadecimal. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function isOfDisk(error: unknown): boolean {
  const { code, message = "" } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT" || /no space left|disk full/i.test(message);
}
