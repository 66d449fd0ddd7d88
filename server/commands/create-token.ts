import { newId } from "../database/record.entity.js";
import { Person } from "../features/people/person.entity.js";
import { fingerprintOf, newToken } from "../fingerprint.js";
import { AccessToken } from "../features/tokens/access-token.entity.js";
import { TokenScope } from "../features/tokens/token-scope.enum.js";
import { ChangeVerb } from "../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../log/log-head.entity.js";
import { write } from "../log/write.js";
import { answer, BadUsage, CommandFailed, readWords, withDatabase } from "./command.js";

const usage = "token create --user NAME [--scope read|write]";

/** `luoshi token create`: an access token in a person's name; printed once and kept nowhere. */
export async function createToken(words: string[]): Promise<void> {
  const options = { user: { type: "string" }, scope: { type: "string" } } as const;
  const { values, positionals } = readWords(words, options, usage);
  const { user: name } = values;
  if (positionals.join(" ") !== "create" || !name) throw new BadUsage(`Usage: luoshi ${usage}`);
  const scope = readScope(values.scope ?? "read");
  const token = `luoshi_${newToken()}`;
  await withDatabase(async ({ orm }, { secret }, clock) => {
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at: clock.now() };
    await write(orm.em.fork(), attribution, async (em) => {
      const person = await em.findOne(Person, { name, disabledAt: null });
      if (!person)
        throw new CommandFailed(`There is no person named "${name}"; make one with: luoshi user add`);
      const fingerprint = fingerprintOf(token, secret);
      const scopes = scope === TokenScope.READ ? [scope] : [TokenScope.READ, scope];
      const columns = { id: newId("token"), person, name: "luoshi token create", scopes, fingerprint };
      em.persist(em.create(AccessToken, columns, { partial: true }));
    });
  });
  answer(values.json, { user: name, scope, token }, token);
}

function readScope(text: string): TokenScope {
  const scope = Object.values(TokenScope).find((known) => known === text.toUpperCase());
  if (scope) return scope;
  throw new BadUsage(`--scope: expected read or write, found "${text}"\nUsage: luoshi ${usage}`);
}
