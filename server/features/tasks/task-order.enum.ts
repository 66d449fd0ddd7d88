import { Field, InputType, registerEnumType } from "type-graphql";

/** What tasks can be ordered by. */
export enum TaskOrderField {
  PROJECT = "PROJECT",
  DUE_ON = "DUE_ON",
  STARTS_ON = "STARTS_ON",
  STAGE = "STAGE",
  LIGHT = "LIGHT",
  DAYS_LATE = "DAYS_LATE",
  TITLE = "TITLE",
  SUBMITTED_AT = "SUBMITTED_AT",
  ACCEPTED_AT = "ACCEPTED_AT",
  UPDATED_AT = "UPDATED_AT",
  TIMES_RETURNED = "TIMES_RETURNED",
}

registerEnumType(TaskOrderField, {
  name: "TaskOrderField",
  description: "What tasks can be ordered by. What has no value comes last, whichever the direction.",
  valuesConfig: {
    PROJECT: { description: "The notice's order: programme, project, place in its progress plan." },
    DUE_ON: { description: "The last day of the period." },
    STARTS_ON: { description: "The first day of the period." },
    STAGE: { description: "The board's order: column, place in the column." },
    LIGHT: { description: "The light: NONE, GREEN, YELLOW, RED. Descending shows the red ones first." },
    DAYS_LATE: { description: "Working days late." },
    TITLE: { description: "The title, by code unit." },
    SUBMITTED_AT: { description: "When it was submitted." },
    ACCEPTED_AT: { description: "When it was accepted." },
    UPDATED_AT: { description: "When it was last changed." },
    TIMES_RETURNED: { description: "How often it was returned." },
  },
});

/** What projects can be ordered by. */
export enum ProjectOrderField {
  NOTICE = "NOTICE",
  NUMBER = "NUMBER",
  NAME = "NAME",
  LIGHT = "LIGHT",
  UPDATED_AT = "UPDATED_AT",
}

registerEnumType(ProjectOrderField, {
  name: "ProjectOrderField",
  description: "What projects can be ordered by. What has no value comes last, whichever the direction.",
  valuesConfig: {
    NOTICE: { description: "The notice's order, programme by programme." },
    NUMBER: { description: "The number as printed." },
    NAME: { description: "The name, by code unit." },
    LIGHT: { description: "The worst light of its tasks: NONE, GREEN, YELLOW, RED." },
    UPDATED_AT: { description: "When it was last changed itself." },
  },
});

/** Which way an order goes. */
export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}

registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Which way an order goes.",
  valuesConfig: {
    ASC: { description: "Smallest, earliest first." },
    DESC: { description: "Largest, latest first." },
  },
});

@InputType({ description: "One criterion of an order of tasks." })
export class TaskOrder {
  @Field(() => TaskOrderField, { description: "By what." })
  field!: TaskOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "Which way." })
  direction!: OrderDirection;
}

@InputType({ description: "One criterion of an order of projects." })
export class ProjectOrder {
  @Field(() => ProjectOrderField, { description: "By what." })
  field!: ProjectOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "Which way." })
  direction!: OrderDirection;
}
