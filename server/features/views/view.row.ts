import { Field, ID, Int, ObjectType } from "type-graphql";
import { JsonObject } from "../../graphql/json-object.js";
import type { JsonObject as Filter } from "./filter-language/filter-shape.js";
import { ViewGrouping, ViewLayout, ViewOrderDirection, ViewOrderField, ViewSharing } from "./view.enum.js";

@ObjectType({ simpleResolvers: true, description: "What a view's tasks are ordered by." })
export class ViewOrder {
  @Field(() => ViewOrderField, { description: "By what." })
  field!: ViewOrderField;

  @Field(() => ViewOrderDirection, { description: "Which way." })
  direction!: ViewOrderDirection;
}

/** A view as the API shows it: how it looks to its viewer. */
@ObjectType("View", { simpleResolvers: true, description: "A saved filter with its layout (视图)." })
export class ViewRow {
  @Field(() => ID, { description: "A TypeID; of a ready-made view, the same everywhere." })
  readonly id!: string;

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

  @Field(() => ViewGrouping, { description: "What its columns are made by." })
  readonly columns!: ViewGrouping;

  @Field(() => ViewGrouping, {
    nullable: true,
    description: "What its lanes are made by; null without lanes.",
  })
  readonly lanes!: ViewGrouping | null;

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
