import { ValidateNested } from "class-validator";
import { Field, InputType } from "type-graphql";
import { IdComparator, StringComparator } from "../../graphql/comparators.js";

@InputType({ description: "Which labels. All that is given must hold." })
export class LabelFilter {
  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By name." })
  @ValidateNested()
  name?: StringComparator | null;
}

@InputType({ description: "Which labels a thing has." })
export class LabelListFilter {
  @Field(() => LabelFilter, { nullable: true, description: "At least one is such." })
  @ValidateNested()
  some?: LabelFilter | null;

  @Field(() => LabelFilter, { nullable: true, description: "Each is such; so it is where there is none." })
  @ValidateNested()
  every?: LabelFilter | null;

  @Field(() => LabelFilter, {
    nullable: true,
    description: "None is such; `none: {}` says that there is none.",
  })
  @ValidateNested()
  none?: LabelFilter | null;
}
