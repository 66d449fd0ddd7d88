import {
  cacheExchange,
  type Cache,
  type CacheExchangeOpts,
  type KeyingConfig,
} from "@urql/exchange-graphcache";
import type { Exchange, OperationResult } from "@urql/core";
import { makeSubject, merge, onPush, pipe, type Source } from "wonka";
import schema from "../gql/introspection";
import type {
  Board_MoveTaskMutation,
  Board_MoveTaskMutationVariables,
  Board_UndoTaskMutation,
  Live_ChangesSubscription,
  Reporting_ReportMutation,
  Reschedule_TaskMutation,
  Reschedule_TaskMutationVariables,
} from "../gql/graphql";
import { guessMovedTask } from "./guess-move";
import { guessRescheduledTask } from "./guess-reschedule";

/** Types that have no id of their own live inside the thing that holds them. */
const embedded = [
  "AccessTokenConnection",
  "ApplyImportResult",
  "BatchItem",
  "BatchResult",
  "Board",
  "BoardReaders",
  "DemoAccount",
  "Diagnostic",
  "EditNotPermitted",
  "RemovedEvidence",
  "FieldChange",
  "FieldSource",
  "FilterChip",
  "FilterError",
  "FilterReading",
  "FilterSuggestion",
  "Hint",
  "ImportChoice",
  "ImportDifference",
  "ImportFieldDifference",
  "ImportPreview",
  "ImportProgress",
  "ImportQuestion",
  "Light",
  "NextStage",
  "Notice",
  "NoticeCell",
  "NoticeParagraph",
  "NoticeProject",
  "NoticeRow",
  "NoticeTable",
  "NoticeTask",
  "OfficeQuestion",
  "Period",
  "PersonConnection",
  "InvitationGreeting",
  "SignInMethods",
  "SingleSignOn",
  "Source",
  "Viewer",
  "ChangeConnection",
  "LightCounts",
  "SearchConnection",
  "SearchHit",
  "TaskConnection",
  "TaskGroup",
  "DeletedView",
  "InvalidViewFilter",
  "StaleView",
  "ViewLocked",
  "AccountLocked",
  "AlreadySetUp",
  "BoardChanged",
  "EditNotPermitted",
  "IllegalMove",
  "InvalidAnswer",
  "InvalidCorrection",
  "InvalidCredentials",
  "InvalidPeriod",
  "InvitationNotValid",
  "MoveNotPermitted",
  "NamesProgram",
  "NoticeAlreadyImported",
  "NoticeDiffers",
  "ReasonRequired",
  "ReportNotPermitted",
  "ReportStays",
  "StaleReport",
  "ReportRequired",
  "SetUpLinkInvalid",
  "StaleVersion",
  "TaskNotFound",
  "UndoRefused",
  "UnknownDifference",
  "ViewOrder",
  "UnreadableNotice",
  "WeakPassword",
  // The administration's pages.
  "AccessTokenConnection",
  "CreatedToken",
  "DeletedLabel",
  "DeletedStage",
  "InvitationConnection",
  "InvitationLink",
  "LabelNameTaken",
  "LastAdministrator",
  "LastStageOfKind",
  "NameTaken",
  "NothingToSend",
  "OfficeInCircle",
  "PageInfo",
  "PersonConnection",
  "PersonDisabled",
  "ProgrammeTitleTaken",
  "StageNotEmpty",
  "StaleOffice",
  "StalePerson",
  "StaleWebhook",
  "TokenNotAllowed",
  "TooManyWebhooks",
  "WebhookConnection",
  "WebhookDeadLetterConnection",
  "WebhookDeliveryConnection",
  "WebhookProgress",
  "WebhookSecretUnreadable",
  "WebhookTargetRefused",
  "WebhookWithSecret",
];

const keys: KeyingConfig = Object.fromEntries(embedded.map((type) => [type, () => null]));

/**
 * The normalised cache: everything with an id is kept once, so a move or a live change
 * repaints the board, the drawer and the project page together.
 */
export function createCache(): Exchange {
  return (input) => {
    const plans = forgetTogether();
    const forward = (operations: Parameters<typeof input.forward>[0]) =>
      plans.within(input.forward(operations));
    return cacheExchange(cacheOptions(plans.forget))({ ...input, forward });
  };
}

/** How long, in milliseconds, plans are gathered that are to be read again: an amendment is hundreds of changes. */
const gathering = 200;

/**
 * Forgets plans once for all changes that arrive together. Only an answer from outside may change the cache, so what
 * arrived last is given to it once more, without the card.
 */
