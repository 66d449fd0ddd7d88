import { Extensions, Field, ID, ObjectType } from "type-graphql";
import type { StatedPrice } from "../../graphql/price.js";
import { Problem } from "../../graphql/problem.js";
import { TaskRow } from "./task.row.js";

@ObjectType({ simpleResolvers: true, description: "What became of one card of a batch." })
export class BatchItem {
  @Field(() => ID, { description: "The id that was given." })
  taskId!: string;

  @Field(() => TaskRow, {
    nullable: true,
    description:
      "The card as it now is, or in a dry run would be; null where the programme has no such card.",
  })
  task!: TaskRow | null;

  @Field(() => Problem, {
    nullable: true,
    description: "Why it was not changed; null where nothing stands against it.",
  })
  problem!: Problem | null;
}

@ObjectType({ simpleResolvers: true, description: "What became of a batch." })
export class BatchResult {
  @Field(() => Boolean, {
    description:
      "Whether anything was written: false for a dry run, an ATOMIC batch with a problem, and where every card was refused.",
  })
  applied!: boolean;

  @Extensions({ price: { items: 100 } satisfies StatedPrice })
  @Field(() => [BatchItem], { description: "Each card, in the order given." })
  items!: BatchItem[];

  @Field(() => String, {
    nullable: true,
    description: "Undoes the batch: hand it to `undoTasks`. Null where nothing was written.",
  })
  undoToken!: string | null;
}
