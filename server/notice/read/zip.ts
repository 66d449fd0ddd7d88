import { TextDecoder } from "node:util";
import { crc32 } from "node:zlib";
import { Inflate } from "fflate";
import type { ReadLimits } from "./limits.js";
import { damaged, Unreadable, unreadable, unsafe } from "./unreadable.js";

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  checksum: number;
  compressedSize: number;
  /** Where the entry's local header begins. */
  offset: number;
}

const STORED = 0;
const DEFLATED = 8;
/** So little is inflated at once that even a thousandfold yield stays small. */
const INFLATED_AT_ONCE = 4 * 1024;

/**
 * A ZIP archive in memory, read by its directory. Parts are inflated piece by piece and counted on the way: the sizes
 * that the directory states are believed for nothing but where the compressed bytes lie.
 */
export class ZipArchive {
  private readonly entries = new Map<string, Entry>();
  private inflated = 0;

  /** Throws `Unreadable` where the directory is broken or too long. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: ReadLimits,
  ) {
    for (const entry of readDirectory(bytes, limits.zipEntries)) {
      const key = keyOf(entry.name);
      if (!this.entries.has(key)) this.entries.set(key, entry);
    }
  }

  has(name: string): boolean {
    return this.entries.has(keyOf(name));
  }

  /** A part's bytes in pieces; null where there is no such part. */
  part(name: string): Iterable<Uint8Array> | null {
    const entry = this.entries.get(keyOf(name));
    return entry ? this.inflate(entry) : null;
  }

  /** The first characters of a part; empty where there is no such part. */
  start(name: string, length: number): string {
    for (const piece of this.part(name) ?? []) return new TextDecoder().decode(piece.subarray(0, length));
    return "";
  }

  private *inflate(entry: Entry): Generator<Uint8Array> {
    if (entry.encrypted) throw unreadable("PASSWORD_PROTECTED");
    let checksum = 0;
    for (const piece of inflate(entry.method, compressedBytes(this.bytes, entry))) {
      this.inflated += piece.length;
      if (this.inflated > this.limits.unzippedBytes) throw bomb(this.limits);
      checksum = crc32(piece, checksum);
      yield piece;
    }
    if (checksum !== entry.checksum) throw damaged();
  }
}

/** Part names do not depend on case (ECMA-376, part 2), and some programs write backslashes. */
function keyOf(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();
}

function bomb({ unzippedBytes }: ReadLimits): Unreadable {
  const megabytes = unzippedBytes / 1024 / 1024;
  return unsafe(`解压后超过 ${megabytes} MB 的内容`, `more than ${megabytes} MB when unzipped`);
}

function* inflate(method: number, compressed: Uint8Array): Generator<Uint8Array> {
  if (method === STORED) yield compressed;
  else if (method === DEFLATED) yield* inflateInPieces(compressed);
  else throw damaged();
}

function* inflateInPieces(compressed: Uint8Array): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const stream = new Inflate((piece) => pieces.push(piece));
  for (let from = 0; from < compressed.length; from += INFLATED_AT_ONCE) {
    const end = from + INFLATED_AT_ONCE;
    try {
      stream.push(compressed.subarray(from, end), end >= compressed.length);
    } catch (error) {
      // What fflate throws has a number as its code and no class of its own.
      if (error instanceof Error) throw damaged();
      throw error;
    }
    yield* pieces;
    pieces = [];
  }
}

function compressedBytes(bytes: Uint8Array, { offset, compressedSize }: Entry): Uint8Array {
  const view = viewOf(bytes);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) throw damaged();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + compressedSize > bytes.length) throw damaged();
  return bytes.subarray(start, start + compressedSize);
}

/** The central directory (APPNOTE 4.3.12). An archive of 10 MB needs no ZIP64. */
function readDirectory(bytes: Uint8Array, maximum: number): Entry[] {
  const view = viewOf(bytes);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > maximum) throw unsafe(`${count} 个部分`, `${count} parts`);
  const start = end - view.getUint32(end + 12, true);
  const shift = start - view.getUint32(end + 16, true);
  if (start < 0 || shift < 0) throw damaged();
  const entries: Entry[] = [];
  let position = start;
  for (let index = 0; index < count; index += 1) {
    if (position + 46 > end || view.getUint32(position, true) !== 0x02014b50) throw damaged();
    entries.push(entryAt(view, position, shift));
    const lengths = [28, 30, 32].map((field) => view.getUint16(position + field, true));
    position += 46 + lengths[0]! + lengths[1]! + lengths[2]!;
  }
  return entries;
}

/** `shift` is how far the archive itself stands behind the file's beginning. */
function entryAt(view: DataView, position: number, shift: number): Entry {
  const nameLength = view.getUint16(position + 28, true);
  if (position + 46 + nameLength > view.byteLength) throw damaged();
  const name = new Uint8Array(view.buffer, view.byteOffset + position + 46, nameLength);
  return {
    name: new TextDecoder().decode(name),
    method: view.getUint16(position + 10, true),
    encrypted: (view.getUint16(position + 8, true) & 1) === 1,
    checksum: view.getUint32(position + 16, true),
    compressedSize: view.getUint32(position + 20, true),
    offset: view.getUint32(position + 42, true) + shift,
  };
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function endOfDirectory(view: DataView): number {
  const last = view.byteLength - 22;
  for (let position = last; position >= Math.max(0, last - 0xffff); position -= 1) {
    if (view.getUint32(position, true) === 0x06054b50) return position;
  }
  throw damaged();
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
