import type { EntityManager } from "@mikro-orm/core";
import { disablePerson, enablePerson } from "../features/people/disable-person.js";
import { invitePerson } from "../features/people/invite-person.js";
import { Person } from "../features/people/person.entity.js";
import { ownUrlOf } from "../http/request-context.js";
import { addUser } from "./add-user.js";
import { answer, BadUsage, CommandFailed, readWords, withDatabase } from "./command.js";

const usage = "user add NAME --role ROLE | user invite NAME | user disable NAME | user enable NAME";

/** `luoshi user`: makes accounts, and shuts people out or lets them in again. */
export async function manageUser(words: string[]): Promise<void> {
  const [what, ...more] = words;
  if (what === "add") return addUser(words);
  const act = what !== undefined && Object.hasOwn(acts, what) ? acts[what] : undefined;
  const { values, positionals } = readWords(more, {}, usage);
  const [name, ...others] = positionals;
  if (!act || !name?.trim() || others.length > 0) throw new BadUsage(`Usage: luoshi ${usage}`);
  await act(name.trim(), values.json);
}

const acts: Record<string, (name: string, asJson: boolean | undefined) => Promise<void>> = {
  invite,
  disable: (name, asJson) => shut(name, asJson, { isDisabled: true }),
  enable: (name, asJson) => shut(name, asJson, { isDisabled: false }),
};

/** Prints a link that makes the person's account, or gives it another password. Somebody new may only read. */
async function invite(name: string, asJson: boolean | undefined): Promise<void> {
  await withDatabase(async ({ orm }, config, clock) => {
    const { secret } = config;
    const surroundings = {
      em: orm.em.fork(),
      clock,
      secret,
      locale: "en",
      ownUrl: ownUrlOf(config),
    } as const;
    const { url } = await invitePerson(surroundings, null, { name });
    answer(asJson, { name, url }, url);
  });
}

async function shut(
  name: string,
  asJson: boolean | undefined,
  { isDisabled }: { isDisabled: boolean },
): Promise<void> {
  await withDatabase(async ({ orm }, _config, clock) => {
    const em = orm.em.fork();
    const id = await idOf(em, name);
    if (isDisabled) await disablePerson({ em, clock, locale: "en" }, null, id);
    else await enablePerson({ em, clock, locale: "en" }, null, id);
  });
  answer(asJson, { name, isDisabled }, isDisabled ? `${name} is disabled` : `${name} is enabled`);
}

async function idOf(em: EntityManager, name: string): Promise<string> {
  const person = await em.findOne(Person, { name });
  if (!person) throw new CommandFailed(`There is no person named "${name}"`);
  return person.id;
}
