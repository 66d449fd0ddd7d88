import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";

@InputType({ description: "Which invitation to revoke." })
export class RevokeInvitationInput extends MutationInput {
  @Field(() => ID, { description: "`Invitation.id`." })
  invitationId!: string;
}
