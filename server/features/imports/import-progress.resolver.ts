import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import { requireImporter } from "../programmes/programme.policy.js";
import { ImportProgress } from "./import-progress.row.js";
import { progressKey } from "./progress-feed.js";

const longestId = 100;

@Resolver()
export class ImportProgressResolver {
  @Subscription(() => ImportProgress, {
    description:
      "How far one's own preview or import has come: subscribe first, then send the operation with the same `progressId`. Ends with the operation; heard on the server that runs it.",
    subscribe: async ({ args, context }: { args: { id: string }; context: Context }) =>
      follow(args.id, context),
  })
  importProgress(
    @Root() progress: ImportProgress,
    @Arg("id", () => ID, {
      description: "The `progressId` of the operation: made up by the client, new each time.",
    })
    _id: string,
  ): ImportProgress {
    return progress;
  }
}

function follow(id: string, context: Context): AsyncIterableIterator<ImportProgress> {
  const { personId } = requireImporter(context);
  if (id.length > longestId) throw badInput(`id: expected at most ${longestId} characters`);
  return context.progress.follow(progressKey(personId, id));
}
