import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const root = new URL("../..", import.meta.url).pathname;

/** How a program ended, and what it printed. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The environment of a program that the tests run: nothing of ours but what is given. */
export function environment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, LOG_LEVEL: "warn", ...settings };
}

/** Runs `luoshi` as it was built, from the project's root. */
export function luoshi(words: string[], settings: Record<string, string> = {}): Promise<Outcome> {
  const program = join(root, "dist/server/cli.js");
  return new Promise((ended) => {
    execFile(
      process.execPath,
      [program, ...words],
      { cwd: root, env: environment(settings) },
      (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error ? -1 : 0;
        ended({ code, stdout, stderr });
      },
    );
  });
}

/** An empty folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "luoshi-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
