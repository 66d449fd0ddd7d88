import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that needs the internet fails here, as it would on the closed networks Luoshi runs on.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * Starts a real Chromium with an empty profile, which `close()` deletes. Only this machine can be reached from it.
 *
 * The browser is the one at `CHROME_PATH`, or else the one npm installed, unpacked on first use.
 */
export async function launchBrowser(further: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"] ?? (await unpackedChromium());
  return chromium.launch({ executablePath, args: [...flags, ...further] });
}

/**
 * Unpacks Chromium once per version and checkout. Test files run side by side, so each unpacks into a folder of
 * its own and the first to finish gives it the shared name: nobody can see half a browser.
 */
async function unpackedChromium(): Promise<string> {
  const cache = join(root, "node_modules/.cache");
  const home = join(cache, `chromium-${chromiumVersion()}`);
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true });
    const unpacking = await mkdtemp(`${home}-`);
    await unpackInto(unpacking);
    await rename(unpacking, home).catch(() => rm(unpacking, { recursive: true }));
  }
  return join(home, "chromium");
}

/** The package unpacks into the temporary folder of its process, so a process of its own is given another one. */
async function unpackInto(folder: string): Promise<void> {
  const unpack = 'import("@sparticuz/chromium").then((package_) => package_.default.executablePath())';
  await promisify(execFile)(process.execPath, ["--eval", unpack], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder },
  });
}

function chromiumVersion(): string {
  const manifest = readFileSync(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
