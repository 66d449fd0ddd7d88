import { TaskGroupKey } from "../tasks/task-group.row.js";
import { TaskOrder } from "../tasks/task-order.enum.js";
import { ArrayMaxSize, Length, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";
import { TaskFilter } from "../tasks/task.filter.js";
import { ViewLayout, ViewSharing } from "./view.enum.js";

/** What a view may be given. Left out, it stays as it is. */
@InputType()
abstract class ViewWords extends MutationInput {
  @Field(() => String, { nullable: true, description: "What it is for; up to 1,000 characters." })
  @MaxLength(1000)
  description?: string | null;

  @Field(() => TaskFilter, { nullable: true, description: "Which tasks; or give `filterText`, never both." })
  @ValidateNested()
  filter?: TaskFilter | null;

  @Field(() => String, { nullable: true, description: "Which tasks, in the text form of filters." })
  @MaxLength(5000)
  filterText?: string | null;

  @Field(() => ViewLayout, { nullable: true, description: "How it is laid out." })
  layout?: ViewLayout | null;

  @Field(() => TaskGroupKey, { nullable: true, description: "What its columns are made by." })
  columns?: TaskGroupKey | null;

  @Field(() => TaskGroupKey, {
    nullable: true,
    description: "What its lanes are made by; null without lanes.",
  })
  lanes?: TaskGroupKey | null;

  @Field(() => [TaskOrder], { nullable: true, description: "How its tasks are ordered; up to 3." })
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  orderBy?: TaskOrder[] | null;

  @Field(() => [String], { nullable: true, description: "The columns of its table, in order; up to 30." })
  @ArrayMaxSize(30)
  @Length(1, 50, { each: true })
  tableColumns?: string[] | null;

  @Field(() => ID, { nullable: true, description: "The programme it is bound to; null for all." })
  @MaxLength(63)
  programmeId?: string | null;
}

@InputType({ description: "A view to be made: one's own, PRIVATE until it is shared." })
export class CreateViewInput extends ViewWords {
  @Field(() => String, { description: "What it is called; 1 to 100 characters." })
  @Length(1, 100)
  name!: string;
}

@InputType({ description: "What a view is to be. What is left out stays as it is." })
export class UpdateViewInput extends ViewWords {
  @Field(() => ID, { description: "A view's id." })
  @MaxLength(63)
  viewId!: string;

  @Field(() => Int, { description: "The version that it was seen at." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "What it is called; 1 to 100 characters." })
  @Length(1, 100)
  name?: string | null;
}

@InputType({ description: "Which view." })
export class ViewInput extends MutationInput {
  @Field(() => ID, { description: "A view's id." })
  @MaxLength(63)
  viewId!: string;
}

@InputType({ description: "Who may look at a view." })
export class ShareViewInput extends ViewInput {
  @Field(() => ViewSharing, { description: "Who may look at it." })
  sharing!: ViewSharing;
}

@InputType({ description: "A view to be copied: to one of one's own." })
export class DuplicateViewInput extends ViewInput {
  @Field(() => String, { nullable: true, description: "What the copy is called; as the view unless given." })
  @Length(1, 100)
  name?: string | null;
}

@InputType({ description: "Where among one's views a view is to stand: beside a neighbour, or at the end." })
export class MoveViewInput extends ViewInput {
  @Field(() => ID, { nullable: true, description: "The view that it is to stand before." })
  @MaxLength(63)
  beforeViewId?: string | null;

  @Field(() => ID, { nullable: true, description: "The view that it is to stand behind." })
  @MaxLength(63)
  afterViewId?: string | null;
}
