import type { FastifyReply, FastifyRequest } from "fastify";

/** What a request for a stream says. */
export interface StreamParameters {
  /** The document, or in `extensions` the id of one; see persisted-documents.ts. */
  query: string | null;
  extensions: unknown;
  operationName: string | null;
  variables: Record<string, unknown>;
  /** The last revision that the client was sent on a stream that broke (`Last-Event-ID`). */
  resumeAfter: number | null;
}

/** Reads a request for a stream; null when it was refused: it asks for none, or cannot be read. */
export function streamParameters(request: FastifyRequest, reply: FastifyReply): StreamParameters | null {
  // No form, image or script of another page can ask for this type.
  if (!request.headers.accept?.includes("text/event-stream")) {
    const expected = "Expected a request that accepts text/event-stream";
    return refuseStream(reply, 406, "BAD_REQUEST", expected);
  }
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  if (request.method === "POST" && !isJson) {
    return refuseStream(reply, 415, "BAD_REQUEST", "Expected a body of application/json");
  }
  const sent = request.method === "GET" ? fromAddress(request.query) : request.body;
  const { query, extensions, operationName, variables } = isRecord(sent) ? sent : {};
  const said = [
    typeof query === "string" || isRecord(extensions) ? null : "query: expected the text of a document",
    isAbsent(operationName) || typeof operationName === "string" ? null : "operationName: expected a text",
    isAbsent(variables) || isRecord(variables) ? null : "variables: expected an object",
  ].find((problem) => problem !== null);
  const lastId = request.headers["last-event-id"];
  const wrongId = lastId && !/^\d{1,9}$/.test(String(lastId)) ? "Last-Event-ID: expected a revision" : null;
  if (said ?? wrongId) return refuseStream(reply, 400, "BAD_REQUEST", (said ?? wrongId)!);
  return {
    query: typeof query === "string" ? query : null,
    extensions,
    operationName: (operationName as string | null | undefined) ?? null,
    variables: (variables as Record<string, unknown> | null | undefined) ?? {},
    resumeAfter: lastId ? Number(lastId) : null,
  };
}

/** Answers with an error as JSON. */
export function refuseStream(reply: FastifyReply, status: number, code: string, message: string): null {
  void reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  return null;
}

/** In an address, variables and extensions are JSON. */
function fromAddress(query: unknown): unknown {
  if (!isRecord(query)) return query;
  return { ...query, variables: parsed(query.variables), extensions: parsed(query.extensions) };
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
