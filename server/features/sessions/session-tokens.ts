import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { placeholders, type Rows } from "../../database/rows.js";
import { newId } from "../../database/record.entity.js";
import { Person } from "../people/person.entity.js";
import { Role } from "../people/role.enum.js";
import { fingerprintOf, newToken } from "../../fingerprint.js";
import { Session } from "./session.entity.js";
import { everyScope, type Viewer } from "./viewer.policy.js";

/** The session cookie's name. */
export const sessionCookie = "luoshi_session";

/** How long sessions and passwords last. */
export interface SessionRules {
  /** A session ends after so many minutes without use. */
  idleMinutes: number;
  /** It ends after so many hours, whatever comes. */
  hours: number;
  /** A password is to be replaced after so many days; 0 for never. */
  passwordDays: number;
}

/** The rules unless somebody sets others. */
export const usualSessionRules: SessionRules = { idleMinutes: 30, hours: 12, passwordDays: 90 };

/** What sessions are read and made with. */
interface Surroundings {
  rows: Rows;
  secret: string;
  sessionRules: SessionRules;
}

/** "Last seen" is written no more often than this: reading a board writes nothing. */
const seenEveryMilliseconds = 60_000;

/** Starts a session for a person; gives the token for the cookie, which is kept nowhere. The caller flushes. */
export function startSession(
  em: EntityManager,
  person: Person,
  { secret, sessionRules, browser }: Pick<Context, "secret" | "sessionRules" | "browser">,
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
    expiresAt: new Date(now.getTime() + sessionRules.hours * 3_600_000),
    ...browser,
  });
  em.persist(session);
  return token;
}

/** What says whether a session goes on, as it comes from either database. */
export interface SessionTimes {
  lastSeenAt: string | number | Date;
  expiresAt: string | number | Date;
}

interface SessionColumns extends SessionTimes {
  fingerprint: string;
  sessionId: string;
  personId: string;
  name: string;
  role: Role;
  officeId: string | null;
  mustChangePassword: unknown;
  passwordChangedAt: string | number | Date | null;
  throughProvider: unknown;
  disabledAt: unknown;
}

const sessionSelect = `select s.fingerprint, s.id "sessionId", p.id "personId", p.name, p.role, p.office_id "officeId",
  p.must_change_password "mustChangePassword", s.through_provider "throughProvider",
  p.password_changed_at "passwordChangedAt", p.disabled_at "disabledAt", s.last_seen_at "lastSeenAt",
  s.expires_at "expiresAt" from session s join person p on p.id = s.person_id`;

/**
 * Whose session a cookie's token opens; null for a foreign, ended or disabled one. A use keeps it from going idle; that
 * a socket is merely open is no use.
 */
export async function viewerOfSession(
  { rows, em, secret, sessionRules: rules }: Surroundings & { em: EntityManager },
  token: string,
  { isUse }: { isUse: boolean },
): Promise<Viewer | null> {
  const where = `${sessionSelect} where s.fingerprint = ?`;
  const found = await rows.first<SessionColumns>(where, [fingerprintOf(token, secret)]);
  const now = Date.now();
  if (!found || found.disabledAt !== null || !goesOn(found, rules, now)) return null;
  if (isUse && idleOf(found, now) > seenEveryMilliseconds) {
    await em.fork().nativeUpdate(Session, { id: found.sessionId }, { lastSeenAt: new Date(now) });
  }
  return viewerOf(found, rules, now);
}

/** Whose sessions go on, by the fingerprint of their token: for connections that stay open, which is no use. */
export async function viewersOfSessions(
  { rows, sessionRules: rules }: Pick<Surroundings, "rows" | "sessionRules">,
  fingerprints: readonly string[],
): Promise<Map<string, Viewer>> {
  const where = `${sessionSelect} where s.fingerprint in (${placeholders(fingerprints)})`;
  const found = await rows.all<SessionColumns>(where, fingerprints);
  const now = Date.now();
  const open = found.filter((session) => session.disabledAt === null && goesOn(session, rules, now));
  return new Map(open.map((session) => [session.fingerprint, viewerOf(session, rules, now)]));
}

function idleOf({ lastSeenAt }: SessionTimes, now: number): number {
  return now - new Date(lastSeenAt).getTime();
}

/** Whether a session was neither idle for too long nor is at its end. */
export function goesOn(session: SessionTimes, { idleMinutes }: SessionRules, now: number): boolean {
  return idleOf(session, now) <= idleMinutes * 60_000 && new Date(session.expiresAt).getTime() >= now;
}

/** Whether a password is older than it may become. */
export function isOutworn(
  passwordChangedAt: Date | null,
  { passwordDays }: SessionRules,
  now: number,
): boolean {
  if (passwordDays === 0 || passwordChangedAt === null) return false;
  return now - passwordChangedAt.getTime() > passwordDays * 86_400_000;
}

function viewerOf(found: SessionColumns, rules: SessionRules, now: number): Viewer {
  const changedAt = found.passwordChangedAt === null ? null : new Date(found.passwordChangedAt);
  return {
    personId: found.personId,
    name: found.name,
    role: found.role,
    supervises: found.role === Role.SUPERVISOR,
    mustChangePassword:
      !found.throughProvider && (Boolean(found.mustChangePassword) || isOutworn(changedAt, rules, now)),
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
