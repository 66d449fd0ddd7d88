import { InvalidSetting } from "./setting.js";

/** The server cannot start as it is set up: not a bug, but something for whoever runs it. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/** Runs `start`; what whoever runs it can mend is said in one line, and the exit code is 1 (2 for a wrong setting). */
export async function startOrExplain(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof CannotStart || error instanceof InvalidSetting)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error instanceof InvalidSetting ? 2 : 1);
  }
}
