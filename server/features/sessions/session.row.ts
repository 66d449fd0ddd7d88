import { Field, ID, ObjectType } from "type-graphql";
import { DateTime } from "../../graphql/date-time.js";

/** A session as its owner sees it. */
@ObjectType("Session", { description: "A browser that signed in; only its owner sees it (登录会话)." })
export class SessionRow {
  @Field(() => ID, { description: "A TypeID." })
  id!: string;

  @Field(() => DateTime, { description: "When it signed in." })
  createdAt!: Date;

  @Field(() => DateTime, { description: "When it was last used, to the minute." })
  lastSeenAt!: Date;

  @Field(() => DateTime, {
    description:
      "When it ends, whatever comes; without use it ends before that, after `SESSION_IDLE_MINUTES`.",
  })
  expiresAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The browser and its system, as "Chrome · Windows"; null where it did not say.',
  })
  client!: string | null;

  @Field(() => String, { nullable: true, description: "The IP address that it signed in from, where known." })
  address!: string | null;

  @Field(() => Boolean, { description: "Whether it is the one that asks." })
  isCurrent!: boolean;
}
