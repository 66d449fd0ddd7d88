import { createUnionType, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionClasses } from "../../graphql/connection.js";
import { OfficeRow } from "../offices/office.row.js";
import { PersonRow } from "../people/person.row.js";
import { ProjectRow } from "../projects/project.row.js";
import { TaskRow } from "../tasks/task.row.js";

/** What can be looked for. */
export enum SearchKind {
  PROJECT = "PROJECT",
  TASK = "TASK",
  PERSON = "PERSON",
  OFFICE = "OFFICE",
}

registerEnumType(SearchKind, {
  name: "SearchKind",
  description: "What can be looked for.",
  valuesConfig: {
    PROJECT: { description: "By its name and its other texts, and the names of its people and offices." },
    TASK: { description: "By its title, the names of its assignees, and whatever its project is found by." },
    PERSON: { description: "By name, in characters or in pinyin." },
    OFFICE: {
      description: "By name, in characters or in pinyin, and by the other names that notices give it.",
    },
  },
});

/** Where something was found. */
export enum SearchField {
  NAME = "NAME",
  ALIAS = "ALIAS",
  PERSON = "PERSON",
  OFFICE = "OFFICE",
  PROJECT_NAME = "PROJECT_NAME",
  CONTENT = "CONTENT",
  PLAN = "PLAN",
  REMARKS = "REMARKS",
}

registerEnumType(SearchField, {
  name: "SearchField",
  description: "Where something was found.",
  valuesConfig: {
    NAME: { description: "In its own name, or in a task's title." },
    ALIAS: { description: "In another name that notices give an office." },
    PERSON: { description: "In the name of one of its people, or of its project's." },
    OFFICE: { description: "In the name of one of its offices, or of its project's." },
    PROJECT_NAME: { description: "Of a task: in its project's name." },
    CONTENT: { description: "In the project's content." },
    PLAN: { description: "In the project's progress plan." },
    REMARKS: { description: "In the project's remarks." },
  },
});

export const SearchItem = createUnionType({
  name: "SearchItem",
  description: "Something that was looked for.",
  types: () => [ProjectRow, TaskRow, PersonRow, OfficeRow] as const,
});

@ObjectType({ simpleResolvers: true, description: "A part of a text." })
export class Highlight {
  @Field(() => Int, { description: "Where it begins, counted in UTF-16 units from 0." })
  start!: number;

  @Field(() => Int, { description: "Where it ends, not itself part of it." })
  end!: number;
}

@ObjectType({ simpleResolvers: true, description: "One thing that was found, and where." })
export class SearchHit {
  @Field(() => SearchItem, { description: "What was found." })
  item!: typeof SearchItem;

  @Field(() => SearchField, { description: "Where most of the words stand." })
  field!: SearchField;

  @Field(() => String, {
    description: "The text that they stand in, or, where it is long, a part of it with `…` where it was cut.",
  })
  snippet!: string;

  @Field(() => [Highlight], {
    description: "Where in the snippet the words stand, in order; of pinyin, the characters that sound so.",
  })
  highlights!: Highlight[];
}

@ObjectType({ simpleResolvers: true, description: "How many things of a kind were found." })
export class SearchCount {
  @Field(() => SearchKind, { description: "The kind." })
  kind!: SearchKind;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

const ofHits = connectionClasses(() => SearchHit, "Search");

@ObjectType({ description: "A page of what was found, the best first." })
export class SearchConnection extends ofHits.Connection {
  countKinds!: () => Promise<SearchCount[]>;

  @Field(() => [SearchCount], {
    description: "How many there are of each kind that was asked for, on all pages together; 0 included.",
  })
  kinds(): Promise<SearchCount[]> {
    return this.countKinds();
  }
}
