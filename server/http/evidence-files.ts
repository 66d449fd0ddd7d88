import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { mayReadEvidence } from "../features/evidence/evidence.policy.js";
import { evidencePath } from "../features/evidence/evidence.row.js";
import { isShownInPlace } from "../features/evidence/file-kinds.js";
import { readOneEvidence } from "../features/evidence/read-evidence.js";
import { requireReader } from "../features/programmes/programme.policy.js";
import { notFound } from "../graphql/coded-error.js";
import type { BlobStore } from "../storage/blob-store.js";
import type { Requests, Services } from "./request-context.js";

interface Named {
  Params: { id: string };
}

/** What somebody handed in runs nothing and loads nothing, wherever it is opened. */
const nothingRuns = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";

/** Gives files of reports, and their small pictures, to those who may read the report. */
export function addEvidenceFiles(
  server: FastifyInstance,
  { viewerOf }: Requests,
  { database }: Pick<Services, "database">,
  blobs: BlobStore,
): void {
  const found = async ({ headers, params }: FastifyRequest<Named>) => {
    const viewer = requireReader({ viewer: await viewerOf(headers) });
    const one = await readOneEvidence(database.rows, params.id);
    if (!one || !mayReadEvidence(viewer, one.evidence, one.programmeId)) throw notFound("evidence");
    return one.evidence;
  };

  async function give(
    request: FastifyRequest<Named>,
    reply: FastifyReply,
    file: { hash: string | null; mediaType: string; name: string },
  ): Promise<FastifyReply> {
    const { hash, mediaType, name } = file;
    const isShown = isShownInPlace(mediaType);
    const way = isShown && !("download" in (request.query as object)) ? "inline" : "attachment";
    void reply.headers({
      etag: `"${hash}"`,
      // Asked for each time, so that whoever may no longer see it does not: a browser that holds it gets a 304.
      "cache-control": "private, no-cache",
      "content-security-policy": nothingRuns,
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
    if (hash && request.headers["if-none-match"] === `"${hash}"`) return reply.code(304).send();
    const blob = hash ? await blobs.open(hash) : null;
    if (!blob) throw notFound("evidence");
    return reply
      .headers({
        "content-disposition": `${way}; filename*=UTF-8''${encodeRfc5987(name)}`,
        "content-length": blob.bytes,
      })
      .type(mediaType)
      .send(blob.stream);
  }

  server.get<Named>(`${evidencePath}/:id`, async (request, reply) =>
    give(request, reply, await found(request)),
  );

  server.get<Named>(`${evidencePath}/:id/preview`, async (request, reply) => {
    const { previewHash, name } = await found(request);
    return give(request, reply, { hash: previewHash, mediaType: "image/webp", name: `${name}.webp` });
  });
}

function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
