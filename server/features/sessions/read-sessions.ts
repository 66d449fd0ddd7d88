import type { Context } from "../../context.js";
import { goesOn, type SessionTimes } from "./session-tokens.js";
import { SessionRow } from "./session.row.js";
import type { Viewer } from "./viewer.policy.js";

interface SessionColumns extends SessionTimes {
  id: string;
  createdAt: string | number | Date;
  client: string | null;
  address: string | null;
}

const mostSessions = 100;

/** A viewer's sessions that go on, the one that was used last first. */
export async function readSessions(
  { rows, sessionRules }: Pick<Context, "rows" | "sessionRules">,
  { personId, sessionId }: Viewer,
): Promise<SessionRow[]> {
  const found = await rows.all<SessionColumns>(
    `select s.id, s.created_at "createdAt", s.last_seen_at "lastSeenAt", s.expires_at "expiresAt", s.client, s.address
      from session s where s.person_id = ? order by s.last_seen_at desc, s.id desc limit ${mostSessions}`,
    [personId],
  );
  const now = Date.now();
  return found
    .filter((session) => goesOn(session, sessionRules, now))
    .map(({ createdAt, lastSeenAt, expiresAt, ...columns }) =>
      Object.assign(new SessionRow(), columns, {
        createdAt: new Date(createdAt),
        lastSeenAt: new Date(lastSeenAt),
        expiresAt: new Date(expiresAt),
        isCurrent: columns.id === sessionId,
      }),
    );
}
