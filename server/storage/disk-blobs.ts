import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobStore, KeptBlob } from "./blob-store.js";

const hashOf = /^[0-9a-f]{64}$/;

/** Files in a folder of this machine, in 256 folders by the beginning of their names. */
export class DiskBlobs implements BlobStore {
  constructor(readonly folder: string) {}

  async keep(path: string, hash: string): Promise<void> {
    const place = this.#placeOf(hash);
    await mkdir(dirname(place), { recursive: true });
    await flush(path);
    await rename(path, place);
    await flush(dirname(place));
  }

  async open(hash: string) {
    const place = this.#placeOf(hash);
    const found = await stat(place).catch(ignoreMissing);
    return found ? { stream: createReadStream(place), bytes: found.size } : null;
  }

  async has(hash: string): Promise<boolean> {
    return (await stat(this.#placeOf(hash)).catch(ignoreMissing)) !== null;
  }

  async remove(hash: string): Promise<void> {
    await rm(this.#placeOf(hash), { force: true });
  }

  async *all(): AsyncIterable<KeptBlob> {
    for (const folder of await readdir(this.folder).catch(() => [])) {
      for (const hash of await readdir(join(this.folder, folder)).catch(() => [])) {
        const found = hashOf.test(hash) ? await stat(this.#placeOf(hash)).catch(ignoreMissing) : null;
        if (found) yield { hash, keptAt: found.ctime };
      }
    }
  }

  #placeOf(hash: string): string {
    if (!hashOf.test(hash)) throw new Error(`No name of a blob: ${hash.slice(0, 80)}`);
    return join(this.folder, hash.slice(0, 2), hash);
  }
}

/** Puts a file, or the list of a folder's files, on the disk itself: a row that names it is written after it. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
