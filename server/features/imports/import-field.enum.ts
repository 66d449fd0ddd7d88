import { registerEnumType } from "type-graphql";

/** What of a project or a task can be corrected, or can differ. */
export enum ImportField {
  NUMBER = "NUMBER",
  CATEGORY = "CATEGORY",
  NAME = "NAME",
  CONTENT = "CONTENT",
  PROGRESS_TEXT = "PROGRESS_TEXT",
  LEADERS = "LEADERS",
  OWNERS = "OWNERS",
  OFFICES = "OFFICES",
  ASSISTING_OFFICES = "ASSISTING_OFFICES",
  REMARKS = "REMARKS",
  TITLE = "TITLE",
  PERIOD = "PERIOD",
  POSITION = "POSITION",
}

registerEnumType(ImportField, {
  name: "ImportField",
  description: "What of a project or a task can be corrected, or can differ between two notices.",
  valuesConfig: {
    NUMBER: { description: "A project's number as printed (序号)." },
    CATEGORY: { description: "The section that a project stands under (类别)." },
    NAME: { description: "A project's name." },
    CONTENT: { description: "What is to be built or done." },
    PROGRESS_TEXT: { description: "The progress plan in the notice's words." },
    LEADERS: { description: "The responsible leaders." },
    OWNERS: { description: "The responsible persons." },
    OFFICES: { description: "The responsible offices, the leading one first." },
    ASSISTING_OFFICES: { description: "The assisting offices." },
    REMARKS: { description: "A project's remarks." },
    TITLE: { description: "What a task says is to be done." },
    PERIOD: { description: "When a task is to be done." },
    POSITION: { description: "The place among the notice's projects, or among the project's tasks." },
  },
});
