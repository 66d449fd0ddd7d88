import type { GraphQLSchema } from "graphql";
import type { Client, GraphqlError } from "../client.js";
import { outcomeOf } from "./ask.js";
import { noticeText } from "../notice-text.js";
import type { Specimens } from "./specimens.js";
import { cellOf, type Outcome, type Row } from "./table.js";
import { sides, type World } from "./world.js";

/** How a subscription is asked, and what makes it tell something. */
interface Following {
  document: string;
  happen?: (client: Client) => Promise<unknown>;
}

/** How each subscription is followed. One that is not here fails the test. */
function followings(programmeId: string, viewId: string): Record<string, Following> {
  const text = noticeText("2022年责任分解表", [{ name: "修路" }]);
  const preview = `mutation ($input: PreviewImportInput!) { previewImport(input: $input) { __typename } }`;
  return {
    boardReaders: { document: `subscription { boardReaders(programmeId: "${programmeId}") { count } }` },
    changes: { document: `subscription { changes(programmeId: "${programmeId}", sinceRevision: 0) { id } }` },
    viewChanged: {
      document: `subscription { viewChanged(id: "${viewId}", sinceRevision: 0) { __typename } }`,
    },
    importProgress: {
      document: `subscription { importProgress(id: "p1") { phase } }`,
      happen: (client) => client.send(preview, { input: { document: { text }, progressId: "p1" } }),
    },
  };
}

/** Who may follow what: a row for each subscription. */
export async function observeEvents(
  schema: GraphQLSchema,
  world: World,
  specimens: Specimens,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name } of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const outcomes: Outcome[] = [];
    for (const seat of world.seats) {
      const bySide: Outcome[] = [];
      for (const side of sides) {
        const ids = await specimens.idsFor(seat, side);
        const following = followings(specimens.programme.id, ids.View ?? "")[name];
        if (!following)
          throw new Error(`Say in test/kit/authorisation/observe-events.ts how ${name} is followed`);
        bySide.push(await hear(seat.client, following));
      }
      outcomes.push(cellOf(bySide[0] ?? "", bySide[1] ?? ""));
    }
    rows.push({ type: "Subscription", field: name, outcomes });
  }
  return rows;
}

async function hear(client: Client, { document, happen }: Following): Promise<Outcome> {
  const socket = client.socket();
  const events = socket.follow(document);
  const first = events.next().then(
    ({ value }) => outcomeOfErrors((value as { errors?: GraphqlError[] } | undefined)?.errors),
    (cause: unknown) => outcomeOfErrors(cause as GraphqlError[]),
  );
  const outcome = await (happen ? whileHappening(first, () => happen(client)) : first);
  await socket.close();
  return outcome;
}

/** Makes it happen again and again until something is heard: the subscription may not stand yet. */
async function whileHappening(first: Promise<Outcome>, happen: () => Promise<unknown>): Promise<Outcome> {
  let heard: Outcome | undefined;
  void first.then((outcome) => (heard = outcome));
  for (let round = 0; heard === undefined && round < 50; round++) await happen();
  return heard ?? "silence";
}

function outcomeOfErrors(errors: GraphqlError[] | undefined): Outcome {
  if (errors !== undefined && !Array.isArray(errors)) throw errors as Error;
  return errors?.[0] ? outcomeOf(errors[0]) : "yes";
}
