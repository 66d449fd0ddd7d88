import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "./context.js";
import { readChange } from "./features/changes/read-changes.js";
import { readInvitation } from "./features/invitations/read-invitations.js";
import { requireAdministrator } from "./features/people/person.policy.js";
import { readLabel } from "./features/labels/read-labels.js";
import { readOffice, readPerson } from "./features/people/read-people.js";
import { maySee, requireReader } from "./features/programmes/programme.policy.js";
import { readProgramme, readStage } from "./features/programmes/read-programmes.js";
import { readProject } from "./features/projects/read-projects.js";
import { mayReadEvidence } from "./features/evidence/evidence.policy.js";
import { readOneEvidence } from "./features/evidence/read-evidence.js";
import { readReport } from "./features/reports/read-reports.js";
import type { Viewer } from "./features/sessions/viewer.policy.js";
import { readTask } from "./features/tasks/read-tasks.js";
import { readView } from "./features/views/read-views.js";
import { readDeadLetter, readDelivery, readWebhook } from "./features/webhooks/read-webhooks.js";
import { readToken } from "./features/tokens/read-tokens.js";
import { maySeeToken } from "./features/tokens/token.policy.js";
import { badInput, CodedError } from "./graphql/coded-error.js";
import { Node } from "./graphql/node.js";
import { ACCOUNTS_CHAIN } from "./log/log-head.entity.js";

/** Reads a thing that the viewer may see; null, or NOT_FOUND, for any other. */
type ReadNode = (context: Context, viewer: Viewer, id: string) => Promise<object | null>;

/** What stands in a programme, for those who may see that. */
function within<Thing extends object>(
  read: (context: Context, id: string) => Promise<Thing | null>,
  programmeOf: (thing: Thing) => string,
): ReadNode {
  return async (context, viewer, id) => {
    const thing = await read(context, id);
    return thing && maySee(viewer, programmeOf(thing)) ? thing : null;
  };
}

/** How each kind of thing is read, by the prefix of its ids. */
const kinds: Record<string, ReadNode> = {
  programme: within(readProgramme, ({ id }) => id),
  project: within(
    ({ rows }, id) => readProject(rows, id),
    ({ programmeId }) => programmeId,
  ),
  task: within(readTask, ({ project }) => project.programmeId),
  stage: within(readStage, ({ programmeId }) => programmeId),
  label: within(readLabel, ({ programmeId }) => programmeId),
  change: async ({ rows }, viewer, id) => {
    const change = await readChange(rows, id);
    // What belongs to no programme is for nobody to read: accounts and their invitations.
    const isShown = change && change.programmeId !== ACCOUNTS_CHAIN && maySee(viewer, change.programmeId);
    return isShown ? change : null;
  },
  report: async (context, viewer, id) => {
    const found = await readReport(context, id);
    return found && maySee(viewer, found.programmeId) ? found.report : null;
  },
  evidence: async ({ rows }, viewer, id) => {
    const found = await readOneEvidence(rows, id);
    return found && mayReadEvidence(viewer, found.evidence, found.programmeId) ? found.evidence : null;
  },
  person: (context, _viewer, id) => readPerson(context, id),
  office: (context, _viewer, id) => readOffice(context, id),
  invitation: (context, _viewer, id) => {
    requireAdministrator(context);
    return readInvitation(context.rows, id);
  },
  view: readView,
  webhook: ({ rows }, viewer, id) => readWebhook(rows, viewer, id),
  token: async ({ rows }, viewer, id) => {
    const token = await readToken(rows, id);
    return token && maySeeToken(viewer, token) ? token : null;
  },
  delivery: ({ rows }, viewer, id) => readDelivery(rows, viewer, id),
  deadletter: ({ rows }, viewer, id) => readDeadLetter(rows, viewer, id),
};

/** The most ids of one question. */
const mostNodes = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      "The thing with this id, of whatever kind; null for an id that is unknown, forged or not the viewer's to see: nobody learns which.",
  })
  node(
    @Arg("id", () => ID, { description: "A TypeID, as every `id` of the API." }) id: string,
    @Ctx() context: Context,
  ): Promise<object | null> {
    return readNode(context, requireReader(context), id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "The things with these ids, in the same order; null in the place of one that `node` has none for.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "Up to 100 TypeIDs." }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(object | null)[]> {
    const viewer = requireReader(context);
    if (ids.length > mostNodes) throw badInput(`ids: expected up to ${mostNodes}, found ${ids.length}`);
    return Promise.all(ids.map((id) => readNode(context, viewer, id)));
  }
}

async function readNode(context: Context, viewer: Viewer, id: string): Promise<object | null> {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf("_")));
  const read = Object.hasOwn(kinds, prefix) ? kinds[prefix] : undefined;
  if (!read || id.length > 63) return null;
  try {
    return await read(context, viewer, id);
  } catch (error) {
    const code = error instanceof CodedError ? error.extensions.code : null;
    if (code === "NOT_FOUND" || code === "FORBIDDEN") return null;
    throw error;
  }
}
