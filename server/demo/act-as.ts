import type { Context } from "../context.js";
import { Person } from "../features/people/person.entity.js";
import { Role } from "../features/people/role.enum.js";
import { everyScope, type Viewer } from "../features/sessions/viewer.policy.js";

/** What a request's context has besides who sends it and when. */
export type Surroundings = Omit<Context, "em" | "viewer" | "clock">;

/** A request as one of the demo's people would send it, at a time in China (`YYYY-MM-DDTHH:MM`). */
export async function actAs(
  surroundings: Surroundings,
  fork: () => Context["em"],
  who: string,
  at: string,
): Promise<{ context: Context; viewer: Viewer }> {
  const person = await fork().findOneOrFail(Person, { name: who });
  const instant = new Date(`${at}:00+08:00`);
  const viewer = {
    personId: person.id,
    name: person.name,
    role: person.role,
    supervises: person.role === Role.SUPERVISOR,
    mustChangePassword: false,
    officeId: person.office?.id ?? null,
    sessionId: null,
    tokenId: null,
    scopes: everyScope,
    programmeIds: null,
  };
  const clock = { now: () => instant, today: () => at.slice(0, 10) };
  return { context: { ...surroundings, em: fork(), viewer: null, clock }, viewer };
}
