import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { StageRow } from "../programmes/stage.row.js";
import { ImportField } from "./import-field.enum.js";

/** What an amended notice does to a project or a task. */
export enum ImportDifferenceKind {
  ADDED = "ADDED",
  CHANGED = "CHANGED",
  REMOVED = "REMOVED",
}

/** How a row of one notice was found again in another. */
export enum ImportMatch {
  SAME = "SAME",
  RENUMBERED = "RENUMBERED",
  RENAMED = "RENAMED",
}

/** Why somebody should look twice before a difference is applied. */
export enum ImportWarning {
  TASK_MOVED = "TASK_MOVED",
  BOARD_EDITED = "BOARD_EDITED",
  HAS_REPORTS = "HAS_REPORTS",
}

registerEnumType(ImportDifferenceKind, {
  name: "ImportDifferenceKind",
  description: "What an amended notice does to a project or a task.",
  valuesConfig: {
    ADDED: { description: "The notice has it and the board has not." },
    CHANGED: { description: "The notice says something else of it than the last one did." },
    REMOVED: { description: "The notice has it no more." },
  },
});

registerEnumType(ImportMatch, {
  name: "ImportMatch",
  description: "How a project of the last notice was found again in the new one.",
  valuesConfig: {
    SAME: { description: "By its name, with the same number." },
    RENUMBERED: { description: "By its name; the number is another one." },
    RENAMED: { description: "By a name that is alike, or by its number and content." },
  },
});

registerEnumType(ImportWarning, {
  name: "ImportWarning",
  description: "Why somebody should look twice before a difference is applied.",
  valuesConfig: {
    TASK_MOVED: { description: "The task, or one of the project's tasks, was moved on the board since." },
    BOARD_EDITED: { description: "The board no longer says what the last notice said." },
    HAS_REPORTS: {
      description: "There are reports, or accepted work: an import takes none of that off the board.",
    },
  },
});

@ObjectType({
  description:
    "One field in three versions, as a person reads it: lists are joined with 、, periods are `YYYY-MM-DD – YYYY-MM-DD`, `≤ YYYY-MM-DD` (no first day) or `≥ YYYY-MM-DD` (no last day).",
})
export class ImportFieldDifference {
  @Field(() => ImportField, { description: "Which field." })
  field!: ImportField;

  @Field(() => String, {
    nullable: true,
    description: "As the last notice said it; null where it said nothing.",
  })
  imported!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As it is on the board; null where it is not there, or empty.",
  })
  board!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As the new notice says it; null where it says nothing.",
  })
  notice!: string | null;

  @Field(() => Boolean, {
    description: "Whether the board was changed since the last notice: applying would undo that.",
  })
  isConflict!: boolean;
}

@ObjectType({
  description:
    "Something that an amended notice changes. A project that is ADDED or REMOVED stands for its tasks too; of one that is CHANGED the tasks have differences of their own.",
})
export class ImportDifference {
  @Field(() => ID, {
    description:
      "Goes into `ApplyImportInput.accept`. The same for the same notice while the board stands as it does.",
  })
  id!: string;

  @Field(() => ImportDifferenceKind, { description: "Added, changed or removed." })
  kind!: ImportDifferenceKind;

  @Field(() => Int, {
    nullable: true,
    description: "Index in `Notice.projects`; null where the notice has it no more.",
  })
  projectIndex!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Index in `NoticeProject.tasks`; null for a project, and for what the notice has no more.",
  })
  taskIndex!: number | null;

  @Field(() => ID, { nullable: true, description: "The project on the board; null where it is added." })
  projectId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The task on the board; null for a project, and for a task that is added.",
  })
  taskId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The project's number: the notice's, or else the board's.",
  })
  projectNumber!: number | null;

  @Field(() => String, { description: "The project's name: the notice's, or else the board's." })
  projectName!: string;

  @Field(() => String, {
    nullable: true,
    description: "The task's title: the notice's, or else the board's; null for a project.",
  })
  taskTitle!: string | null;

  @Field(() => ImportMatch, {
    nullable: true,
    description: "How the project was found again; null where it is added or removed.",
  })
  match!: ImportMatch | null;

  @Field(() => StageRow, {
    nullable: true,
    description: "Where the task stands on the board; null for a project, and for a task that is added.",
  })
  stage!: StageRow | null;

  @Field(() => [ImportFieldDifference], {
    description: "The fields that differ; of what is added or removed, those that say something.",
  })
  fields!: ImportFieldDifference[];

  @Field(() => Boolean, {
    description:
      "Whether it is safe to apply without looking: the board still says what the last notice said, and nothing has moved.",
  })
  isSuggested!: boolean;

  @Field(() => Boolean, {
    description:
      "False for the removal of what has reports or was accepted: an import never takes that off the board.",
  })
  isApplicable!: boolean;

  @Field(() => [ImportWarning], { description: "Why to look twice; empty where nothing speaks against it." })
  warnings!: ImportWarning[];
}
