import { Field, ID, ObjectType } from "type-graphql";
import { connectionClasses } from "../../graphql/connection.js";
import { DateTime } from "../../graphql/date-time.js";
import { Node } from "../../graphql/node.js";
import { InvitationState } from "./invitation.enum.js";

/** An invitation as administrators see it; the link itself is not kept. */
@ObjectType("Invitation", {
  implements: Node,
  description: "A link that makes an account, or gives it another password; works once (邀请).",
})
export class InvitationRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => InvitationState, { description: "What became of it." })
  readonly state!: InvitationState;

  @Field(() => Boolean, { description: "Whether the person had an account: it gives another password then." })
  readonly isReset!: boolean;

  @Field(() => DateTime, { description: "When it was made." })
  readonly createdAt!: Date;

  @Field(() => DateTime, { description: "Until when it may be accepted." })
  readonly expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was accepted; null where it was not." })
  readonly acceptedAt!: Date | null;

  readonly personId!: string;
  readonly invitedById!: string | null;

  constructor(columns: InvitationColumns, now: Date) {
    const { id, personId, invitedById } = columns;
    const isReset = Boolean(columns.isReset);
    const [createdAt, expiresAt] = [new Date(columns.createdAt), new Date(columns.expiresAt)];
    const acceptedAt = columns.acceptedAt === null ? null : new Date(columns.acceptedAt);
    const state = stateOf({ acceptedAt, isRevoked: columns.revokedAt !== null, expiresAt }, now);
    Object.assign(this, { id, personId, invitedById, isReset, createdAt, expiresAt, acceptedAt, state });
  }
}

type Instant = string | number | Date;

export interface InvitationColumns {
  id: string;
  personId: string;
  invitedById: string | null;
  isReset: unknown;
  createdAt: Instant;
  expiresAt: Instant;
  acceptedAt: Instant | null;
  revokedAt: Instant | null;
}

/** Selects invitations `i`. */
export const invitationSelect = `select i.id, i.person_id "personId", i.invited_by_id "invitedById",
  i.is_reset "isReset", i.created_at "createdAt", i.expires_at "expiresAt", i.accepted_at "acceptedAt",
  i.revoked_at "revokedAt" from invitation i`;

function stateOf(
  { acceptedAt, isRevoked, expiresAt }: { acceptedAt: Date | null; isRevoked: boolean; expiresAt: Date },
  now: Date,
): InvitationState {
  if (acceptedAt) return InvitationState.ACCEPTED;
  if (isRevoked) return InvitationState.REVOKED;
  return expiresAt > now ? InvitationState.OPEN : InvitationState.EXPIRED;
}

@ObjectType({ description: "What a stranger who holds an invitation's link is told." })
export class InvitationGreeting {
  @Field(() => String, { description: "The name of whoever it is for; what they will sign in with." })
  name!: string;

  @Field(() => Boolean, { description: "Whether there is an account: it gives another password then." })
  isReset!: boolean;

  @Field(() => DateTime, { description: "Until when it may be accepted." })
  expiresAt!: Date;
}

@ObjectType({ description: "An invitation with its link: it is shown this once." })
export class InvitationLink {
  @Field(() => InvitationRow, { description: "The invitation." })
  invitation!: InvitationRow;

  @Field(() => String, {
    description: "`…/invitation#token`: give it to the person and nobody else; it cannot be read again.",
  })
  url!: string;
}

const classes = connectionClasses(() => InvitationRow, "Invitation");

@ObjectType({ description: "Invitations, the newest first." })
export class InvitationConnection extends classes.Connection {}
