import { resolve } from "node:path";

/** Where the embedded database, the secret and what can be made anew lie; absolute. */
export function dataDirOf({ DATA_DIR }: NodeJS.ProcessEnv): string {
  return resolve(DATA_DIR || "data");
}
