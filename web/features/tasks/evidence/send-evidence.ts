import type { Upload } from "tus-js-client";
import { i18n } from "../../../i18n/i18n";

/** How a file goes on its way. */
export interface Sending {
  /** Takes it back, on the server too. */
  stop(): void;
}

export interface SendingEvents {
  /** From 0 to 100. */
  onProgress(percent: number): void;
  /** The line broke; it is tried again by itself. */
  onBroken(): void;
  onDone(evidenceId: string): void;
  /** In the server's words; null where it gave none. */
  onRefused(message: string | null): void;
}

/** A piece, in bytes: what a line that breaks costs at most. */
const piece = 1024 * 1024;

/** When it is tried again after the line broke, in milliseconds; from the last on it is up to the person. */
const again = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/** Sends a file in pieces, and goes on where it stopped after the line broke. */
export async function sendEvidence(taskId: string, file: File, events: SendingEvents): Promise<Sending> {
  const { Upload, DetailedError } = await import("tus-js-client");
  const upload: Upload = new Upload(file, {
    endpoint: "/evidence/uploads",
    chunkSize: piece,
    retryDelays: again,
    // Nothing of a file is written down in the browser: an office's computer is used by several.
    storeFingerprintForResuming: false,
    metadata: { taskId, filename: file.name },
    headers: { "accept-language": i18n.global.locale.value },
    onProgress: (sent, all) => events.onProgress(all ? Math.round((sent / all) * 100) : 0),
    onShouldRetry: (error) => {
      const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
      const isBroken = status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
      if (isBroken) events.onBroken();
      return isBroken;
    },
    onSuccess: ({ lastResponse }) => events.onDone(idIn(lastResponse.getBody()) ?? idOf(upload.url)),
    onError: (error) => {
      const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
      events.onRefused(messageIn(body));
    },
  });
  upload.start();
  return { stop: () => void upload.abort(true).catch(() => undefined) };
}

function idIn(body: string): string | null {
  return body.startsWith("{") ? (JSON.parse(body) as { evidenceId: string }).evidenceId : null;
}

/** An upload has the id that its evidence has: the answer to its last piece may have been lost. */
function idOf(url: string | null): string {
  return url?.slice(url.lastIndexOf("/") + 1) ?? "";
}

function messageIn(body: string | undefined): string | null {
  if (!body?.startsWith("{")) return null;
  return (JSON.parse(body) as { errors?: { message: string }[] }).errors?.[0]?.message ?? null;
}
