import type { Diagnostic } from "../diagnostics.js";
import type { Block, DocumentFormat } from "../notice.js";
import { decode } from "./decode.js";
import { readPlainText } from "./plain-text.js";

/** A file's bytes, pasted text, or what a paste brings as HTML. */
export type DocumentInput = Uint8Array | string | { html: string };

/** A document as paragraphs and grids of cells; without blocks there is at least one ERROR. */
export interface ReadDocument {
  format: DocumentFormat;
  encoding: string;
  blocks: Block[];
  diagnostics: Diagnostic[];
}

/** Bytes or text → blocks, whatever the format. Never throws for bad input. `name` only breaks ties. */
export async function readDocument(input: DocumentInput, _name: string | null): Promise<ReadDocument> {
  if (typeof input === "object" && "html" in input) return readText(input.html);
  return readText(input);
}

/** Plain text, or bytes of it. */
export function readText(input: Uint8Array | string): ReadDocument {
  const decoded = decode(input);
  if ("problem" in decoded) {
    const { encoding, problem } = decoded;
    return { format: "unknown", encoding, blocks: [], diagnostics: [problem] };
  }
  return { format: "text", encoding: decoded.encoding, blocks: readPlainText(decoded.text), diagnostics: [] };
}
