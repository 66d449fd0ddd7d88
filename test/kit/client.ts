import type { StageKind } from "../../server/features/programmes/stage-kind.enum.js";
import type { GivenTask } from "./given-programme.js";
import type { Luoshi } from "./luoshi.js";
import { openSocket, type SocketClient } from "./socket-client.js";

export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; errorId?: string };
}

/** An answer of the API as it came over the wire. */
export interface Reply<Data> {
  status: number;
  headers: Headers;
  /** The body as text. */
  text: string;
  data: Data | null;
  errors: GraphqlError[];
  /** `extensions.code` of the first error; null without one. */
  code: string | null;
}

export type Variables = Record<string, unknown>;

/** A card as the tests look at it. */
export interface Card {
  id: string;
  version: number;
  rank: string;
  stage: { id: string; kind: StageKind };
  attempt: number;
  timesReturned: number;
  submittedAt: string | null;
  acceptedAt: string | null;
  submittedBy: { name: string } | null;
  acceptedBy: { name: string } | null;
}

/** What `moveTask` answered: the card, and the problem when it was refused. */
export interface MoveAnswer {
  /** `Task`, or the name of the problem. */
  kind: string;
  code: string | null;
  message: string | null;
  card: Card;
}

export interface MoveOptions {
  report?: { done: string; percent?: number; obstacles?: string };
  reason?: string;
  after?: string;
  before?: string;
  /** The version that the mover saw; the current one unless stated. */
  version?: number;
}

const cardFields = `fragment Card on Task {
  id version rank stage { id kind } attempt timesReturned submittedAt acceptedAt
  submittedBy { name } acceptedBy { name }
}`;

const cardQuery = `query Card($id: ID!) { task(id: $id) { ...Card } } ${cardFields}`;

const moveMutation = `mutation Move($input: MoveTaskInput!) {
  moveTask(input: $input) {
    __typename
    ... on Problem { code message }
    ...Card
    ... on IllegalMove { task { ...Card } }
    ... on MoveNotPermitted { task { ...Card } }
    ... on ReportRequired { task { ...Card } }
    ... on ReasonRequired { task { ...Card } }
    ... on StaleVersion { task { ...Card } }
  }
} ${cardFields}`;

/** Somebody's program or browser: speaks to the server over real HTTP and sockets, with the cookie it was given. */
export class Client {
  constructor(
    readonly luoshi: Luoshi,
    /** The `Cookie` header; undefined for a stranger. */
    public cookie?: string,
    /** The access token that goes with every request; undefined for a browser. */
    public readonly token?: string,
  ) {}

  /** The same client with another cookie. */
  withCookie(cookie: string): Client {
    return new Client(this.luoshi, cookie);
  }

  /** A program with an access token. */
  withToken(token: string): Client {
    return new Client(this.luoshi, undefined, token);
  }

  /** Sends any request with this client's cookie or token. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie !== undefined) headers.set("cookie", this.cookie);
    if (this.token !== undefined) headers.set("authorization", `Bearer ${this.token}`);
    return fetch(new URL(path, this.luoshi.url), { ...init, headers });
  }

  /** Sends an operation and gives the answer whatever it is. */
  async send<Data>(
    query: string,
    variables: Variables = {},
    headers: Record<string, string> = {},
  ): Promise<Reply<Data>> {
    const response = await this.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return replyOf<Data>(response);
  }

  /**
   * Sends an operation with a file at `variables.input.document.file`, as the GraphQL multipart request specification
   * says.
   */
  async upload<Data>(
    query: string,
    variables: { input: { document: Variables } & Variables },
    file: File,
    headers: Record<string, string> = { "apollo-require-preflight": "1" },
  ): Promise<Reply<Data>> {
    const document = { ...variables.input.document, file: null };
    const form = new FormData();
    form.set("operations", JSON.stringify({ query, variables: { input: { ...variables.input, document } } }));
    form.set("map", JSON.stringify({ 0: ["variables.input.document.file"] }));
    form.set("0", file);
    return replyOf<Data>(await this.fetch("/graphql", { method: "POST", headers, body: form }));
  }

  /** Sends an operation that must succeed, and gives its data. */
  async ask<Data>(
    query: string,
    variables: Variables = {},
    headers: Record<string, string> = {},
  ): Promise<Data> {
    const reply = await this.send<Data>(query, variables, headers);
    if (reply.errors.length > 0 || reply.data === null) throw new Error(`The API refused: ${reply.text}`);
    return reply.data;
  }

  async card(task: GivenTask): Promise<Card> {
    return (await this.ask<{ task: Card }>(cardQuery, { id: task.id })).task;
  }

  /** Moves a card into the programme's (first) stage of a kind. */
  async move(
    task: GivenTask,
    to: StageKind | `${StageKind}`,
    options: MoveOptions = {},
  ): Promise<MoveAnswer> {
    return this.moveTo(task, task.programme.stage(to), options);
  }

  /** Moves a card into the stage with this id. */
  async moveTo(task: GivenTask, stageId: string, options: MoveOptions = {}): Promise<MoveAnswer> {
    const { report, reason, after, before, version } = options;
    const expectedVersion = version ?? (await this.card(task)).version;
    const place = { afterTaskId: after, beforeTaskId: before };
    const input = { taskId: task.id, stageId, expectedVersion, report, reason, ...place };
    const { moveTask } = await this.ask<{ moveTask: MovePayload }>(moveMutation, { input });
    const { __typename: kind, code = null, message = null } = moveTask;
    return { kind, code, message, card: moveTask.task ?? moveTask };
  }

  /** Sends a move as it is and gives the answer whatever it is. */
  sendMove(input: Variables): Promise<Reply<unknown>> {
    return this.send(moveMutation, { input });
  }

  /** Opens a socket; `close()` it, or it goes with the test's end. */
  socket(options: { origin?: string } = {}): SocketClient {
    return openSocket(this.luoshi.url, { cookie: this.cookie, token: this.token, ...options });
  }
}

async function replyOf<Data>(response: Response): Promise<Reply<Data>> {
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text) as { data?: Data | null; errors?: GraphqlError[] };
  const code = errors[0]?.extensions?.code ?? null;
  return { status: response.status, headers: response.headers, text, data, errors, code };
}

type MovePayload = Card & { __typename: string; code?: string; message?: string; task?: Card };
