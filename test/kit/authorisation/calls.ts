import type { Ids } from "./specimens.js";
import type { Calls } from "./walk.js";

/** How fields are called that need arguments, or that show more with them. */
export function callsFor(ids: Ids): Calls {
  const id = (type: string) => JSON.stringify(ids[type] ?? "");
  const every = "[STAGE, STAGE_KIND, LABEL, LIGHT, LEAD_OFFICE, ASSIGNEE, PROGRAMME, PROJECT]";
  return {
    "Query.board": `(programmeId: ${id("Programme")})`,
    "Query.node": `(id: ${id("Task")})`,
    "Query.nodes": `(ids: [${id("Task")}, ${id("Project")}])`,
    "Query.programme": `(id: ${id("Programme")})`,
    "Query.project": `(id: ${id("Project")})`,
    "Query.search": `(text: "项目")`,
    "Query.task": `(id: ${id("Task")})`,
    "Query.describeFilter": "(filter: { light: { eq: RED } })",
    "Query.filterSuggestions": `(text: "灯:", cursor: 2)`,
    "Query.parseFilter": `(text: "灯:红 灯:无此")`,
    "FilterReading.taskIds": `(programmeId: ${id("Programme")})`,
    "Query.invitation": `(token: ${id("token")})`,
    "Query.view": `(id: ${id("View")})`,
    "View.facets": `(of: ${every})`,
    "Query.webhook": `(id: ${id("Webhook")})`,
    "TaskConnection.facets": `(of: ${every})`,
    "TaskConnection.groups": "(by: STAGE, then: LIGHT)",
  };
}

/** Not gone over in search of a way: what is behind them stands elsewhere with more to see. */
export const detours: ReadonlySet<string> = new Set([
  "Query.demoAccounts",
  "Query.node",
  "Query.nodes",
  "Query.views",
  "View.facets",
  "View.groups",
  "View.tasks",
  // A period that was set anew has no words.
  "Task.period",
  "TaskConnection.groups",
  "TaskGroup.groups",
]);

/** What differs by who asks, and is theirs: without an error, it is what they should see. */
export const personal: ReadonlySet<string> = new Set(["Query.viewer", "Query.views"]);
export const personalTypes: ReadonlySet<string> = new Set(["NextStage", "Session", "Viewer"]);

/** Fields without a value on the specimens, for anybody. A field that is not here must have one. */
export const withoutValue: ReadonlySet<string> = new Set([
  "FilterReading.chips",
  "FilterReading.filterJson",
  "FilterReading.taskIds",
  "Invitation.acceptedAt",
  "NextStage.needs",
  "Person.lockedUntil",
  "Query.demoAccounts",
  "Session.client",
  "SignInMethods.singleSignOn",
  "SingleSignOn.label",
  "Source.document",
  "Source.paragraph",
  "Task.pendingEvidence",
  "TaskGroup.groups",
  "TaskGroup.quarter",
  "View.tableColumns",
  "WebhookDelivery.nextAttemptAt",
  "WebhookProgress.nextAttemptAt",
]);

/** What a stranger may ask; everything else says `sign in`. */
export const forStrangers: ReadonlySet<string> = new Set([
  "Query.demoAccounts",
  "Query.invitation",
  "Query.viewer",
  "Query.needsSetUp",
  "Query.signInMethods",
  "Mutation.acceptInvitation",
  "Mutation.setUp",
  "Mutation.signIn",
  "Mutation.signOut",
]);

/** What only its owner sees all of: whoever sees everything else does not. */
export const ownersOnly: ReadonlySet<string> = new Set(["View", "Query.view"]);
