import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { mayRead, readingScope } from "../features/programmes/programme.policy.js";
import { readBoardState, type BoardState } from "../features/programmes/read-programmes.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { localeOf } from "../graphql/locale.js";
import { joined, type AnswerInParts, type Parts } from "./board-parts.js";
import { boardReadOf, type BoardRead } from "./board-read.js";
import { graphqlPath } from "./paths.js";
import { documentAsked, maySendText, type PersistedDocuments } from "./persisted-documents.js";
import type { Services } from "./request-context.js";

/** Documents longer than this, in characters, are not looked at: no board of ours is. */
const longestDocument = 10_000;

interface Answer extends Parts {
  etag: string;
  state: BoardState;
  compressed: Buffer | null;
}

/** What a request is to be answered with, once it is known. */
interface Wanted {
  /** The question and whose it is. */
  key: string;
  /** The state that the answer shows. */
  etag: string;
  state: BoardState;
  /** For an answer in parts: what of it has to be read. */
  mending: AnswerInParts | null;
  held: Answer | null;
}

/** A board that a request asks for. */
interface Asked {
  read: BoardRead;
  variables: Record<string, unknown>;
  /** Whether its document is one of the page's own, asked for by its id. */
  isPersisted: boolean;
}

/** A state's name holds for one run of the server: another one may answer the same document differently. */
const instance = randomUUID();

const wanted = new WeakMap<FastifyRequest, Wanted>();
const compress = promisify(gzip);

/**
 * Keeps whole boards ready. The log's revisions name the state of the data, so the same document with the same
 * variables, for viewers who may see the same, on the same day, has the same answer until something is written:
 * it is sent as it was, without Apollo, or not at all when the browser holds it (ETag, 304 to a GET). After a change,
 * only the projects that it touched are read anew and put among the others.
 */
export function addReadyAnswers(
  server: FastifyInstance,
  schema: GraphQLSchema,
  viewerOf: (headers: FastifyRequest["headers"]) => Promise<Viewer | null>,
  { database, clock, config, documents }: Pick<Services, "database" | "clock" | "config" | "documents">,
): void {
  if (config.readyBytes === 0) return;
  const answers = new LRUCache<string, Answer>({
    maxSize: config.readyBytes,
    sizeCalculation: ({ body, compressed }) => body.byteLength + (compressed?.length ?? 0) + 1,
  });
  const reads = new LRUCache<string, BoardRead | "other">({ max: 500 });

  server.addHook("preHandler", async (request, reply) => {
    const read = request.routeOptions.url === graphqlPath ? boardRead(request) : null;
    if (!read) return;
    const want = await whatIsWanted(read, request);
    if (!want) return;
    if (request.method === "GET" && request.headers["if-none-match"] === want.etag)
      return name(reply, want).code(304).send();
    const ready = answers.get(want.key);
    if (ready?.etag === want.etag) return sendReady(request, name(reply, want), ready);
    if (want.mending && ready && canBeMended(ready, want.state)) {
      want.mending.held = { revision: ready.state.revision, projectIds: new Set(ready.places.keys()) };
      want.held = ready;
    }
    wanted.set(request, want);
  });

  server.addHook("onSend", async (request, reply, payload) => {
    const want = wanted.get(request);
    if (!want || reply.statusCode !== 200 || typeof payload !== "string") return payload;
    if (!payload.startsWith('{"data":{')) return payload;
    // As bytes: a string of Chinese text takes twice the memory, and is encoded anew each time it is sent.
    const parts = (want.mending && joined(want.mending, want.held)) ?? whole(payload);
    const answer: Answer = { ...parts, etag: want.etag, state: want.state, compressed: null };
    answers.set(want.key, answer);
    name(reply, want);
    void compress(answer.body).then((compressed) => {
      if (answers.peek(want.key) === answer) answers.set(want.key, { ...answer, compressed });
    });
    return answer.body;
  });

  function boardRead(request: FastifyRequest): Asked | null {
    const { query, isPersisted, variables, operationName } = operationOf(request, documents);
    if (query === null || query.length > longestDocument) return null;
    const operation = typeof operationName === "string" ? operationName : null;
    const key = JSON.stringify([operation, query]);
    let read = reads.get(key);
    if (!read) {
      read = boardReadOf(schema, query, operation) ?? "other";
      reads.set(key, read);
    }
    return read === "other" ? null : { read, variables, isPersisted };
  }

  async function whatIsWanted(
    { read, variables, isPersisted }: Asked,
    { headers }: FastifyRequest,
  ): Promise<Wanted | null> {
    const programmeId = read.programmeId(variables);
    const viewer = programmeId ? await viewerOf(headers) : null;
    if (!programmeId || !viewer || !mayRead(viewer, programmeId)) return null;
    if (!isPersisted && !maySendText(viewer, config.persistedOnly)) return null;
    const state = await readBoardState({ rows: database.rows, clock }, programmeId);
    if (!state) return null;
    const scope = readingScope(viewer);
    const rights = [...viewer.scopes].toSorted().join();
    const whose = read.perViewer
      ? [viewer.personId, localeOf(headers["accept-language"]), scope, rights]
      : [scope];
    const key = digestOf([read.fingerprint, JSON.stringify(variables), programmeId, ...whose]);
    const etag = digestOf([key, instance, state]);
    const { keys } = read;
    const mending = keys && { keys, held: null, order: [], read: [], made: null };
    return { key, etag: `"${etag}"`, state, mending, held: null };
  }
}

