import { ArrayMaxSize, ArrayMinSize, IsEnum, Length, Max, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { Role } from "../people/role.enum.js";
import { longestDays, mostProgrammes, usualDays } from "./token-limits.js";
import { TokenScope } from "./token-scope.enum.js";

@InputType({
  description: "A program's own account: made when its first token is, and found by its name after.",
})
export class ServiceAccountInput {
  @Field(() => String, {
    description: "The program's name, such as 县大屏; nobody else's. 1 to 100 characters.",
  })
  @Length(1, 100)
  name!: string;

  @Field(() => Role, { description: "What the program may do at large; replaces what it was." })
  @IsEnum(Role)
  role!: Role;
}

/** No `idempotencyKey`: what it gave first is kept nowhere, and could not be given again. */
@InputType({ description: "What a token is for, what it may be used for, and how long." })
export class CreateTokenInput {
  @Field(() => String, { description: "What it is for: 1 to 100 characters." })
  @Length(1, 100)
  name!: string;

  @Field(() => [TokenScope], { description: "What it may be used for: at least one." })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  scopes!: TokenScope[];

  @Field(() => [ID], {
    nullable: true,
    description: `The only programmes that it may be used on, 1 to ${mostProgrammes}; left out for all.`,
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostProgrammes)
  programmeIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: usualDays,
    description: `How many days it lives: 1 to ${longestDays}. Null for without end: a service's only.`,
  })
  @Min(1)
  @Max(longestDays)
  expiresInDays?: number | null;

  @Field(() => ServiceAccountInput, {
    nullable: true,
    description: "Makes it a program's own instead of the viewer's. For administrators.",
  })
  @ValidateNested()
  service?: ServiceAccountInput | null;
}

@InputType({ description: "Which token is to be made useless." })
export class RevokeTokenInput {
  @Field(() => ID, { description: "An access token's id." })
  @Length(1, 100)
  id!: string;
}
