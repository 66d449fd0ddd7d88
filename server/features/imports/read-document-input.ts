import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import { contentsOf } from "../../graphql/upload.js";
import type { Reading } from "../../notice/notice.js";
import type { DocumentInput } from "../../notice/read/read-document.js";
import type { ImportDocumentInput } from "./import.inputs.js";
import { ImportPhase } from "./import-progress.row.js";
import type { TellProgress } from "./progress-feed.js";
import { readRoster } from "./read-known-names.js";

/** Reads the document of an input. Throws BAD_USER_INPUT unless it is given in exactly one way. */
export async function readDocumentInput(
  { reader, rows, signal }: Context,
  document: ImportDocumentInput,
  tell: TellProgress = () => undefined,
): Promise<Reading> {
  tell(ImportPhase.READING, 0, 0);
  const { input, name } = await openDocument(document);
  const options = { name, year: document.year ?? undefined, roster: await readRoster(rows), signal };
  return reader.read(input, options, (done, total) => tell(ImportPhase.READING, done, total));
}

/** Of a longer name, in characters, its end is kept: it says the format. */
const longestName = 300;

/** What was given, and what it is called. */
async function openDocument(
  document: ImportDocumentInput,
): Promise<{ input: DocumentInput; name: string | null }> {
  const { name = null, text = null, html = null, base64 = null, file = null } = document;
  if ([text, html, base64, file].filter((way) => way !== null).length !== 1) {
    throw badInput("document: expected exactly one of text, html, base64 and file");
  }
  if (file !== null) {
    const { filename, contents } = await contentsOf(file);
    return { input: contents, name: (name ?? filename).slice(-longestName) };
  }
  if (html !== null) return { input: { html }, name };
  return { input: text ?? Buffer.from(base64 ?? "", "base64"), name };
}
