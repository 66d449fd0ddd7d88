import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Resolver,
  Root,
} from "type-graphql";
import { ArrayMaxSize, MaxLength } from "class-validator";
import type { Context } from "../../context.js";
import { connectionClasses, PageArguments, pageOf } from "../../graphql/connection.js";
import { DateTime } from "../../graphql/date-time.js";
import { ChangeVerb, SubjectKind } from "../../log/change.entity.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { ChangeRow } from "./change.row.js";
import { readChangesPage } from "./read-changes-page.js";

@InputType({ description: "Which changes. All that is given must hold." })
export class ChangeFilter {
  @Field(() => [ChangeVerb], { nullable: true, description: "What was done is one of these; up to 30." })
  @ArrayMaxSize(30)
  verbs?: ChangeVerb[] | null;

  @Field(() => [SubjectKind], {
    nullable: true,
    description: "It was done to a thing of one of these kinds.",
  })
  @ArrayMaxSize(30)
  subjectKinds?: SubjectKind[] | null;

  @Field(() => ID, { nullable: true, description: "Who did it." })
  @MaxLength(63)
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: "The project that it belongs to." })
  @MaxLength(63)
  projectId?: string | null;

  @Field(() => ID, { nullable: true, description: "The task that it belongs to." })
  @MaxLength(63)
  taskId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "It was done then or later." })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "It was done before then." })
  until?: Date | null;
}

const ofChanges = connectionClasses(() => ChangeRow, "Change");

@ObjectType({ description: "A page of changes, the newest first." })
export class ChangeConnection extends ofChanges.Connection {}

/** What a programme tells of its past. */
@Resolver(() => ProgrammeRow)
export class ProgrammeChangesResolver {
  @FieldResolver(() => ChangeConnection, {
    description:
      "What was done in it, the newest first; page by page. To hear of new ones: the subscription `changes`.",
  })
  async changes(
    @Root() programme: ProgrammeRow,
    @Ctx() { rows }: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ChangeFilter, { nullable: true, description: "Which; all without it." })
    filter?: ChangeFilter | null,
  ): Promise<ChangeConnection> {
    return Object.assign(
      new ChangeConnection(),
      await readChangesPage(rows, programme.id, filter ?? {}, pageOf(page)),
    );
  }
}
