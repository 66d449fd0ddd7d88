import type { IncomingMessage } from "node:http";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { FileStore } from "@tus/file-store";
import type { Server as TusServer, ServerOptions } from "@tus/server";
import { newId } from "../database/record.entity.js";
import { evidencePath } from "../features/evidence/evidence.row.js";
import { fittingName } from "../features/evidence/file-kinds.js";
import { FileRefused, inspectFile } from "../features/evidence/inspect-file.js";
import { requireWriter, type Viewer } from "../features/sessions/viewer.policy.js";
import { keepEvidence, requireMayHandIn } from "../features/tasks/evidence/keep-evidence.js";
import { badInput, notFound } from "../graphql/coded-error.js";
import { localeOf, type Locale } from "../graphql/locale.js";
import type { BlobStore } from "../storage/blob-store.js";
import { tusErrorOf } from "./evidence-errors.js";
import type { Requests, Services } from "./request-context.js";

const uploadPath = `${evidencePath}/uploads`;

/** How long an upload that stopped half-way may be gone on with, in milliseconds. */
const kept = 48 * 3_600_000;

type TusRequest = Parameters<NonNullable<ServerOptions["onUploadFinish"]>>[0];
type Upload = Parameters<NonNullable<ServerOptions["onUploadFinish"]>>[1];

interface Sender {
  viewer: Viewer;
  locale: Locale;
}

interface Place {
  /** Where files lie that have not come whole. */
  arriving: string;
  blobs: BlobStore;
  /** The most that one file may hold, in bytes. */
  largest: number;
}

/**
 * Takes files in pieces (the tus protocol, 1.0), so that a line that breaks costs only the piece that was under way.
 * The upload's metadata are `taskId` and `filename`; its id becomes the evidence's. What has come whole is looked into,
 * kept, and waits for its author's report.
 */
export function addEvidenceUploads(
  server: FastifyInstance,
  { viewerOf }: Requests,
  { database, clock }: Pick<Services, "database" | "clock">,
  { arriving, blobs, largest }: Place,
): { forgetOld: () => Promise<void> } {
  const senders = new WeakMap<IncomingMessage, Sender>();
  let opened: Promise<{ store: FileStore; tus: TusServer }> | undefined;
  /** Loaded with the first upload: most servers' memory never needs it. */
  const uploads = () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  const surroundings = () => ({ em: database.orm.em.fork(), rows: database.rows, clock });
  const senderOf = (request: TusRequest): Sender => {
    const sender = request.runtime?.node && senders.get(request.runtime.node.req as IncomingMessage);
    if (!sender) throw new Error("An upload of nobody's");
    return sender;
  };

  async function open() {
    const [{ FileStore }, { Server }] = await Promise.all([import("@tus/file-store"), import("@tus/server")]);
    const store = new FileStore({ directory: arriving, expirationPeriodInMilliseconds: kept });
    const tus = new Server({
      path: uploadPath,
      datastore: store,
      maxSize: largest,
      relativeLocation: true,
      // Other sites' pages have been sent away before; their browsers are told of no permission.
      allowedOrigins: () => false,
      namingFunction: () => newId("evidence"),
      getFileIdFromRequest: (_request, last) => last,
      onUploadCreate: (request, upload) =>
        answered(request, async ({ viewer, locale }) => {
          const { taskId, filename } = upload.metadata ?? {};
          if (!taskId || !filename) throw badInput("Upload-Metadata: expected taskId and filename");
          await requireMayHandIn({ ...surroundings(), locale }, viewer, taskId);
          return { metadata: { taskId, filename, authorId: viewer.personId } };
        }),
      onUploadFinish: (request, upload) =>
        answered(request, async (sender) => {
          const body = JSON.stringify({ evidenceId: await take(sender, upload) });
          return { status_code: 200, headers: { "content-type": "application/json" }, body };
        }),
      onResponseError: (request, error) => {
        const answer = tusErrorOf(error, senderOf(request).locale, largest);
        if (answer.status_code >= 500) server.log.error({ err: error }, "an upload was not taken");
        return answer;
      },
    });
    return { store, tus };
  }

  async function answered<Answer>(
    request: TusRequest,
    work: (sender: Sender) => Promise<Answer>,
  ): Promise<Answer> {
    return work(senderOf(request));
  }

  /** What has come whole becomes evidence, or is gone with the reason. */
  async function take({ viewer, locale }: Sender, { id, metadata }: Upload): Promise<string> {
    const path = join(arriving, id);
    const { taskId = "", filename = "" } = metadata as Record<string, string>;
    try {
      const file = await inspectFile(path, filename);
      const { kind, bytes, hash, preview, width, height } = file;
      if (preview) await blobs.keep(preview.path, preview.hash);
      await blobs.keep(file.path, hash);
      const name = fittingName(filename, kind);
      const evidence = { id, name, mediaType: kind.mediaType, bytes, hash, width, height };
      const noted = { ...evidence, previewHash: preview?.hash ?? null };
      const evidenceId = await keepEvidence({ ...surroundings(), locale }, viewer, taskId, noted);
      await forget(id);
      return evidenceId;
    } catch (error) {
      // What is no evidence will never be: the sender begins anew. What failed for another reason can be tried again.
      if (error instanceof FileRefused) await forget(id);
      throw error;
    } finally {
      for (const ending of ["clean", "preview"]) await rm(`${path}.${ending}`, { force: true });
    }
  }

  async function forget(id: string): Promise<void> {
    const { store } = await uploads();
    await store.remove(id).catch(() => undefined);
    for (const ending of ["", ".json"]) await rm(join(arriving, `${id}${ending}`), { force: true });
  }

  void server.register((api, _options, done) => {
    // The pieces go to the disk as they come.
    api.removeAllContentTypeParsers();
    api.addContentTypeParser("*", (_request, _payload, parsed) => parsed(null));
    api.route<{ Params: { id?: string } }>({
      method: ["POST", "HEAD", "PATCH", "DELETE"],
      url: `${uploadPath}/:id?`,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        senders.set(request.raw, await admit(request));
        reply.hijack();
        reply.raw.setHeader("cache-control", "no-store");
        reply.raw.setHeader("x-content-type-options", "nosniff");
        await (await uploads()).tus.handle(request.raw, reply.raw);
      },
    });
    done();
  });

  /** Who sends it. Throws NOT_FOUND for an upload that somebody else began. */
  async function admit(request: FastifyRequest<{ Params: { id?: string } }>): Promise<Sender> {
    const viewer = requireWriter({ viewer: await viewerOf(request.headers) });
    const { id } = request.params;
    if (id) {
      const { store } = await uploads();
      const upload = /^evidence_[a-z\d]{26}$/.test(id) ? await store.getUpload(id).catch(() => null) : null;
      if (upload?.metadata?.authorId !== viewer.personId) throw notFound("upload");
    }
    return { viewer, locale: localeOf(request.headers["accept-language"]) };
  }

  /** Forgets uploads that were not gone on with in time. */
  async function forgetOld(): Promise<void> {
    const some = await readdir(arriving).catch(() => []);
    if (some.length > 0) await (await uploads()).store.deleteExpired();
  }

  return { forgetOld };
}
