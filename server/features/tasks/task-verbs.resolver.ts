import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { requireWriter } from "../sessions/viewer.policy.js";
import { answerTask } from "./answer-task.js";
import { moveTaskBy } from "./move-task.js";
import {
  AcceptTaskInput,
  PostponeTaskInput,
  ReopenTaskInput,
  ReturnTaskInput,
  StartTaskInput,
  SubmitTaskInput,
  WithdrawTaskInput,
} from "./task.inputs.js";
import { moveProblems, MoveTaskResult } from "./task.problems.js";

type Moved = Promise<typeof MoveTaskResult>;

/** The verbs of the stage table, for tools: they name what is meant and not a column of a board. */
@Resolver()
export class TaskVerbsResolver {
  @Mutation(() => MoveTaskResult, {
    description:
      "Begins a card: from a stage of kind PENDING to the first ACTIVE one. For those who work on it.",
  })
  startTask(@Arg("input", () => StartTaskInput) input: StartTaskInput, @Ctx() context: Context): Moved {
    return move(context, "startTask", ChangeVerb.START, input);
  }

  @Mutation(() => MoveTaskResult, {
    description:
      "Puts a card back to the first PENDING stage, while nothing was reported. For those who work on it.",
  })
  postponeTask(
    @Arg("input", () => PostponeTaskInput) input: PostponeTaskInput,
    @Ctx() context: Context,
  ): Moved {
    return move(context, "postponeTask", ChangeVerb.POSTPONE, input);
  }

  @Mutation(() => MoveTaskResult, {
    description: "Submits a card for acceptance, with the report of this attempt. For those who work on it.",
  })
  submitTask(@Arg("input", () => SubmitTaskInput) input: SubmitTaskInput, @Ctx() context: Context): Moved {
    return move(context, "submitTask", ChangeVerb.SUBMIT, input);
  }

  @Mutation(() => MoveTaskResult, {
    description: "Takes a card back from acceptance to the first ACTIVE stage. For those who work on it.",
  })
  withdrawTask(
    @Arg("input", () => WithdrawTaskInput) input: WithdrawTaskInput,
    @Ctx() context: Context,
  ): Moved {
    return move(context, "withdrawTask", ChangeVerb.WITHDRAW, input);
  }

  @Mutation(() => MoveTaskResult, {
    description:
      "Accepts a submitted card. For its project's leaders and supervisors; never for whoever submitted it.",
  })
  acceptTask(@Arg("input", () => AcceptTaskInput) input: AcceptTaskInput, @Ctx() context: Context): Moved {
    return move(context, "acceptTask", ChangeVerb.ACCEPT, input);
  }

  @Mutation(() => MoveTaskResult, {
    description:
      "Returns a submitted card for rectification, with a reason; counted. For its project's leaders and supervisors.",
  })
  returnTask(@Arg("input", () => ReturnTaskInput) input: ReturnTaskInput, @Ctx() context: Context): Moved {
    return move(context, "returnTask", ChangeVerb.RETURN, input);
  }

  @Mutation(() => MoveTaskResult, {
    description: "Opens an accepted card again, with a reason. For supervisors.",
  })
  reopenTask(@Arg("input", () => ReopenTaskInput) input: ReopenTaskInput, @Ctx() context: Context): Moved {
    return move(context, "reopenTask", ChangeVerb.REOPEN, input);
  }
}

type VerbInput = StartTaskInput & Partial<Pick<SubmitTaskInput, "report"> & Pick<ReturnTaskInput, "reason">>;

async function move(context: Context, mutation: string, verb: ChangeVerb, input: VerbInput): Moved {
  const viewer = requireWriter(context);
  return answerTask(context, viewer, mutation, input, moveProblems, () =>
    moveTaskBy(context, viewer, verb, input),
  );
}
