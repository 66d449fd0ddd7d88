import { newId } from "../database/record.entity.js";
import { hashPassword, oneTimePassword } from "../features/sessions/password.js";
import { requireNotLast, requirePerson } from "../features/people/find-person.js";
import { heldAnew, Person } from "../features/people/person.entity.js";
import { Role } from "../features/people/role.enum.js";
import { Session } from "../features/sessions/session.entity.js";
import { ChangeVerb } from "../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../log/log-head.entity.js";
import { write } from "../log/write.js";
import { answer, BadUsage, readWords, withDatabase } from "./command.js";

const usage = `user add NAME --role ${Object.values(Role).join("|")}`;

/** `luoshi user add`: gives a person an account, or a new password; prints a one-time password. */
export async function addUser(words: string[]): Promise<void> {
  const { values, positionals } = readWords(words, { role: { type: "string" } }, usage);
  const [what, name, ...more] = positionals;
  if (what !== "add" || !name || more.length > 0) throw new BadUsage(`Usage: luoshi ${usage}`);
  const role = readRole(values.role);
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  await withDatabase(async ({ orm }, _config, clock) => {
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at: clock.now() };
    await write(orm.em.fork(), attribution, async (em, attribution) => {
      let person = await em.findOne(Person, { name }, heldAnew);
      if (!person) {
        person = em.create(Person, { id: newId("person"), name, role }, { partial: true });
        em.persist(person);
        attribution.verb = ChangeVerb.CREATE;
      }
      await requirePerson(em, person, "en");
      if (role !== person.role) await requireNotLast(em, person, "en");
      person.role = role;
      // Whoever has the account open may be whom it is taken from.
      await em.nativeDelete(Session, { person: person.id });
      person.givePassword(passwordHash, { oneTime: true, now: new Date() });
    });
  });
  answer(values.json, { name, role, password }, password);
}

function readRole(text: string | undefined): Role {
  const role = Object.values(Role).find((known) => known === text?.toUpperCase());
  if (role) return role;
  throw new BadUsage(`--role: expected one of ${Object.values(Role).join(", ")}, found "${text ?? ""}"`);
}
