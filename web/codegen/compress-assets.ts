import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";

const worthwhile = /\.(?:js|css|svg)$/;
const least = 1024;

/**
 * Lays compressed copies beside the built files, once and as small as can be: the server sends them as they are. Over
 * plain http browsers take gzip only.
 */
export function compressAssets(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "compress-assets",
    apply: "build",
    configResolved: (resolved) => void (config = resolved),
    async closeBundle() {
      const folder = join(config.root, config.build.outDir, config.build.assetsDir);
      const names = (await readdir(folder)).filter((name) => worthwhile.test(name));
      await Promise.all(names.map((name) => compress(join(folder, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < least) return;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params: quality }));
}
