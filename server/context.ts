import type { EntityManager } from "@mikro-orm/core";
import type { Clock } from "./clock.js";
import type { Rows } from "./database/rows.js";
import type { ProgressFeed } from "./features/imports/progress-feed.js";
import type { Presence } from "./features/presence/presence.js";
import type { SessionRules } from "./features/sessions/session-tokens.js";
import type { Viewer } from "./features/sessions/viewer.policy.js";
import type { WorkingCalendar } from "./features/tasks/light.js";
import type { Mending } from "./features/tasks/mending.js";
import type { WebhookSender } from "./features/webhooks/webhook-sender.js";
import type { Locale } from "./graphql/locale.js";
import type { ChangeFeed } from "./log/change-feed.js";
import type { Asked } from "./http/asked.js";
import type { Reader } from "./reader/reader.js";

/** What every resolver is handed: one per request, with an EntityManager of its own. */
export interface Context {
  em: EntityManager;
  rows: Rows;
  /** Rows that no end of a request stops: for what several share, such as the followers of a chain. */
  lastingRows: Rows;
  /** Whoever sent the request; null when nobody is signed in. */
  viewer: Viewer | null;
  clock: Clock;
  calendar: WorkingCalendar;
  locale: Locale;
  feed: ChangeFeed;
  /** The last revision that a reconnecting event stream was sent (`Last-Event-ID`); null anywhere else. */
  resumeAfter?: number | null;
  /** For a board whose answer is held from before, or to be held. */
  mending?: Mending | null;
  /** Reads documents that nobody vouches for. */
  reader: Reader;
  /** Tells those who wait for an import how far it has come. */
  progress: ProgressFeed;
  /** Who is looking at which board. */
  presence: Presence;
  /** Judges where webhooks may call, and posts an event at once. */
  webhooks: WebhookSender;
  /** Aborts when whoever sent the request has gone before it was answered. */
  signal: AbortSignal;
  /** How long sessions and passwords last. */
  sessionRules: SessionRules;
  /** The address under which browsers reach the server, without a slash at its end: what links begin with. */
  ownUrl: string;
  /** What the request came from, as far as it says. */
  browser: { client: string | null; address: string | null };
  /** Keys session fingerprints. */
  secret: string;
  demoPassword: string | null;
  /** What the button of the office's own sign-in says; null where there is none. */
  singleSignOn: { label: string | null } | null;
  /** How long after one's own change it may be undone, in minutes. */
  undoMinutes: number;
  /** What is known of the HTTP request; null anywhere else. */
  asked?: Asked | null;
  /** Sets or, with null, clears the browser's session cookie; does nothing on sockets. */
  setSessionCookie: (token: string | null) => void;
}
