import { ArrayMaxSize, ValidateNested } from "class-validator";
import { Field, InputType } from "type-graphql";
import { IdComparator, mostValues, StringComparator } from "../../graphql/comparators.js";
import { OfficeFilter } from "../offices/office.filter.js";
import { Role } from "./role.enum.js";

@InputType({ description: "Compares roles." })
export class RoleComparator {
  @Field(() => Role, { nullable: true, description: "Is this one." })
  eq?: Role | null;

  @Field(() => Role, { nullable: true, description: "Is not this one." })
  neq?: Role | null;

  @Field(() => [Role], { nullable: true, description: "Is one of these; of none, never." })
  @ArrayMaxSize(mostValues)
  in?: Role[] | null;

  @Field(() => [Role], { nullable: true, description: "Is none of these." })
  @ArrayMaxSize(mostValues)
  nin?: Role[] | null;
}

@InputType({ description: "Which people. All that is given must hold." })
export class PersonFilter {
  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By name." })
  @ValidateNested()
  name?: StringComparator | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is the viewer, whoever that is then." })
  isMe?: boolean | null;

  @Field(() => RoleComparator, { nullable: true, description: "By what they may do at large." })
  @ValidateNested()
  role?: RoleComparator | null;

  @Field(() => OfficeFilter, {
    nullable: true,
    description: "By their office; who has none passes no filter of it.",
  })
  @ValidateNested()
  office?: OfficeFilter | null;
}

@InputType({ description: "Which people a thing has." })
export class PersonListFilter {
  @Field(() => PersonFilter, { nullable: true, description: "At least one is such." })
  @ValidateNested()
  some?: PersonFilter | null;

  @Field(() => PersonFilter, { nullable: true, description: "Each is such; so it is where there is none." })
  @ValidateNested()
  every?: PersonFilter | null;

  @Field(() => PersonFilter, {
    nullable: true,
    description: "None is such; `none: {}` says that there is none.",
  })
  @ValidateNested()
  none?: PersonFilter | null;
}
