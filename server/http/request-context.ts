import type { IncomingHttpHeaders } from "node:http";
import { parseCookie } from "cookie";
import type { Config } from "../config.js";
import type { Clock } from "../clock.js";
import type { Context } from "../context.js";
import { sessionCookie, viewerOfSession } from "../features/sessions/session-tokens.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { viewerOfToken } from "../features/tokens/read-tokens.js";
import type { ProgressFeed } from "../features/imports/progress-feed.js";
import { chineseCalendar } from "../features/tasks/working-calendar.js";
import { localeOf } from "../graphql/locale.js";
import { stoppableRows } from "../graphql/stoppable.js";
import type { ChangeFeed } from "../log/change-feed.js";
import type { Database } from "../orm.config.js";
import type { Reader } from "../reader/reader.js";

/** What lives as long as the server. */
export interface Services {
  config: Config;
  clock: Clock;
  database: Database;
  feed: ChangeFeed;
  reader: Reader;
  progress: ProgressFeed;
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
}

/** Makes the functions that turn a request's headers into who sent it, and into its whole context. */
export function contextMaker({ config, clock, database, feed, reader, progress }: Services) {
  const calendar = chineseCalendar();
  const { secret, demoPassword, undoMinutes } = config;
  const { orm, rows } = database;
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
    const [scheme, bearer] = (authorization ?? "").split(" ");
    if (scheme?.toLowerCase() === "bearer" && bearer)
      return viewerOfToken({ rows, em: orm.em, secret }, bearer, { isUse });
    const token = parseCookie(cookie ?? "")[sessionCookie];
    return token ? viewerOfSession({ rows, em: orm.em, secret }, token, { isUse }) : null;
  };
  const makeContext = async (
    headers: IncomingHttpHeaders,
    {
      setSessionCookie = () => undefined,
      signal = never,
      isUse = true,
      mending = null,
      asked = null,
    }: Connection = {},
  ): Promise<Context> => {
    const em = orm.em.fork();
    const viewer = await viewerOf(headers, isUse);
    const locale = localeOf(headers["accept-language"]);
    const ofServer = {
      rows: stoppableRows(rows, signal),
      clock,
      calendar,
      feed,
      reader,
      progress,
      secret,
      demoPassword,
      undoMinutes,
    };
    return { ...ofServer, em, viewer, locale, signal, mending, asked, setSessionCookie };
  };
  return { makeContext, viewerOf, rememberViewer };
}

const never = new AbortController().signal;

export type Requests = ReturnType<typeof contextMaker>;
export type MakeContext = ReturnType<typeof contextMaker>["makeContext"];