function forgetTogether() {
  const again = makeSubject<OperationResult>();
  let latest: OperationResult | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTime = false;

  function note(result: OperationResult): void {
    if ((result.data as Partial<Live_ChangesSubscription> | undefined)?.changes) latest = result;
  }

  function repeat(): void {
    timer = undefined;
    if (!latest) return;
    const { changes } = latest.data as Live_ChangesSubscription;
    isTime = true;
    again.next({ ...latest, data: { ...latest.data, changes: { ...changes, task: null } } });
    isTime = false;
  }

  return {
    within: (results: Source<OperationResult>) => merge([pipe(results, onPush(note)), again.source]),
    forget(cache: Cache): void {
      if (isTime) forgetPlans(cache);
      else timer ??= setTimeout(repeat, gathering);
    },
  };
}

const cacheOptions = (forget: (cache: Cache) => void): Partial<CacheExchangeOpts> => ({
  schema,
  keys,
  optimistic: {
    moveTask: (variables, cache) =>
      guessMovedTask((variables as Board_MoveTaskMutationVariables).input, cache),
    rescheduleTask: (variables, cache) =>
      guessRescheduledTask((variables as Reschedule_TaskMutationVariables).input, cache),
  },
  updates: {
    Mutation: {
      reportTask({ reportTask: result }: Reporting_ReportMutation, _variables, cache) {
        // Not its reports: they have just come with the answer, which could not be read any more without them.
        if (result.__typename === "Task") forgetHistory(cache, result.id, ["history"]);
      },
      moveTask(result: Board_MoveTaskMutation, _variables, cache, info) {
        if (!info.optimistic) forgetHistory(cache, taskIdOf(result.moveTask));
      },
      rescheduleTask({ rescheduleTask }: Reschedule_TaskMutation, _variables, cache, info) {
        if (!info.optimistic) forgetHistory(cache, taskIdOf(rescheduleTask));
      },
      undoTask({ undoTask }: Board_UndoTaskMutation, _variables, cache) {
        forgetHistory(cache, taskIdOf(undoTask));
      },
      createView: forgetViews,
      duplicateView: forgetViews,
      deleteView: forgetViews,
      moveView: forgetViews,
      applyImport(_result, _variables, cache) {
        cache.invalidate("Query", "programmes");
      },
    },
    Subscription: {
      changes(result: Live_ChangesSubscription, _variables, cache) {
        receiveChange(result.changes, cache, forget);
      },
    },
  },
});

/** Which views there are, or their order, is read again. */
function forgetViews(_result: unknown, _variables: unknown, cache: Cache): void {
  cache.invalidate("Query", "views");
}

function taskIdOf(
  result:
    | Board_MoveTaskMutation["moveTask"]
    | Board_UndoTaskMutation["undoTask"]
    | Reschedule_TaskMutation["rescheduleTask"],
): string {
  return result.__typename === "Task" ? result.id : result.task.id;
}

function receiveChange(
  change: Live_ChangesSubscription["changes"],
  cache: Cache,
  forget: (cache: Cache) => void,
): void {
  const { task, verb } = change;
  if (!task || verb === "IMPORT" || !isOnBoard(task, cache)) {
    forget(cache);
    return;
  }
  // What the viewer may do next is the viewer's own, and is asked for again where it is shown.
  cache.invalidate({ __typename: "Task", id: task.id }, "nextStages");
  forgetHistory(cache, task.id);
}

/** What has changed is more than a card that is shown: boards and project pages are read again. */
function forgetPlans(cache: Cache): void {
  for (const { fieldName, fieldKey } of cache.inspectFields("Query")) {
    if (fieldName === "board" || fieldName === "project") cache.invalidate("Query", fieldKey);
  }
}

/** A task made elsewhere has been written by now, but no list of the board holds it yet. */
function isOnBoard(task: { id: string; project: { id: string } }, cache: Cache): boolean {
  const listed = cache.resolve({ __typename: "Project", id: task.project.id }, "tasks");
  return Array.isArray(listed) && (listed as unknown[]).includes(`Task:${task.id}`);
}

function forgetHistory(cache: Cache, taskId: string, fields = ["history", "reports"]): void {
  const task = { __typename: "Task", id: taskId };
  for (const field of cache.inspectFields(task)) {
    if (fields.includes(field.fieldName)) {
      cache.invalidate(task, field.fieldName, field.arguments ?? undefined);
    }
  }
}
