import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type PubSub } from "type-graphql";
import { ProgrammeChangesResolver } from "./features/changes/programme-changes.resolver.js";
import { ChangeResolver } from "./features/changes/change.resolver.js";
import { ImportResolver } from "./features/imports/import.resolver.js";
import { ImportProgressResolver } from "./features/imports/import-progress.resolver.js";
import { InvitationResolver } from "./features/invitations/invitation.resolver.js";
import { LabelResolver } from "./features/labels/label.resolver.js";
import { OfficeAdministrationResolver } from "./features/offices/office-administration.resolver.js";
import { OfficeResolver } from "./features/offices/office.resolver.js";
import { AdministrationResolver } from "./features/people/administration.resolver.js";
import { PersonFields } from "./features/people/person.fields.js";
import { PersonResolver } from "./features/people/person.resolver.js";
import { BoardEditsResolver } from "./features/programmes/board-edits.resolver.js";
import { ProgrammeResolver } from "./features/programmes/programme.resolver.js";
import { ProjectResolver } from "./features/projects/project.resolver.js";
import { ReportResolver } from "./features/tasks/reporting/report.resolver.js";
import { JoiningResolver } from "./features/sessions/joining.resolver.js";
import { SessionListResolver } from "./features/sessions/session-list.resolver.js";
import { SearchResolver } from "./features/search/search.resolver.js";
import { PresenceResolver } from "./features/presence/presence.resolver.js";
import { SessionResolver } from "./features/sessions/session.resolver.js";
import { SetUpResolver } from "./features/sessions/set-up.resolver.js";
import { SignInMethodsResolver } from "./features/single-sign-on/sign-in-methods.resolver.js";
import { ProjectFields } from "./features/tasks/project.fields.js";
import { BatchResolver } from "./features/tasks/batch.resolver.js";
import { FilterReadingFields } from "./features/tasks/filter-reading.fields.js";
import { ProjectTasksResolver } from "./features/tasks/project-tasks.resolver.js";
import { TaskEditsResolver } from "./features/tasks/task-edits.resolver.js";
import { TaskVerbsResolver } from "./features/tasks/task-verbs.resolver.js";
import { TaskResolver } from "./features/tasks/task.resolver.js";
import { ViewChangesResolver } from "./features/tasks/view-changes.resolver.js";
import { ViewFields } from "./features/tasks/view.fields.js";
import { FilterResolver } from "./features/views/filter.resolver.js";
import { ViewVerbsResolver } from "./features/views/view-verbs.resolver.js";
import { ViewResolver } from "./features/views/view.resolver.js";
import { TokenResolver, ViewersTokens } from "./features/tokens/token.resolver.js";
import {
  EvidenceResolver,
  ReportEvidence,
  TaskEvidence,
} from "./features/tasks/evidence/evidence.resolver.js";
import { TaskListResolver } from "./features/tasks/task-list.resolver.js";
import { ViewerWebhookFields, WebhookResolver } from "./features/webhooks/webhook.resolver.js";
import { WebhookWritingResolver } from "./features/webhooks/webhook-writing.resolver.js";
import { NodeResolver } from "./node.resolver.js";
import { validateInput } from "./graphql/validate-input.js";

/** Subscriptions follow the log; type-graphql asks for a pub/sub all the same. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error("Changes are announced by the log alone");
  },
  subscribe: () => {
    throw new Error("Subscriptions follow the log: give them a `subscribe`");
  },
};

/** The whole API. Fields without a resolver are plain property reads: no middleware may wrap them. */
export function makeSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      SessionResolver,
      SetUpResolver,
      SignInMethodsResolver,
      SessionListResolver,
      JoiningResolver,
      InvitationResolver,
      PersonResolver,
      PersonFields,
      AdministrationResolver,
      OfficeResolver,
      OfficeAdministrationResolver,
      ProgrammeResolver,
      ProjectFields,
      TaskResolver,
      TaskListResolver,
      TaskVerbsResolver,
      TaskEditsResolver,
      BatchResolver,
      ProjectTasksResolver,
      ProjectResolver,
      BoardEditsResolver,
      LabelResolver,
      ReportResolver,
      EvidenceResolver,
      ReportEvidence,
      TaskEvidence,
      SearchResolver,
      ChangeResolver,
      ProgrammeChangesResolver,
      ImportResolver,
      ImportProgressResolver,
      PresenceResolver,
      ViewResolver,
      ViewFields,
      ViewChangesResolver,
      ViewVerbsResolver,
      FilterResolver,
      FilterReadingFields,
      TokenResolver,
      ViewersTokens,
      WebhookResolver,
      WebhookWritingResolver,
      ViewerWebhookFields,
    ],
    orphanedTypes: [],
    validateFn: validateInput,
    pubSub: noPubSub,
  });
  describeRoots(schema);
  return schema;
}

/** Says what the root types are for, which type-graphql has no place for. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation, subscription] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];
  if (query) query.description = "What can be read, as far as whoever asks may see it.";
  if (mutation)
    mutation.description =
      "What can be done. Refusals that one may expect are members of the result and implement `Problem`; after one, nothing was written.";
  if (subscription) subscription.description = "What is told as it happens, event by event.";
}