/** For the context of a request: the board that it reads, if its answer is put together from parts. */
export function mendingOf(request: FastifyRequest): AnswerInParts | null {
  return wanted.get(request)?.mending ?? null;
}

/** Whether a request's answer is kept, to be sent again to whoever may see the same. */
export function isKept(request: FastifyRequest): boolean {
  return wanted.has(request);
}

/** Lights go by the day, and people and offices may stand on any project. */
function canBeMended({ state, places }: Answer, { elsewhere, today }: BoardState): boolean {
  return places.size > 0 && state.elsewhere === elsewhere && state.today === today;
}

/** An answer that has no parts. */
function whole(payload: string): Parts {
  return { body: Buffer.from(payload), places: new Map() };
}

function digestOf(parts: unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** Tells the browser which state of the board an answer is. */
function name(reply: FastifyReply, { etag }: Wanted): FastifyReply {
  return reply.headers({ etag, "cache-control": "private, no-cache", vary: "cookie, accept-language" });
}

function sendReady(request: FastifyRequest, reply: FastifyReply, { body, compressed }: Answer): FastifyReply {
  void reply.type("application/json; charset=utf-8");
  const gzipped = compressed && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  return gzipped ? reply.header("content-encoding", "gzip").send(compressed) : reply.send(body);
}

interface Operation {
  query: string | null;
  isPersisted: boolean;
  operationName: unknown;
  variables: Record<string, unknown>;
}

/** The operation in a request's body or, for a GET, its address. What cannot be read is left for Apollo to refuse. */
function operationOf(
  { method, body, query: address }: FastifyRequest,
  documents: PersistedDocuments,
): Operation {
  const source = ((method === "GET" ? address : body) ?? {}) as Record<string, unknown>;
  const variables = objectIn(source.variables);
  const extensions = objectIn(source.extensions);
  const { text, isPersisted } = documentAsked({ query: source.query, extensions }, documents);
  const query = variables && extensions ? text : null;
  return { query, isPersisted, operationName: source.operationName, variables: variables ?? {} };
}

/** An object, which in an address is JSON; empty where there is none, null for anything else. */
function objectIn(sent: unknown): Record<string, unknown> | null {
  let value: unknown = sent ?? {};
  if (typeof value === "string") {
    try {
      value = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}
