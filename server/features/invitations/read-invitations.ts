import type { Rows } from "../../database/rows.js";
import { fingerprintOf } from "../../fingerprint.js";
import { connectionOf, onlyPlace, type Connection, type Page } from "../../graphql/connection.js";
import { InvitationState } from "./invitation.enum.js";
import { InvitationRow, invitationSelect, type InvitationColumns } from "./invitation.row.js";

/** The invitation with this id, or null. */
export async function readInvitation(rows: Rows, id: string): Promise<InvitationRow | null> {
  const found = await rows.first<InvitationColumns>(`${invitationSelect} where i.id = ?`, [id]);
  return found ? new InvitationRow(found, new Date()) : null;
}

/** All invitations, the newest first (ids sort by time); with `state` only those in it. */
export async function readInvitations(
  { rows }: { rows: Rows },
  page: Page,
  state: InvitationState | null,
): Promise<Connection<InvitationRow>> {
  const [wanted, instants] = inState(rows, state);
  const from = onlyPlace(page, "text");
  const place = from === undefined ? "1 = 1" : `i.id ${page.backwards ? ">" : "<"} ?`;
  const order = `order by i.id ${page.backwards ? "asc" : "desc"} limit ?`;
  const beyond = from === undefined ? [] : [from];
  const select = `${invitationSelect} where ${wanted} and ${place} ${order}`;
  const found = await rows.all<InvitationColumns>(select, [...instants, ...beyond, page.size + 1]);
  const now = new Date();
  const invitations = found.map((columns) => new InvitationRow(columns, now));
  const count = async () => {
    const counting = `select count(*) "count" from invitation i where ${wanted}`;
    return Number((await rows.first<{ count: number | string }>(counting, instants))?.count);
  };
  return connectionOf(invitations, page, ({ id }) => [id], count);
}

function inState(rows: Rows, state: InvitationState | null): [string, number[]] {
  const isNeither = "i.accepted_at is null and i.revoked_at is null";
  const expiry = rows.dialect.milliseconds("i.expires_at");
  const now = Date.now();
  if (state === InvitationState.ACCEPTED) return ["i.accepted_at is not null", []];
  if (state === InvitationState.REVOKED) return ["i.accepted_at is null and i.revoked_at is not null", []];
  if (state === InvitationState.OPEN) return [`${isNeither} and ${expiry} > ?`, [now]];
  if (state === InvitationState.EXPIRED) return [`${isNeither} and ${expiry} <= ?`, [now]];
  return ["1 = 1", []];
}

/** An invitation that may be accepted, and whom it is for. */
export interface OpenInvitation {
  id: string;
  personId: string;
  name: string;
  isReset: boolean;
  expiresAt: Date;
}

interface OpenColumns extends Omit<OpenInvitation, "isReset" | "expiresAt"> {
  isReset: unknown;
  expiresAt: string | number | Date;
}

/** The invitation that a link's token opens; null for one that is unknown, used, revoked, expired or a disabled person's. */
export async function readOpenInvitation(
  { rows, secret }: { rows: Rows; secret: string },
  token: string,
): Promise<OpenInvitation | null> {
  const found = await rows.first<OpenColumns>(
    `select i.id, p.id "personId", p.name, i.is_reset "isReset", i.expires_at "expiresAt"
      from invitation i join person p on p.id = i.person_id
      where i.fingerprint = ? and i.accepted_at is null and i.revoked_at is null and p.disabled_at is null`,
    [fingerprintOf(token, secret)],
  );
  const expiresAt = found && new Date(found.expiresAt);
  if (!found || !expiresAt || expiresAt <= new Date()) return null;
  return { ...found, isReset: Boolean(found.isReset), expiresAt };
}
