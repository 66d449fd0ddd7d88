import { GraphQLError, GraphQLScalarType } from "graphql";
import type { FileUpload } from "graphql-upload/processRequest.mjs";
import UploadOfRequest from "graphql-upload/Upload.mjs";
import { badInput, CodedError, requestAborted } from "./coded-error.js";

/** The largest file that is taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;

/** A file on its way; what it says of itself (name and type) is the sender's word. */
export type UploadedFile = FileUpload;

function refuse(): never {
  throw new GraphQLError("Upload: expected a file of a multipart request");
}

/** A file of a multipart request. Only `http/uploads.ts` makes such values: JSON cannot. */
export const Upload = new GraphQLScalarType<Promise<UploadedFile>, never>({
  name: "Upload",
  description:
    "A file of the same request, which is then `multipart/form-data` as the GraphQL multipart request specification says, with the header `apollo-require-preflight`. One file, at most 10 MB.",
  specifiedByURL: "https://github.com/jaydenseric/graphql-multipart-request-spec",
  parseValue: (value) => (value instanceof UploadOfRequest ? value.promise : refuse()),
  parseLiteral: refuse,
  serialize: refuse,
});

/**
 * What a file holds, and its name. Throws REQUEST_TOO_LARGE, REQUEST_ABORTED when its sender has gone, or
 * BAD_USER_INPUT when it was promised and did not come.
 */
export async function contentsOf(
  upload: Promise<UploadedFile>,
): Promise<{ filename: string; contents: Uint8Array }> {
  try {
    const file = await upload;
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.createReadStream()) chunks.push(chunk as Uint8Array);
    return { filename: file.filename, contents: Buffer.concat(chunks) };
  } catch (error) {
    throw uploadProblem(error);
  }
}

/** A problem of an upload, as graphql-upload reports it by an HTTP status, in our words. Gives back what it does not know. */
export function uploadProblem(error: unknown): unknown {
  const { status, message } = error as { status?: number; message?: string };
  if (status === 413) return fileTooLarge();
  if (status === 499) return requestAborted();
  return status === 400 ? badInput(`document.file: ${message ?? ""}`) : error;
}

const fileTooLarge = () =>
  new CodedError(
    "REQUEST_TOO_LARGE",
    "只能上传一个不超过 10 MB 的文件 · One file of at most 10 MB can be uploaded",
  );
