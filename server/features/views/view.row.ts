import { TaskGroupKey } from "../tasks/task-group.row.js";
import { OrderDirection, TaskOrderField } from "../tasks/task-order.enum.js";
import { Field, Int, ObjectType } from "type-graphql";
import { JsonObject } from "../../graphql/json-object.js";
import { Node } from "../../graphql/node.js";
import type { JsonObject as Filter } from "./filter-language/filter-shape.js";
import { ViewLayout, ViewSharing } from "./view.enum.js";

@ObjectType({ simpleResolvers: true, description: "What a view's tasks are ordered by." })
export class ViewOrder {
  @Field(() => TaskOrderField, { description: "By what." })
  field!: TaskOrderField;

  @Field(() => OrderDirection, { description: "Which way." })
  direction!: OrderDirection;
}

/** A view as the API shows it: how it looks to its viewer. */
@ObjectType("View", {
  implements: Node,
  simpleResolvers: true,
  description: "A saved filter with its layout (视图). The ids of ready-made ones are the same everywhere.",
})
export class ViewRow extends Node {
  @Field(() => String, { description: "What it is called; of a ready-made view, in the request's language." })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: "What it is for." })
  readonly description!: string | null;

  @Field(() => JsonObject, {
    description: "Its filter in canonical form: fits a variable of type `TaskFilter` as it is.",
  })
  readonly filterJson!: Filter;

  @Field(() => ViewLayout, { description: "How it is laid out." })
  readonly layout!: ViewLayout;

  @Field(() => TaskGroupKey, { description: "What its columns are made by." })
  readonly columns!: TaskGroupKey;

  @Field(() => TaskGroupKey, {
    nullable: true,
    description: "What its lanes are made by; null without lanes.",
  })
  readonly lanes!: TaskGroupKey | null;

  @Field(() => [ViewOrder], { description: "How its tasks are ordered; in the notice's order where empty." })
  readonly orderBy!: ViewOrder[];

  @Field(() => [String], { description: "The columns of its table, in order; the usual ones where empty." })
  readonly tableColumns!: string[];

  @Field(() => ViewSharing, { description: "Who may look at it." })
  readonly sharing!: ViewSharing;

  @Field(() => Boolean, {
    description: "Whether it is there from the start, for everybody, and never changed.",
  })
  readonly isReadyMade!: boolean;

  @Field(() => Boolean, { description: "Whether it must be unlocked before it is changed." })
  readonly isLocked!: boolean;

  @Field(() => Boolean, { description: "Whether it is the viewer's own." })
  readonly isMine!: boolean;

  @Field(() => Boolean, { description: "Whether the viewer follows it." })
  readonly isFollowed!: boolean;

  @Field(() => Boolean, { description: "Whether the viewer may change or share it: `updateView`." })
  readonly viewerCanEdit!: boolean;

  @Field(() => Boolean, { description: "Whether the viewer may lock and unlock it." })
  readonly viewerCanLock!: boolean;

  @Field(() => Boolean, { description: "Whether the viewer may delete it." })
  readonly viewerCanDelete!: boolean;

  @Field(() => Int, {
    description: "1 when made, one more for every change: hand it to `updateView` as `expectedVersion`.",
  })
  readonly version!: number;

  readonly ownerId!: string | null;
  readonly programmeId!: string | null;
  readonly rank!: string | null;
}
