import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import type { ReadLimits } from "./limits.js";
import { damaged, unsafe, Unreadable } from "./unreadable.js";

export type Attributes = Record<string, string>;

/** Told what an XML part holds, in order. Names come without their prefix. */
export interface XmlHandler {
  /** False leaves the element out, with all that is inside it; `close` is then not called. */
  open(name: string, attributes: Attributes): boolean;
  close(name: string): void;
  text(text: string): void;
}

/** An attribute's value, whatever its prefix; null where it is not there. */
export function attribute(attributes: Attributes, name: string): string | null {
  for (const key in attributes) {
    if (key === name || localName(key) === name) return attributes[key]!;
  }
  return null;
}

/** A yes or no as Office files write it (ST_OnOff). */
export function isTrue(value: string | null): boolean {
  return value === "1" || value === "true" || value === "on";
}

/**
 * Streams an XML part through `handler`. A document type is refused, so that no entity is ever expanded. Of an
 * `mc:AlternateContent` only the choice is told, since its fallback says the same again.
 */
export function readXml(part: Iterable<Uint8Array>, handler: XmlHandler, limits: ReadLimits): void {
  const stretch = { length: 0 };
  const parser = parserFor(handler, limits, () => (stretch.length = 0));
  try {
    for (const text of decoded(part)) {
      stretch.length += text.length;
      parser.write(text);
      // The parser would gather it all: a ZIP bomb is mostly one text.
      if (stretch.length > limits.totalText) throw unsafe("过长的一段文字", "one text too long");
    }
    parser.close();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    // saxes throws plain errors for what is not well-formed, and TextDecoder a TypeError.
    if (error instanceof MalformedXml || error instanceof TypeError) throw damaged();
    throw error;
  }
}

class MalformedXml extends Error {}

function parserFor(handler: XmlHandler, limits: ReadLimits, onTag: () => void): SaxesParser {
  const parser = new SaxesParser();
  let depth = 0;
  /** The depth of the element that is being left out; 0 where there is none. */
  let leftOut = 0;
  parser.on("error", (error) => {
    throw new MalformedXml(error.message);
  });
  parser.on("doctype", () => {
    throw unsafe("文档类型声明（DOCTYPE）", "a document type declaration (DOCTYPE)");
  });
  parser.on("opentag", ({ name, attributes }) => {
    onTag();
    depth += 1;
    if (depth > limits.xmlDepth) throw unsafe("层层嵌套过深的内容", "elements nested too deeply");
    if (leftOut > 0) return;
    const local = localName(name);
    if (local === "Fallback" || !handler.open(local, attributes)) leftOut = depth;
  });
  parser.on("closetag", ({ name }) => {
    onTag();
    depth -= 1;
    if (leftOut === 0) handler.close(localName(name));
    else if (depth < leftOut) leftOut = 0;
  });
  const text = (words: string) => {
    if (leftOut === 0) handler.text(words);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  return parser;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** XML of Office files is UTF-8 or, with a byte order mark, UTF-16. */
function* decoded(part: Iterable<Uint8Array>): Generator<string> {
  let decoder: TextDecoder | null = null;
  for (const piece of part) {
    if (piece.length === 0) continue;
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function encodingOf(piece: Uint8Array): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return "utf-16le";
  return piece[0] === 0xfe && piece[1] === 0xff ? "utf-16be" : "utf-8";
}
