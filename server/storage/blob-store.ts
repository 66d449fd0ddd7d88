import type { Readable } from "node:stream";

/** What a store holds under one name. */
export interface KeptBlob {
  /** SHA-256 of what it holds, in hexadecimal: the same file is there once. */
  hash: string;
  keptAt: Date;
}

/**
 * Where the files lie that people hand in. A store of another kind, such as one that speaks S3, takes this one's place
 * by these five; who may have what is decided elsewhere.
 */
export interface BlobStore {
  /** Takes a finished file in, from where it lies on this machine's disk; it is gone from there. Safe to repeat. */
  keep(path: string, hash: string): Promise<void>;
  /** What it holds, and its length in bytes; null where there is nothing of that name. */
  open(hash: string): Promise<{ stream: Readable; bytes: number } | null>;
  has(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
  all(): AsyncIterable<KeptBlob>;
}
