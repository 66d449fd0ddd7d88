import { registerEnumType } from "type-graphql";

/** What became of an invitation. */
export enum InvitationState {
  OPEN = "OPEN",
  ACCEPTED = "ACCEPTED",
  REVOKED = "REVOKED",
  EXPIRED = "EXPIRED",
}

registerEnumType(InvitationState, {
  name: "InvitationState",
  description: "What became of an invitation.",
  valuesConfig: {
    OPEN: { description: "May be accepted." },
    ACCEPTED: { description: "Was accepted; works no more." },
    REVOKED: { description: "Was revoked, or replaced by a newer one." },
    EXPIRED: { description: "Nobody accepted it in time." },
  },
});
