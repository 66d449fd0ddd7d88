import { MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { IdComparator, StringComparator } from "../../graphql/comparators.js";

@InputType({ description: "Which offices. All that is given must hold." })
export class OfficeFilter {
  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By name." })
  @ValidateNested()
  name?: StringComparator | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is the viewer's own office." })
  isMine?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: "Is the office with this id, or one below it in the tree.",
  })
  @MaxLength(63)
  within?: string | null;
}

@InputType({ description: "Which offices a thing has." })
export class OfficeListFilter {
  @Field(() => OfficeFilter, { nullable: true, description: "At least one is such." })
  @ValidateNested()
  some?: OfficeFilter | null;

  @Field(() => OfficeFilter, { nullable: true, description: "Each is such; so it is where there is none." })
  @ValidateNested()
  every?: OfficeFilter | null;

  @Field(() => OfficeFilter, {
    nullable: true,
    description: "None is such; `none: {}` says that there is none.",
  })
  @ValidateNested()
  none?: OfficeFilter | null;
}
