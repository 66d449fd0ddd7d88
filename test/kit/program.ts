import { execFile, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { AskedVerb } from "./verbs-process.js";

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

/**
 * Gives what runs `luoshi` as it was built, in one process for a whole file of tests: starting is most of what a verb takes. How it
 * starts and ends is for those tests to show that run {@link luoshi}.
 */
export function luoshiInOneProcess(): typeof luoshi {
  let child: ChildProcess;
  let last: Promise<unknown> = Promise.resolve();
  beforeAll(async () => {
    child = fork(new URL("verbs-process.ts", import.meta.url), { cwd: root, env: environment({}) });
    await once(child, "message");
  });
  afterAll(() => void child.kill());
  return (words, settings = {}) => {
    const asked: AskedVerb = { words, environment: environment(settings) };
    const answered = last.then(async () => {
      const answer = once(child, "message");
      child.send(asked);
      const [outcome] = (await answer) as [Outcome];
      return outcome;
    });
    last = answered;
    return answered;
  };
}

/** An empty folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "luoshi-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
