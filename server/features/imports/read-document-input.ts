import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import type { Reading } from "../../notice/notice.js";
import type { ImportDocumentInput } from "./import.inputs.js";
import { readRoster } from "./read-known-names.js";

/** Reads the document of an input. Throws BAD_USER_INPUT unless it is given in exactly one way. */
export async function readDocumentInput(
  { reader, rows, signal }: Context,
  { name, text, base64, year }: ImportDocumentInput,
): Promise<Reading> {
  if (((text ?? null) === null) === ((base64 ?? null) === null)) {
    throw badInput("document: expected exactly one of text and base64");
  }
  const options = { name: name ?? null, year: year ?? undefined, roster: await readRoster(rows), signal };
  return reader.read(text ?? Buffer.from(base64 ?? "", "base64"), options);
}
