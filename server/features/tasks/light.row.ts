import { Extensions, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { dayIn } from "../../clock.js";
import type { StageRow } from "../programmes/stage.row.js";
import { explainLight } from "./light-words.js";
import { LightColour, lightOf } from "./light.js";
import { instant, type TaskColumns, type TaskScope } from "./task-columns.js";

registerEnumType(LightColour, {
  name: "LightColour",
  description: "The state of a card at a glance; computed, never stored.",
  valuesConfig: {
    NONE: { description: "Nothing to say: before its period, accepted in time, or without a due day." },
    GREEN: { description: "In time." },
    YELLOW: { description: "Due within 10 working days and not submitted, or finished late." },
    RED: { description: "The due day passed and it was not submitted." },
  },
});

@ObjectType({ simpleResolvers: true, description: "The state of a card at a glance (灯), always explained." })
export class Light {
  @Field(() => LightColour, { description: "The colour." })
  colour!: LightColour;

  @Field(() => Int, { nullable: true, description: "Working days left to the due day; negative past it." })
  workingDaysLeft!: number | null;

  @Extensions({ perViewer: true })
  @Field(() => String, {
    description: "Why, in the request's language: 第二季度（6月30日止），已逾 5 个工作日.",
  })
  explanation!: string;
}

export function lightFor(columns: TaskColumns, { kind }: StageRow, scope: TaskScope): Light {
  const { startsOn, dueOn, submittedAt, periodWords } = columns;
  const { today, calendar, timeZone, locale } = scope;
  const submitted = instant(submittedAt);
  const submittedOn = submitted ? dayIn(submitted, timeZone) : null;
  const verdict = lightOf({ kind, startsOn, dueOn, submittedOn, today, calendar });
  const { colour, workingDaysLeft } = verdict;
  return {
    colour,
    workingDaysLeft,
    get explanation() {
      return explainLight(verdict, dueOn, periodWords, today, locale);
    },
  };
}

/** How many of several lights have a colour. */
export function countLights(
  lights: readonly Pick<Light, "colour">[],
  colour: keyof typeof LightColour,
): number {
  return lights.filter((light) => light.colour === LightColour[colour]).length;
}
