import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = join(import.meta.dirname, "../../..");
const built = join(root, "dist/bench-plain");
const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

/** Builds the plain page, once a run. */
export async function buildPlain(): Promise<void> {
  await build({
    root: join(import.meta.dirname, "plain"),
    configFile: false,
    base: "./",
    logLevel: "error",
    define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
    build: { outDir: built, emptyOutDir: true, target: "chrome114", modulePreload: { polyfill: false } },
  });
}

/** Serves it with a board beside it, compressed as the real server does. */
export async function servePlain(board: unknown): Promise<{ url: string; stop(): void }> {
  const answer = gzipSync(JSON.stringify(board));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const name = path === "/" ? "/index.html" : path;
    const head = {
      "content-type": types[extname(name)] ?? "text/plain",
      "content-encoding": "gzip",
    };
    if (name === "/board.json") return void response.writeHead(200, head).end(answer);
    readFile(join(built, name)).then(
      (bytes) => response.writeHead(200, head).end(gzipSync(bytes)),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
