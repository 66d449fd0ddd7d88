import type { EntityManager } from "@mikro-orm/core";
import { placeholders, type Rows } from "../../database/rows.js";
import { newId } from "../../database/record.entity.js";
import { Person } from "../people/person.entity.js";
import { Role } from "../people/role.enum.js";
import { fingerprintOf, newToken } from "../../fingerprint.js";
import { Session } from "./session.entity.js";
import { everyScope, type Viewer } from "./viewer.policy.js";

/** The session cookie's name. */
export const sessionCookie = "luoshi_session";

const idleMilliseconds = 30 * 60_000;
const longestMilliseconds = 12 * 3_600_000;
/** "Last seen" is written no more often than this: reading a board writes nothing. */
const seenEveryMilliseconds = 60_000;

/** Starts a session for a person; gives the token for the cookie, which is kept nowhere. The caller flushes. */
export function startSession(
  em: EntityManager,
  person: Person,
  secret: string,
  now: Date,
  { throughProvider }: { throughProvider: boolean } = { throughProvider: false },
): string {
  const token = newToken();
  const session = em.create(Session, {
    id: newId("session"),
    person,
    fingerprint: fingerprintOf(token, secret),
    throughProvider,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + longestMilliseconds),
  });
  em.persist(session);
  return token;
}

interface SessionColumns {
  fingerprint: string;
  sessionId: string;
  personId: string;
  name: string;
  role: Role;
  officeId: string | null;
  mustChangePassword: unknown;
  throughProvider: unknown;
  disabledAt: unknown;
  lastSeenAt: string | number | Date;
  expiresAt: string | number | Date;
}

const sessionSelect = `select s.fingerprint, s.id "sessionId", p.id "personId", p.name, p.role, p.office_id "officeId",
  p.must_change_password "mustChangePassword", s.through_provider "throughProvider", p.disabled_at "disabledAt", s.last_seen_at "lastSeenAt",
  s.expires_at "expiresAt" from session s join person p on p.id = s.person_id`;

/**
 * Whose session a cookie's token opens; null for a foreign, ended or disabled one. A use keeps it from going idle; that
 * a socket is merely open is no use.
 */
export async function viewerOfSession(
  { rows, em, secret }: { rows: Rows; em: EntityManager; secret: string },
  token: string,
  { isUse }: { isUse: boolean },
): Promise<Viewer | null> {
  const where = `${sessionSelect} where s.fingerprint = ?`;
  const found = await rows.first<SessionColumns>(where, [fingerprintOf(token, secret)]);
  const now = Date.now();
  if (!found || !goesOn(found, now)) return null;
  if (isUse && idleOf(found, now) > seenEveryMilliseconds) {
    await em.fork().nativeUpdate(Session, { id: found.sessionId }, { lastSeenAt: new Date(now) });
  }
  return viewerOf(found);
}

/** Whose sessions go on, by the fingerprint of their token: for connections that stay open, which is no use. */
export async function viewersOfSessions(
  rows: Rows,
  fingerprints: readonly string[],
): Promise<Map<string, Viewer>> {
  const where = `${sessionSelect} where s.fingerprint in (${placeholders(fingerprints)})`;
  const found = await rows.all<SessionColumns>(where, fingerprints);
  const now = Date.now();
  const open = found.filter((session) => goesOn(session, now));
  return new Map(open.map((session) => [session.fingerprint, viewerOf(session)]));
}

function idleOf({ lastSeenAt }: SessionColumns, now: number): number {
  return now - new Date(lastSeenAt).getTime();
}

function goesOn(session: SessionColumns, now: number): boolean {
  if (session.disabledAt !== null || idleOf(session, now) > idleMilliseconds) return false;
  return new Date(session.expiresAt).getTime() >= now;
}

function viewerOf(found: SessionColumns): Viewer {
  return {
    personId: found.personId,
    name: found.name,
    role: found.role,
    supervises: found.role === Role.SUPERVISOR,
    mustChangePassword: !found.throughProvider && Boolean(found.mustChangePassword),
    officeId: found.officeId,
    sessionId: found.sessionId,
    tokenId: null,
    scopes: everyScope,
    programmeIds: null,
  };
}

/** Removes the sessions that nobody can use any more. */
export async function endOldSessions(em: EntityManager): Promise<void> {
  await em.nativeDelete(Session, { expiresAt: { $lt: new Date() } });
}
