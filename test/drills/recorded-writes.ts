import { readFileSync } from "node:fs";

/** One call on the database's file (`d`) or its log (`l`): a write, a new length, a sync, or that it was deleted. */
export interface RecordedCall {
  kind: "w" | "t" | "s" | "u";
  file: "d" | "l";
  offset: number;
  bytes: Buffer;
  /** When, in milliseconds since 1970. */
  at: number;
}

const headLength = 26;

/** Reads what `record-writes.c` recorded; an entry that is not whole at the end was never made. */
export function readRecord(path: string): RecordedCall[] {
  const record = readFileSync(path);
  const calls: RecordedCall[] = [];
  for (let place = 0; place + headLength <= record.length;) {
    const [kind, file] = record.toString("latin1", place, place + 2) as unknown as [
      RecordedCall["kind"],
      RecordedCall["file"],
    ];
    const offset = Number(record.readBigUInt64LE(place + 2));
    const length = Number(record.readBigUInt64LE(place + 10));
    const at = Number(record.readBigUInt64LE(place + 18)) / 1000;
    place += headLength;
    const taken = kind === "w" ? length : 0;
    if (place + taken > record.length) break;
    calls.push({ kind, file, offset, bytes: record.subarray(place, place + taken), at });
    place += taken;
  }
  return calls;
}

/** What a disk writes whole or not at all, in bytes. */
const sector = 512;

/** A file of which only what was synced is sure to be on the disk. */
class CachedFile {
  #waiting: RecordedCall[] = [];
  /** The bytes, with room behind them, and how many of them there are. */
  #room: Buffer;
  #length: number;

  constructor(content: Buffer) {
    this.#room = Buffer.from(content);
    this.#length = content.length;
  }

  take(call: RecordedCall, isHonest: boolean): void {
    if (call.kind !== "s") this.#waiting.push(call);
    else if (isHonest) {
      for (const one of this.#waiting) this.#apply(one, () => true);
      this.#waiting = [];
    }
  }

  /** Of what was not synced, each sector is on the disk or not, whatever came before or after it. */
  cut(survives: () => boolean): Buffer {
    for (const one of this.#waiting) this.#apply(one, survives);
    return this.#room.subarray(0, this.#length);
  }

  #apply({ kind, offset, bytes }: RecordedCall, survives: () => boolean): void {
    if (kind === "t") {
      if (survives()) this.#setLength(offset);
      return;
    }
    for (let done = 0; done < bytes.length;) {
      const until = Math.min(bytes.length, done + sector - ((offset + done) % sector));
      if (survives()) {
        this.#setLength(Math.max(this.#length, offset + until));
        bytes.copy(this.#room, offset + done, done, until);
      }
      done = until;
    }
  }

  #setLength(length: number): void {
    if (length > this.#room.length) {
      const larger = Buffer.alloc(length * 2);
      this.#room.copy(larger, 0, 0, this.#length);
      this.#room = larger;
    }
    // What is cut off reads as zeros where the file grows again.
    if (length < this.#length) this.#room.fill(0, length, this.#length);
    this.#length = length;
  }
}

/**
 * What is on the disk when the power goes before the call at `end`: what was synced, and of the rest a random part of
 * the sectors. A dishonest disk says "synced" of the log and has done nothing: it shows that the drill would notice.
 */
export function contentAfterCut(
  before: Buffer,
  calls: readonly RecordedCall[],
  end: number,
  { share, isHonest = true }: { share: number; isHonest?: boolean },
): { database: Buffer; log: Buffer } {
  const files = { d: new CachedFile(before), l: new CachedFile(Buffer.alloc(0)) };
  for (const call of calls.slice(0, end)) {
    // Only a server that ends cleanly deletes its log, and these are killed: what deleting means on a disk is not played.
    if (call.kind === "u") throw new Error("The log was deleted within the record");
    files[call.file].take(call, isHonest || call.file === "d");
  }
  const survives = () => Math.random() < share;
  return { database: files.d.cut(survives), log: files.l.cut(survives) };
}
