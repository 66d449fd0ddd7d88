import { readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import processRequest from "graphql-upload/processRequest.mjs";
import { mayImport, requireImporter } from "../features/programmes/programme.policy.js";
import { CodedError } from "../graphql/coded-error.js";
import { largestFile, uploadProblem } from "../graphql/upload.js";
import { largestBody, ordinaryBody, requestTimeout } from "./body-limits.js";
import type { Requests } from "./request-context.js";

/** How long an answer waits for the rest of a form that it does not need, in milliseconds. */
const longestWait = 10_000;

/** Apollo's guard against forms of other sites: they cannot send these headers. */
const preflightHeaders = ["apollo-require-preflight", "x-apollo-operation-name"];

const isForm = (request: FastifyRequest) =>
  /^multipart\/form-data\b/i.test(request.headers["content-type"] ?? "");

/**
 * Takes files by the GraphQL multipart request specification, and large bodies of plain JSON, from those who may
 * import and from nobody else: whoever may not is refused before their body is read. What arrives lies in a temporary
 * file, which goes with the answer or with the connection. `server` is the plugin of the routes that take files: on
 * any other a form is never read.
 */
export function addUploads(server: FastifyInstance, viewerOf: Requests["viewerOf"]): void {
  const forms = new WeakSet<FastifyRequest>();

  server.addContentTypeParser("multipart/form-data", (request, _body, done) => {
    forms.add(request);
    done(null);
  });

  server.addHook("onRequest", async (request) => {
    const length = Number(request.headers["content-length"] ?? 0);
    if (!isForm(request) && length <= ordinaryBody) return;
    if (isForm(request)) requirePreflight(request);
    const viewer = await viewerOf(request.headers);
    if (isForm(request)) requireImporter({ viewer });
    if (length > largestBody || !viewer || !mayImport(viewer)) throw bodyTooLarge();
  });

  server.addHook("preParsing", async (request, _reply, body) => {
    const isOfUnknownLength = request.headers["transfer-encoding"] !== undefined;
    return isOfUnknownLength && !isForm(request) ? atMost(ordinaryBody, body) : body;
  });

  server.addHook("preValidation", async (request, reply) => {
    if (forms.has(request)) request.body = await readForm(request, reply);
  });

  // A client that still sends may not hear an answer that comes meanwhile.
  server.addHook("onSend", async (request, _reply, payload) => {
    if (forms.has(request) && !request.raw.readableEnded) {
      await finished(request.raw, { signal: AbortSignal.timeout(longestWait) }).catch(() => undefined);
    }
    return payload;
  });
}

/** Whatever lies longer than any request may take belongs to none, in milliseconds. */
const oldUpload = 2 * requestTimeout;

/** Removes the temporary files that a server left which was killed while somebody uploaded. */
export async function removeOldUploads(folder = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /^capacitor-[0-9a-f]{32}\.tmp$/.test(one))) {
    const path = join(folder, name);
    const file = await stat(path).catch(() => null);
    // Another server may be quicker, and what is another user's stays.
    if (file && Date.now() - file.mtimeMs > oldUpload) await rm(path, { force: true }).catch(() => undefined);
  }
}

function requirePreflight({ headers }: FastifyRequest): void {
  if (preflightHeaders.some((name) => headers[name])) return;
  throw new CodedError("BAD_REQUEST", `A multipart request needs the header ${preflightHeaders[0]}`);
}

async function readForm({ raw }: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  // A file is cut off when it reaches the limit.
  const limits = { maxFieldSize: ordinaryBody, maxFileSize: largestFile + 1, maxFiles: 1 };
  try {
    return await processRequest(raw, reply.raw, limits);
  } catch (error) {
    raw.resume();
    const problem = uploadProblem(error);
    if (problem instanceof CodedError && problem.extensions.code === "REQUEST_TOO_LARGE") throw problem;
    throw new CodedError("BAD_REQUEST", `Not a multipart request: ${(error as Error).message}`);
  }
}

/** The same bytes; fails with REQUEST_TOO_LARGE when more than `limit` come. */
function atMost(limit: number, body: AsyncIterable<Uint8Array>): Readable {
  async function* counted() {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > limit) throw bodyTooLarge();
      yield chunk;
    }
  }
  return Readable.from(counted(), { objectMode: false });
}

const bodyTooLarge = () =>
  new CodedError(
    "REQUEST_TOO_LARGE",
    "请求太大：一般不超过 1 MB，导入文件不超过 10 MB · The request is too large: at most 1 MB, or a file of 10 MB to import",
  );
