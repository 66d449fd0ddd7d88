import { Field, ObjectType, registerEnumType } from "type-graphql";
import { fill } from "../../graphql/locale.js";
import { stageName } from "../programmes/stage.entity.js";
import { StageRow } from "../programmes/stage.row.js";
import { moveRefusalWords } from "./move-words.js";
import { judgeMove, MoveNeed, type Position, type Standing } from "./stages.js";
import type { TaskScope } from "./task-columns.js";

registerEnumType(MoveNeed, {
  name: "MoveNeed",
  description: "What a move still needs from the one who makes it.",
  valuesConfig: {
    REPORT: { description: "A report for this attempt: `MoveTaskInput.report`." },
    REASON: { description: "A reason in words: `MoveTaskInput.reason`." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "Another stage, whether the viewer may move this card there, and what that still needs.",
})
export class NextStage {
  @Field(() => StageRow, { description: "The stage." })
  stage!: StageRow;

  @Field(() => Boolean, { description: "Whether the viewer may move the card there now." })
  allowed!: boolean;

  @Field(() => [MoveNeed], { description: "What must come with the move." })
  needs!: MoveNeed[];

  @Field(() => String, {
    nullable: true,
    description: "Why it may not, in the request's language; null where it may.",
  })
  reason!: string | null;
}

/** Whether a card at `position` may go to a stage, for the scope's viewer. */
export function nextStage(
  stage: StageRow,
  from: StageRow,
  position: Position,
  standing: Standing,
  { viewer, locale }: Pick<TaskScope, "viewer" | "locale">,
): NextStage {
  const verdict = judgeMove(position, stage.kind, standing, viewer.personId);
  if (verdict.allowed) return { stage, allowed: true, needs: verdict.needs, reason: null };
  const names = { from: stageName(from, locale), to: stageName(stage, locale) };
  const words = moveRefusalWords[verdict.refusal][locale];
  return { stage, allowed: false, needs: [], reason: fill(words, names) };
}
