import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { readingScope } from "../features/programmes/programme.policy.js";
import { readBoardState } from "../features/programmes/read-programmes.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { localeOf } from "../graphql/locale.js";
import { boardReadOf, type BoardRead } from "./board-read.js";
import { graphqlPath } from "./graphql-route.js";
import type { Services } from "./request-context.js";

/** Documents longer than this, in characters, are not looked at: no board of ours is. */
const longestDocument = 10_000;

interface Answer {
  etag: string;
  body: Buffer;
  compressed: Buffer | null;
}

/** What a request is to be answered with, once it is known. */
interface Wanted {
  /** The question and whose it is. */
  key: string;
  /** The state that the answer shows. */
  etag: string;
}

/** A state's name holds for one run of the server: another one may answer the same document differently. */
const instance = randomUUID();

const wanted = new WeakMap<FastifyRequest, Wanted>();
const compress = promisify(gzip);

/**
 * Keeps whole boards ready. The log's revisions name the state of the data, so the same document with the same
 * variables, for viewers who may see the same, on the same day, has the same answer until something is written:
 * it is sent as it was, without Apollo, or not at all when the browser holds it (ETag, 304 to a GET).
 */
export function addReadyAnswers(
  server: FastifyInstance,
  schema: GraphQLSchema,
  viewerOf: (headers: FastifyRequest["headers"]) => Promise<Viewer | null>,
  { database, clock, config }: Pick<Services, "database" | "clock" | "config">,
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
    wanted.set(request, want);
  });

  server.addHook("onSend", async (request, reply, payload) => {
    const want = wanted.get(request);
    if (!want || reply.statusCode !== 200 || typeof payload !== "string") return payload;
    if (!payload.startsWith('{"data":{')) return payload;
    // As bytes: a string of Chinese text takes twice the memory, and is encoded anew each time it is sent.
    const answer: Answer = { etag: want.etag, body: Buffer.from(payload), compressed: null };
    answers.set(want.key, answer);
    name(reply, want);
    void compress(answer.body).then((compressed) => {
      if (answers.peek(want.key) === answer) answers.set(want.key, { ...answer, compressed });
    });
    return payload;
  });

  function boardRead(
    request: FastifyRequest,
  ): { read: BoardRead; variables: Record<string, unknown> } | null {
    const { query, variables, operationName } = operationOf(request);
    if (typeof query !== "string" || query.length > longestDocument) return null;
    const operation = typeof operationName === "string" ? operationName : null;
    const key = JSON.stringify([operation, query]);
    let read = reads.get(key);
    if (!read) {
      read = boardReadOf(schema, query, operation) ?? "other";
      reads.set(key, read);
    }
    return read === "other" ? null : { read, variables };
  }

  async function whatIsWanted(
    { read, variables }: { read: BoardRead; variables: Record<string, unknown> },
    { headers }: FastifyRequest,
  ): Promise<Wanted | null> {
    const programmeId = read.programmeId(variables);
    const viewer = programmeId ? await viewerOf(headers) : null;
    if (!programmeId || !viewer || viewer.mustChangePassword) return null;
    const state = await readBoardState({ rows: database.rows, clock }, programmeId);
    if (!state) return null;
    const whose = read.perViewer
      ? [viewer.personId, localeOf(headers["accept-language"])]
      : [readingScope(viewer)];
    const key = digestOf([read.fingerprint, JSON.stringify(variables), programmeId, ...whose]);
    const etag = digestOf([key, instance, state.revision, state.hash, state.today]);
    return { key, etag: `"${etag}"` };
  }
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
  query: unknown;
  operationName: unknown;
  variables: Record<string, unknown>;
}

/** The operation in a request's body or, for a GET, its address. What cannot be read is left for Apollo to refuse. */
function operationOf({ method, body, query }: FastifyRequest): Operation {
  const source = ((method === "GET" ? query : body) ?? {}) as Record<string, unknown>;
  let variables: unknown = source.variables ?? {};
  if (typeof variables === "string") {
    try {
      variables = JSON.parse(variables);
    } catch {
      return { query: null, operationName: null, variables: {} };
    }
  }
  const usable = typeof variables === "object" && variables !== null;
  return {
    query: usable ? source.query : null,
    operationName: source.operationName,
    variables: usable ? (variables as Record<string, unknown>) : {},
  };
}
