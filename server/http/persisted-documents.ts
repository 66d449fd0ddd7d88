import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApolloServerPlugin } from "@apollo/server";
import { CodedError } from "../graphql/coded-error.js";
import type { Context } from "../context.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";

/** The documents that this server knows beforehand, by the SHA-256 of their text in hex: the page's own. */
export type PersistedDocuments = ReadonlyMap<string, string>;

/**
 * Reads the documents that were built with the page; none without a page. Nobody can add to them: a request that
 * sends a text with its digest is answered, and the text is forgotten.
 */
export async function readPersistedDocuments(pageDir: string | null): Promise<PersistedDocuments> {
  const file = pageDir && join(pageDir, "../persisted-documents.json");
  if (!file || !existsSync(file)) return new Map();
  const texts = Object.values(JSON.parse(await readFile(file, "utf8")) as Record<string, string>);
  return new Map(texts.map((text) => [createHash("sha256").update(text).digest("hex"), text]));
}

/** What of a request names its document, over HTTP and over sockets. */
interface Asked {
  query?: unknown;
  extensions?: unknown;
}

/** The document that a request asks for. */
export interface AskedDocument {
  /** Its text; null where it has none, or an id that this server does not know. */
  text: string | null;
  /** Whether it is one that this server knew beforehand, asked for by its id. */
  isPersisted: boolean;
}

/** The document that is asked for by its text, or by its id alone: `extensions.persistedQuery.sha256Hash`. */
export function documentAsked({ query, extensions }: Asked, documents: PersistedDocuments): AskedDocument {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const id = persistedQuery?.sha256Hash;
  // Over sockets, a text must be there: an empty one stands for none.
  if (typeof id !== "string" || query) {
    return { text: typeof query === "string" ? query : null, isPersisted: false };
  }
  return { text: documents.get(id) ?? null, isPersisted: documents.has(id) };
}

/**
 * The text of the document that is asked for over a socket or a stream. Throws PERSISTED_QUERY_NOT_FOUND, or
 * PERSISTED_DOCUMENT_REQUIRED when `viewer` may not send a text of their own.
 */
export async function textToRun(
  asked: Asked,
  { documents, persistedOnly }: { documents: PersistedDocuments; persistedOnly: boolean },
  viewer: () => Promise<Viewer | null>,
): Promise<string> {
  const { text, isPersisted } = documentAsked(asked, documents);
  if (text === null) throw unknownDocument();
  if (!isPersisted && persistedOnly && !maySendText(await viewer(), persistedOnly)) throw documentRefused();
  return text;
}

/** The id is of another build of the page, or of none: the client sends the text instead. */
const unknownDocument = () => new CodedError("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");

/** The server was set to answer people's browsers for known documents only (PERSISTED_ONLY). */
const documentRefused = () =>
  new CodedError(
    "PERSISTED_DOCUMENT_REQUIRED",
    "只接受本页面自带的查询；程序请使用访问令牌 · Only the page's own documents are answered; programs use an access token",
  );

/** Whether whoever asks may send documents of their own: where only known ones are answered, a program may. */
export function maySendText(viewer: Viewer | null, persistedOnly: boolean): boolean {
  return !persistedOnly || Boolean(viewer?.tokenId);
}

/** Apollo's way to known documents: it finds the server's own, and keeps none that a client offers. */
export function knownDocuments(documents: PersistedDocuments) {
  const prefix = "apq:";
  return {
    get: (key: string) => Promise.resolve(documents.get(key.slice(prefix.length))),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(false),
  };
}

/** Refuses documents of browsers' own making, where the server is set so. */
export function onlyKnownDocuments(persistedOnly: boolean): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ metrics, contextValue }) {
          if (metrics.persistedQueryHit || maySendText(contextValue.viewer, persistedOnly))
            return Promise.resolve();
          return Promise.reject(documentRefused());
        },
      }),
  };
}
