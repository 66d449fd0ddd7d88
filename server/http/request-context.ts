import type { IncomingHttpHeaders } from "node:http";
import { parseCookie } from "cookie";
import type { Config } from "../config.js";
import type { Clock } from "../clock.js";
import type { Context } from "../context.js";
import { clientOf } from "./client-of.js";
import { sessionCookie, viewerOfSession, viewersOfSessions } from "../features/sessions/session-tokens.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { viewerOfToken, viewersOfTokens } from "../features/tokens/read-tokens.js";
import type { ProgressFeed } from "../features/imports/progress-feed.js";
import type { WebhookSender } from "../features/webhooks/webhook-sender.js";
import { chineseCalendar } from "../features/tasks/working-calendar.js";
import { fingerprintOf } from "../fingerprint.js";
import type { Rows } from "../database/rows.js";
import { localeOf, type Locale } from "../graphql/locale.js";
import { stoppableRows } from "../graphql/stoppable.js";
import type { Presence } from "../features/presence/presence.js";
import type { ChangeFeed } from "../log/change-feed.js";
import type { Database } from "../orm.config.js";
import type { Reader } from "../reader/reader.js";
import type { PersistedDocuments } from "./persisted-documents.js";

/** What lives as long as the server. */
export interface Services {
  config: Config;
  clock: Clock;
  database: Database;
  feed: ChangeFeed;
  presence: Presence;
  reader: Reader;
  progress: ProgressFeed;
  documents: PersistedDocuments;
  webhooks: WebhookSender;
}

/** What a context needs to know of the connection besides its headers. */
interface Connection {
  setSessionCookie?: Context["setSessionCookie"];
  /** Aborts when the connection is closed before the answer. */
  signal?: AbortSignal;
  mending?: Context["mending"];
  asked?: Context["asked"];
  /** Whether it is a use of the session, which keeps it from going idle. */
  isUse?: boolean;
  resumeAfter?: number | null;
  /** The IP address that it comes from. */
  address?: string | null;
  /** Under which address of the server it came. */
  ownUrl?: string;
}

/** Makes the functions that turn a request's headers into who sent it, and into its whole context. */
export function contextMaker({
  config,
  clock,
  database,
  feed,
  reader,
  progress,
  presence,
  webhooks,
}: Services) {
  const calendar = chineseCalendar();
  const { secret, demoPassword, singleSignOn, undoMinutes, sessionRules } = config;
  const { orm, rows } = database;
  const credentialOf = ({ authorization, cookie }: IncomingHttpHeaders): Credential | null => {
    const bearer = bearerOf(authorization);
    if (bearer) return { kind: "token", fingerprint: fingerprintOf(bearer, secret) };
    const token = parseCookie(cookie ?? "")[sessionCookie];
    return token ? { kind: "session", fingerprint: fingerprintOf(token, secret) } : null;
  };
  const remembered = new WeakMap<IncomingHttpHeaders, Promise<Viewer | null>>();
  /** Looks once who sent a request: for everybody who asks about these very headers. */
  const rememberViewer = (headers: IncomingHttpHeaders): Promise<Viewer | null> => {
    const viewer = lookUp(headers, true);
    remembered.set(headers, viewer);
    return viewer;
  };
  const viewerOf = (headers: IncomingHttpHeaders, isUse = true): Promise<Viewer | null> =>
    remembered.get(headers) ?? lookUp(headers, isUse);
  const lookUp = async (
    { authorization, cookie }: IncomingHttpHeaders,
    isUse: boolean,
  ): Promise<Viewer | null> => {
    const bearer = bearerOf(authorization);
    if (bearer) return viewerOfToken({ rows, em: orm.em, secret }, bearer, { isUse });
    const token = parseCookie(cookie ?? "")[sessionCookie];
    return token ? viewerOfSession({ rows, em: orm.em, secret, sessionRules }, token, { isUse }) : null;
  };
  const makeContext = async (
    headers: IncomingHttpHeaders,
    {
      setSessionCookie = () => undefined,
      signal = never,
      isUse = true,
      mending = null,
      asked = null,
      resumeAfter,
      address = null,
      ownUrl = ownUrlOf(config),
    }: Connection = {},
  ): Promise<Context> => {
    const viewer = await viewerOf(headers, isUse);
    const locale = localeOf(headers["accept-language"]);
    const browser = { client: clientOf(headers["user-agent"]), address };
    const stoppable = { rows: stoppableRows(rows, signal) };
    return {
      ...ofServer(),
      ...stoppable,
      viewer,
      locale,
      browser,
      signal,
      mending,
      asked,
      setSessionCookie,
      ownUrl,
      resumeAfter,
    };
  };
  const ofServer = () => ({
    rows,
    lastingRows: rows,
    clock,
    calendar,
    feed,
    reader,
    progress,
    presence,
    webhooks,
    secret,
    demoPassword,
    singleSignOn,
    undoMinutes,
    sessionRules,
    em: orm.em.fork(),
  });
  /** The context of an event, which is answered for a viewer who is known already. */
  const eventContext = (viewer: Viewer, locale: Locale, remembered: Rows): Context => ({
    ...ofServer(),
    rows: remembered,
    viewer,
    locale,
    browser: { client: null, address: null },
    ownUrl: ownUrlOf(config),
    signal: never,
    setSessionCookie: () => undefined,
  });
  const viewersOf = async (kind: Credential["kind"], fingerprints: readonly string[]) => {
    if (fingerprints.length === 0) return new Map<string, Viewer>();
    return kind === "token"
      ? viewersOfTokens(rows, fingerprints)
      : viewersOfSessions({ rows, sessionRules }, fingerprints);
  };
  return { makeContext, viewerOf, rememberViewer, credentialOf, viewersOf, eventContext };
}

/** Under which address browsers reach the server, as far as its settings say. */
export function ownUrlOf({ publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return publicUrl ?? `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** By what a connection names whoever opened it, as the database knows it. */
export interface Credential {
  kind: "token" | "session";
  fingerprint: string;
}

function bearerOf(authorization: string | undefined): string | null {
  const [scheme, bearer] = (authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && bearer ? bearer : null;
}

const never = new AbortController().signal;

export type Requests = ReturnType<typeof contextMaker>;
export type MakeContext = ReturnType<typeof contextMaker>["makeContext"];
