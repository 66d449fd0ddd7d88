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
  /** Whether it is a use of the session, which keeps it from going idle. */
  isUse?: boolean;
}

/** Makes the functions that turn a request's headers into who sent it, and into its whole context. */
export function contextMaker({ config, clock, database, feed, reader, progress }: Services) {
  const calendar = chineseCalendar();
  const { secret, demoPassword, undoMinutes } = config;
  const { orm, rows } = database;
  const viewerOf = async (
    { authorization, cookie }: IncomingHttpHeaders,
    isUse = true,
  ): Promise<Viewer | null> => {
    const [scheme, bearer] = (authorization ?? "").split(" ");
    if (scheme?.toLowerCase() === "bearer" && bearer)
      return viewerOfToken({ rows, em: orm.em, secret }, bearer, { isUse });
    const token = parseCookie(cookie ?? "")[sessionCookie];
    return token ? viewerOfSession({ rows, em: orm.em, secret }, token, { isUse }) : null;
  };
  const makeContext = async (
    headers: IncomingHttpHeaders,
    { setSessionCookie = () => undefined, signal = never, isUse = true, mending = null }: Connection = {},
  ): Promise<Context> => {
    const em = orm.em.fork();
    const viewer = await viewerOf(headers, isUse);
    const locale = localeOf(headers["accept-language"]);
    const ofServer = { rows, clock, calendar, feed, reader, progress, secret, demoPassword, undoMinutes };
    return { ...ofServer, em, viewer, locale, signal, mending, setSessionCookie };
  };
  return { makeContext, viewerOf };
}

const never = new AbortController().signal;

export type Requests = ReturnType<typeof contextMaker>;
export type MakeContext = ReturnType<typeof contextMaker>["makeContext"];
