import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { sweepEvidence } from "../features/evidence/sweep-evidence.js";
import { DiskBlobs } from "../storage/disk-blobs.js";
import { addEvidenceFiles } from "./evidence-files.js";
import { addEvidenceUploads } from "./evidence-uploads.js";
import type { Requests, Services } from "./request-context.js";

/** Takes and gives the files of reports, which lie in the data's folder. Gives what lets go of what is no longer needed. */
export function addEvidence(
  server: FastifyInstance,
  requests: Requests,
  services: Pick<Services, "config" | "database" | "clock">,
): () => Promise<void> {
  const { config, database, clock } = services;
  const folder = join(config.dataDir, "evidence");
  const blobs = new DiskBlobs(join(folder, "kept"));
  const place = { arriving: join(folder, "arriving"), blobs, largest: config.largestEvidence };
  const uploads = addEvidenceUploads(server, requests, services, place);
  addEvidenceFiles(server, requests, services, blobs);
  return async () => {
    await uploads.forgetOld();
    await sweepEvidence(database.orm.em.fork(), database.rows, blobs, clock.now());
  };
}
