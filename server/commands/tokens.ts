import { Person } from "../features/people/person.entity.js";
import { addToken, inDays, requireProgrammes } from "../features/tokens/create-token.js";
import type { AccessTokenRow } from "../features/tokens/access-token.row.js";
import { readEveryToken } from "../features/tokens/read-tokens.js";
import { revokeToken } from "../features/tokens/revoke-token.js";
import { longestDays, usualDays } from "../features/tokens/token-limits.js";
import { TokenScope } from "../features/tokens/token-scope.enum.js";
import { ChangeVerb } from "../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../log/log-head.entity.js";
import { write } from "../log/write.js";
import { answer, BadUsage, CommandFailed, readWords, withDatabase } from "./command.js";

const usage = `token create --user NAME [--scope read|write|import|admin] [--programme ID]… [--days N]
       luoshi token list [--user NAME]
       luoshi token revoke ID`;

/** What a word after `--scope` stands for: each covers what one needs for it. */
const scopesOf: Record<string, readonly TokenScope[]> = {
  read: [TokenScope.READ],
  write: [TokenScope.READ, TokenScope.WRITE, TokenScope.IMPORT],
  import: [TokenScope.READ, TokenScope.IMPORT],
  admin: Object.values(TokenScope),
};

const options = {
  user: { type: "string" },
  scope: { type: "string" },
  programme: { type: "string", multiple: true },
  days: { type: "string" },
} as const;

/** `luoshi token`: makes access tokens in a person's name, lists them, or makes one useless. */
export async function tokens(words: string[]): Promise<void> {
  const { values, positionals } = readWords(words, options, usage);
  const [what, id, ...more] = positionals;
  if (what === "create" && !id && values.user) return createToken({ ...values, user: values.user });
  if (what === "list" && !id) return listTokens(values.user, values.json);
  if (what === "revoke" && id && more.length === 0) return revoke(id, values.json);
  throw new BadUsage(`Usage: luoshi ${usage}`);
}

interface Wanted {
  user: string;
  scope?: string;
  programme?: string[];
  days?: string;
  json?: boolean;
}

/** Prints the token once; it is kept nowhere. */
async function createToken({ user: name, scope = "read", programme, days, json }: Wanted): Promise<void> {
  const scopes = readScopes(scope);
  const expiresAt = inDays(readDays(days));
  const programmeIds = programme ?? null;
  const made = await withDatabase(async ({ orm, rows }, { secret }, clock) => {
    await requireProgrammes(rows, programmeIds ?? []);
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at: clock.now() };
    return write(orm.em.fork(), attribution, async (em) => {
      const person = await em.findOne(Person, { name, disabledAt: null });
      if (!person)
        throw new CommandFailed(`There is no person named "${name}"; make one with: luoshi user add`);
      const plan = { name: "luoshi token create", scopes, programmeIds, isService: false, expiresAt };
      return addToken(em, person, plan, secret);
    });
  });
  const facts = { user: name, scope: scope.toUpperCase(), scopes, programmeIds, expiresAt, id: made.id };
  answer(json, { ...facts, token: made.secret }, made.secret);
}

async function listTokens(user: string | undefined, json: boolean | undefined): Promise<void> {
  await withDatabase(async ({ rows }) => {
    const found = await readEveryToken(rows, user ?? null);
    const facts = found.map(({ token, user }) => ({
      id: token.id,
      user,
      name: token.name,
      scopes: token.scopes,
      programmeIds: token.programmeIds,
      isService: token.isService,
      isUsable: token.isUsable,
      createdAt: token.createdAt,
      expiresAt: token.expiresAt,
      revokedAt: token.revokedAt,
      lastUsedAt: token.lastUsedAt,
    }));
    const lines = found.map(({ token, user }) => lineOf(token, user));
    answer(json, { tokens: facts }, lines.join("\n") || "There are no access tokens");
  });
}

function lineOf(token: AccessTokenRow, user: string): string {
  const state = token.revokedAt ? "revoked" : token.isUsable ? "usable" : "expired";
  const end = token.expiresAt ? `ends ${token.expiresAt.slice(0, 10)}` : "without end";
  const used = token.lastUsedAt ? `used ${token.lastUsedAt.slice(0, 16)}Z` : "never used";
  const bound = token.programmeIds ? `  ${token.programmeIds.join(",")}` : "";
  return `${token.id}  ${state}  ${user}  ${token.name}  ${token.scopes.join(",")}${bound}  ${end}  ${used}`;
}

async function revoke(id: string, json: boolean | undefined): Promise<void> {
  await withDatabase(({ orm }, _config, clock) => revokeToken(orm.em.fork(), null, clock.now(), id));
  answer(json, { id, revoked: true }, `Revoked ${id}`);
}

function readScopes(text: string): readonly TokenScope[] {
  const scopes = Object.entries(scopesOf).find(([word]) => word === text.toLowerCase())?.[1];
  if (scopes) return scopes;
  throw new BadUsage(
    `--scope: expected read, write, import or admin, found "${text}"\nUsage: luoshi ${usage}`,
  );
}

function readDays(text: string | undefined): number {
  if (text === undefined) return usualDays;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= longestDays) return days;
  throw new BadUsage(`--days: expected 1 to ${longestDays}, found "${text}"\nUsage: luoshi ${usage}`);
}
