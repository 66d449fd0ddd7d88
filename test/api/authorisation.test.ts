import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWebhookTargets } from "../../server/features/webhooks/webhook-settings.js";
import { makeSchema } from "../../server/schema.js";
import { forStrangers, withoutValue } from "../kit/authorisation/calls.js";
import { documentOf } from "../kit/authorisation/document.js";
import { observeReading } from "../kit/authorisation/observe.js";
import { observeEvents } from "../kit/authorisation/observe-events.js";
import { observeWriting } from "../kit/authorisation/observe-writing.js";
import { Specimens } from "../kit/authorisation/specimens.js";
import type { Row } from "../kit/authorisation/table.js";
import { elsewhereToken, readingToken, World } from "../kit/authorisation/world.js";
import { Luoshi } from "../kit/luoshi.js";

const webhooks = {
  targets: readWebhookTargets("127.0.0.0/8"),
  allowHttp: true,
  timeoutMilliseconds: 400,
  lookMilliseconds: 50,
  keepDays: 30,
  keepAttempts: 40,
};

/** What a reading token may do that is called a mutation. */
const forReadingTokens = ["acceptInvitation", "signIn", "signOut"];

/**
 * What belongs to no programme: a token that is bound to one sees it as everybody does. Of pages and groups of what it
 * may see, all that is said is its own.
 */
const ofTheTownship: ReadonlySet<string> = new Set([
  "Office",
  "OfficeAlias",
  "Person",
  "PersonConnection",
  "PersonEdge",
  "Viewer",
  "Query.offices",
  "Query.people",
  "Query.invitation",
  "Query.needsSetUp",
  "Query.signInMethods",
  "Query.viewer",
  "InvitationGreeting",
  "SignInMethods",
  "SingleSignOn",
  "Mutation.acceptInvitation",
  "Mutation.signIn",
  "Mutation.signOut",
  // How filters are written, and one's own views: of programmes they show what the token may see.
  "FilterError",
  "FilterReading",
  "FilterSuggestion",
  "Query.describeFilter",
  "Query.filterSuggestions",
  "Query.parseFilter",
  "Query.views",
  "Mutation.createView",
  "Mutation.deleteView",
  "Mutation.duplicateView",
  "Mutation.followView",
  "Mutation.lockView",
  "Mutation.moveView",
  "Mutation.shareView",
  "Mutation.unfollowView",
  "Mutation.unlockView",
  "Mutation.updateView",
  // Of pages, groups and kinds.
  "ProjectConnection.pageInfo",
  "SearchConnection.kinds",
  "SearchConnection.pageInfo",
  "SearchCount.kind",
  "TaskConnection.facets",
  "TaskConnection.pageInfo",
  "TaskFacet.by",
]);

/** Types that strangers come to: their own, empty viewer, and what greets whoever has an invitation's link. */
const ofStrangers: ReadonlySet<string> = new Set([
  "InvitationGreeting",
  "Session",
  "SignInMethods",
  "SingleSignOn",
  "Viewer",
]);

/** So many questions in so short a time: nobody asks like that. */
const plenty = 100_000_000;
const limits = {
  operationPoints: 10_000,
  points: plenty,
  strangerPoints: plenty,
  signInAttempts: plenty,
  operationSeconds: 10,
};

describe("Who may do what", () => {
  const luoshi = new Luoshi("SQLite");
  const world = new World(luoshi);
  const schema = makeSchema();
  let specimens: Specimens;
  let rows: Row[];
  let empty: string[];
  beforeAll(async () => {
    await luoshi.start({ webhooks, limits });
    await world.settle();
    specimens = await Specimens.of(world);
    const reading = await observeReading(schema, world, specimens);
    empty = reading.empty;
    rows = [...reading.rows, ...(await observeWriting(schema, world))];
  }, 300_000);
  afterAll(() => luoshi.stop());

  const columns = () => world.seats.map(({ column }) => column);
  const cellsOf = (column: string) => {
    const index = columns().indexOf(column);
    return rows.map(({ type, field, outcomes }) => ({
      type,
      place: `${type}.${field}`,
      cell: outcomes[index] ?? "",
    }));
  };

  it("stands in docs/who-may-do-what.md, field by field", async () => {
    rows.push(...(await observeEvents(schema, world, specimens)));
    const page = documentOf(schema, rows, columns());
    await expect(page).toMatchFileSnapshot("../../docs/who-may-do-what.md");
  });

  it("is asked about things that have a value in every field", () => {
    expect(empty).toEqual([]);
  });

  it("never fails within, whoever asks", () => {
    const broken = rows.filter(({ outcomes }) => outcomes.some((cell) => /INTERNAL|GRAPHQL|BAD_/.test(cell)));
    expect(broken).toEqual([]);
  });

  it("tells strangers to sign in, but for a short list", () => {
    const told = cellsOf("stranger").filter(
      ({ type, place }) => !ofStrangers.has(type) && !forStrangers.has(place),
    );
    expect(told.filter(({ cell }) => cell !== "sign in")).toEqual([]);
  });

  it("lets a token that reads change nothing", () => {
    const deeds = cellsOf(readingToken).filter(({ type }) => type === "Mutation");
    const done = deeds.filter(({ cell }) => !["no", "sign in", "hidden", "ALREADY_SET_UP"].includes(cell));
    expect(done.map(({ place }) => place.split(".")[1]).toSorted()).toEqual(forReadingTokens);
  });

  it("keeps a token that is bound to programmes out of every other, and of what belongs to all", () => {
    const got = cellsOf(elsewhereToken).filter(({ type, place, cell }) => {
      const isOpen = ofTheTownship.has(type) || ofTheTownship.has(place) || withoutValue.has(place);
      return !isOpen && cell.split(" / ").includes("yes");
    });
    expect(got.map(({ place }) => place)).toEqual([]);
  });
});
