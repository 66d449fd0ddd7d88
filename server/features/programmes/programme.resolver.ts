import {
  Arg,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  Info,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "../../context.js";
import { asksFor } from "../../graphql/asked-fields.js";
import type { StatedPrice } from "../../graphql/price.js";
import { notFound } from "../../graphql/coded-error.js";
import { LabelRow } from "../labels/label.row.js";
import { readLabels } from "../labels/read-labels.js";
import { ProjectRow } from "../projects/project.row.js";
import { PointInTime } from "../../graphql/point-in-time.js";
import { readBoardAt } from "../tasks/past/read-board-at.js";
import { keepTasks, readBoard } from "../tasks/read-tasks.js";
import { maySee, requireProgramme, requireReader } from "./programme.policy.js";
import { ProgrammeRow } from "./programme.row.js";
import { readProgramme, readProgrammes, readStages } from "./read-programmes.js";
import { StageRow } from "./stage.row.js";

@ObjectType({
  simpleResolvers: true,
  description:
    "A whole board in one answer. Its tasks are under its projects; columns are made by `Task.stage`.",
})
export class Board {
  @Field(() => ProgrammeRow, { description: "The programme; its revision names the state that is shown." })
  programme!: ProgrammeRow;

  @Extensions({ price: { items: 4 } satisfies StatedPrice })
  @Field(() => [StageRow], { description: "The columns, from the left." })
  stages!: StageRow[];

  // A board has a price of its own, whatever its size: that of a usual one, as it is kept ready.
  @Extensions({ price: { items: 10 } satisfies StatedPrice })
  @Field(() => [ProjectRow], { description: "The projects, in the notice's order." })
  projects!: ProjectRow[];
}

@Resolver(() => ProgrammeRow)
export class ProgrammeResolver {
  @Query(() => [ProgrammeRow], { description: "All programmes, the newest first." })
  async programmes(@Ctx() context: Context): Promise<ProgrammeRow[]> {
    const viewer = requireReader(context);
    return (await readProgrammes(context)).filter(({ id }) => maySee(viewer, id));
  }

  @Query(() => ProgrammeRow, {
    nullable: true,
    description: "The programme with this id; null where there is none.",
  })
  async programme(
    @Arg("id", () => ID, { description: "A programme's id." }) id: string,
    @Ctx() context: Context,
  ) {
    const viewer = requireReader(context);
    return maySee(viewer, id) ? readProgramme(context, id) : null;
  }

  @Query(() => Board, {
    description:
      "The whole board of a programme, now or as it stood. NOT_FOUND for an unknown id, or for a day before there was the programme.",
  })
  async board(
    @Arg("programmeId", () => ID, { description: "A programme's id." }) programmeId: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("asOf", () => PointInTime, {
      nullable: true,
      description:
        "As it stood then, told from the log, with the lights of that day; people and offices under today's names, and nothing may be moved. Not in the future.",
    })
    asOf?: string | null,
  ): Promise<Board> {
    requireProgramme(requireReader(context), programmeId);
    const board = asOf
      ? await readBoardAt(context, programmeId, asOf)
      : await readBoard(context, programmeId, (field) => asksFor(field, info));
    if (!board) throw notFound("programme");
    keepTasks(board);
    return board;
  }

  @FieldResolver(() => [StageRow], {
    description: "The columns of its board, from the left; under a board of the past, those of that day.",
  })
  async stages(@Root() programme: ProgrammeRow, @Ctx() context: Context): Promise<StageRow[]> {
    return programme.past?.stages ?? readStages(context, programme.id);
  }

  @FieldResolver(() => [LabelRow], {
    description: "The labels that its cards may have, by name; under a board of the past, those of that day.",
  })
  async labels(@Root() programme: ProgrammeRow, @Ctx() context: Context): Promise<LabelRow[]> {
    return programme.past?.labels ?? readLabels(context, programme.id);
  }
}
