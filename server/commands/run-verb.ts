import "reflect-metadata";
import { backup } from "./backup.js";
import { BadUsage, CommandFailed } from "./command.js";
import { importNotice } from "./import-notice.js";
import { manageUser } from "./manage-user.js";
import { migrate } from "./migrate.js";
import { restore } from "./restore.js";
import { revokeAll } from "./revoke-all.js";
import { schema } from "./schema.js";
import { seed } from "./seed.js";
import { tokens } from "./tokens.js";
import { verify } from "./verify.js";
import { InvalidSetting } from "../setting.js";
import { CodedError } from "../graphql/coded-error.js";
import { Refusal } from "../graphql/refusal.js";
import { CannotStart } from "../start-up.js";

const usage = `luoshi VERB …

  import FILE [--year Y] [--dry-run] [--json]   read a notice; without --dry-run, make a programme of it
    [--answer QUESTION=CHOICE]…                 answer a question about a date
    [--office NAME=NAME|new]…                   say which office a name means
    [--accept suggested|all|none|ID,…]          which differences of an amended notice to apply
    [--amends PROGRAMME | --as-new]             where it belongs, if not to the programme that is found
  user add NAME --role ROLE                     make an account; prints a one-time password
  user invite NAME                              print a link that makes an account, or another password
  user disable NAME | user enable NAME          shut a person out, or let them in again
  token create --user NAME [--scope SCOPE]      make an access token for a program; prints it once
    [--programme ID]… [--days N]                scope: read (usual), write, import or admin; 90 days unless said
  token list [--user NAME]                      the access tokens, without the tokens themselves
  token revoke ID                               make an access token useless
  schema [--check]                              print the GraphQL schema, or compare it with schema.graphql
  migrate                                       bring the database's tables up to date
  backup FILE                                   copy the embedded database to FILE, while it is in use
  restore FILE                                  put a backup in the embedded database's place (stop the server first)
  revoke-all                                    end every session, and revoke every token and open link: after a restore
  verify                                        check the change log, and all that is stored against it
    [--note FILE]                               keep where the log stands, for a place outside this machine
    [--against FILE]                            compare with such a note, or with a backup
  seed --projects N --tasks M                   make up a programme of that size, for load tests

--json prints JSON on standard output and nothing else. Exit: 0 done, 1 bad input, 2 bad usage.
`;

const verbs: Record<string, (words: string[]) => Promise<void>> = {
  import: importNotice,
  user: manageUser,
  token: tokens,
  schema,
  migrate,
  backup,
  restore,
  "revoke-all": revokeAll,
  verify,
  seed,
};

/** Runs what the words after `luoshi` ask for. Gives the exit code; throws what is a bug. */
export async function runVerb([verb = "", ...words]: string[]): Promise<number> {
  const command = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!command) {
    const asked = verb === "help" || verb === "--help";
    if (verb !== "" && !asked)
      process.stderr.write(`${verb}: there is no such verb; expected one of these:\n\n`);
    process[asked ? "stdout" : "stderr"].write(usage);
    return asked ? 0 : 2;
  }
  try {
    await command(words);
    return 0;
  } catch (error) {
    const message = explained(error);
    if (message === null) throw error;
    process.stderr.write(`${message}\n`);
    return error instanceof BadUsage || error instanceof InvalidSetting ? 2 : 1;
  }
}

/** What is the caller's to mend, in words; null for a bug. */
function explained(error: unknown): string | null {
  if (error instanceof Refusal) return error.problem.message;
  const known = [BadUsage, CommandFailed, InvalidSetting, CannotStart, CodedError];
  return error instanceof Error && known.some((kind) => error instanceof kind) ? error.message : null;
}
