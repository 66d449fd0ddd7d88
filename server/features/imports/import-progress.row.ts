import { Field, Int, ObjectType, registerEnumType } from "type-graphql";

/** What an import is busy with. */
export enum ImportPhase {
  READING = "READING",
  COMPARING = "COMPARING",
  WRITING = "WRITING",
}

registerEnumType(ImportPhase, {
  name: "ImportPhase",
  description: "What an import is busy with.",
  valuesConfig: {
    READING: {
      description: "Reads the document, row by row; before the first row it may wait for its turn.",
    },
    COMPARING: { description: "Compares what was read with the board and the last import." },
    WRITING: { description: "Writes projects and tasks; nobody sees any of it before all is written." },
  },
});

@ObjectType({ description: "How far a preview or an import has come." })
export class ImportProgress {
  @Field(() => ImportPhase, { description: "What it is busy with." })
  phase!: ImportPhase;

  @Field(() => Int, { description: "How many rows are done in this phase." })
  done!: number;

  @Field(() => Int, { description: "How many there are; 0 while that is not known." })
  total!: number;
}
