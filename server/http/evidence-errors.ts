import { FileRefused, type FileRefusal } from "../features/evidence/inspect-file.js";
import { CodedError } from "../graphql/coded-error.js";
import { fill, type Locale, type Words } from "../graphql/locale.js";
import { Refusal } from "../graphql/refusal.js";

const refusalWords: Record<FileRefusal, Words> = {
  FILE_EMPTY: { "zh-CN": "文件是空的", en: "The file is empty" },
  FILE_KIND: {
    "zh-CN": "不收这种文件。可以上传照片（JPG、PNG、WebP）、PDF、OFD 和 Word、Excel、PPT、WPS 文件",
    en: "Files of this kind are not taken. Photos (JPG, PNG, WebP), PDF, OFD, Word, Excel, PowerPoint and WPS files are",
  },
  FILE_HEIC: {
    "zh-CN":
      "这是苹果手机的 HEIC 照片，暂不能显示。请在手机“设置—相机—格式”中选“兼容性最佳”，或转成 JPG 再上传",
    en: "This is an HEIC photo, which most browsers cannot show. Choose “Most Compatible” under Settings – Camera – Formats, or convert it to JPG",
  },
  FILE_BROKEN: {
    "zh-CN": "图片打不开，可能没有传完整或已损坏，请重新选择",
    en: "The picture cannot be opened: it is cut off, broken or far too large. Choose it again",
  },
};

const tooLarge: Words = {
  "zh-CN": "文件太大：每个文件不超过 {megabytes} MB",
  en: "The file is too large: at most {megabytes} MB each",
};
const isFull: Words = {
  "zh-CN": "服务器的磁盘满了，文件没有保存。请告知管理员，之后再传",
  en: "The server’s disk is full and the file was not kept. Tell an administrator and try again later",
};
const failed: Words = {
  "zh-CN": "服务器没有收下这个文件，请稍后再试",
  en: "The server did not take the file; try again later",
};

const statusOf: Record<string, number> = { NOT_FOUND: 404, FORBIDDEN: 403, BAD_USER_INPUT: 400 };

interface TusError {
  status_code: number;
  body: string;
}

/** What goes wrong with an upload, in the shape that all errors of the server have. */
export function tusErrorOf(error: Error | TusError, locale: Locale, largest: number): TusError {
  if (error instanceof FileRefused) return answer(415, error.refusal, refusalWords[error.refusal][locale]);
  if (error instanceof Refusal) return answer(403, error.problem.code, error.problem.message);
  if (error instanceof CodedError) {
    const code = String(error.extensions.code);
    return answer(statusOf[code] ?? 400, code, error.message);
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return answer(507, "STORAGE_FULL", isFull[locale]);
  if ("status_code" in error && error.status_code === 413) {
    const megabytes = Math.floor(largest / 1024 / 1024);
    return answer(413, "REQUEST_TOO_LARGE", fill(tooLarge[locale], { megabytes }));
  }
  // The protocol's own refusals: a wrong offset, an upload that has ended.
  if ("status_code" in error && error.status_code < 500)
    return answer(error.status_code, "BAD_REQUEST", error.body.trim());
  return answer(500, "INTERNAL", failed[locale]);
}

function answer(status: number, code: string, message: string): TusError {
  return { status_code: status, body: JSON.stringify({ errors: [{ message, extensions: { code } }] }) };
}
