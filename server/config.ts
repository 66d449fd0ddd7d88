import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dataDirOf } from "./data-dir.js";
import { isCalendarDate } from "./graphql/calendar-date.js";
import { usualSessionRules, type SessionRules } from "./features/sessions/session-tokens.js";
import { readWebhookSettings, type WebhookSettings } from "./features/webhooks/webhook-settings.js";
import { usualLimits, type ReaderLimits } from "./reader/reader.js";
import { InvalidSetting, readNumber, readSwitch } from "./setting.js";

/** Everything the environment decides, parsed once. */
export interface Config {
  host: string;
  port: number;
  /** Where the embedded database, the secret and later the attachments live; absolute. */
  dataDir: string;
  /** `postgres://…`, or null for SQLite in `dataDir`. */
  databaseUrl: string | null;
  /** Pins "today" (`YYYY-MM-DD`) for demos and training; null for the real day. */
  today: string | null;
  /** Keys the fingerprints of session and access tokens; a stolen database alone cannot be used to sign in. */
  secret: string;
  /** Offers the sample's people on the sign-in page. Only the demo sets it. */
  demoPassword: string | null;
  /** Where browsers reach the server, an origin: for links and the way back of single sign-on; null to take it from requests. */
  publicUrl: string | null;
  /** The office's own sign-in; null where there is none. */
  singleSignOn: SingleSignOnSettings | null;
  /** Origins besides the server's own whose pages may use the API with this browser's cookie; none unless set. */
  allowedOrigins: string[];
  /** How much may be asked for, by whom. */
  limits: RequestLimits;
  /** Whether browsers may only ask by documents that were built with the page; programs with a token may always ask. */
  persistedOnly: boolean;
  /** The built page; null to serve the API alone. */
  pageDir: string | null;
  /** How much memory whole boards may take that are kept ready to send, in bytes; 0 keeps none. */
  readyBytes: number;
  /** How long a follower may leave unread what was sent before its connection is closed, in milliseconds. */
  patience: number;
  /** What reading a document may take. */
  reading: ReaderLimits;
  webhooks: WebhookSettings;
  /** How long after one's own change it may be undone, in minutes. */
  undoMinutes: number;
  /** How long sessions and passwords last. */
  sessionRules: SessionRules;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
}

/** An OpenID Connect provider, and what it knows this server by. */
export interface SingleSignOnSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** What the button says; null for the usual words. */
  label: string | null;
  /** The claim that holds a person's name. */
  claim: string;
}

/** What requests may cost, and how often they may come; see docs/limits.md. */
export interface RequestLimits {
  /** Points that one operation may cost. */
  operationPoints: number;
  /** Points an hour of each token and each session. */
  points: number;
  /** Points an hour of all strangers at one address. */
  strangerPoints: number;
  /** Tries to sign in from one address in ten minutes. */
  signInAttempts: number;
  /** How long an operation may take, in seconds. */
  operationSeconds: number;
}

/** Reads the configuration from environment variables. Throws {@link InvalidSetting}. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  // An empty variable is one that is not set.
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const dataDir = dataDirOf(env);
  return {
    host: env.HOST ?? "127.0.0.1",
    port: readPort(env.PORT),
    dataDir,
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    today: readToday(env.TODAY),
    secret: readSecret(env.SECRET) ?? keptSecret(dataDir),
    demoPassword: null,
    publicUrl: readPublicUrl(env.PUBLIC_URL),
    singleSignOn: readSingleSignOn(env),
    allowedOrigins: readOrigins(env.ALLOWED_ORIGINS),
    limits: readLimits(env),
    persistedOnly: readSwitch("PERSISTED_ONLY", env.PERSISTED_ONLY),
    pageDir: resolve(import.meta.dirname, "../web"),
    readyBytes: 64 * 1024 * 1024,
    patience: 10_000,
    reading: readReaderLimits(env),
    webhooks: readWebhookSettings(env),
    undoMinutes: readNumber("UNDO_MINUTES", env.UNDO_MINUTES, [0, 1440]) ?? 10,
    sessionRules: readSessionRules(env),
    logLevel: readLogLevel(env.LOG_LEVEL),
  };
}

/** Where the data lies, without making anything there. Throws {@link InvalidSetting}. */
export function readPlaceOfData({ DATA_DIR, DATABASE_URL }: NodeJS.ProcessEnv) {
  return { dataDir: dataDirOf({ DATA_DIR }), databaseUrl: readDatabaseUrl(DATABASE_URL || undefined) };
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return 4000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidSetting(`PORT: expected a number from 0 to 65535, found "${text}"`);
}

function readDatabaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (/^postgres(ql)?:\/\//.test(text)) return text;
  throw new InvalidSetting('DATABASE_URL: expected "postgres://…" (leave it unset for SQLite in DATA_DIR)');
}

function readToday(text: string | undefined): string | null {
  if (!text) return null;
  if (isCalendarDate(text)) return text;
  throw new InvalidSetting(`TODAY: expected a day as YYYY-MM-DD, found "${text}"`);
}

/** An origin, without a slash at its end. Throws {@link InvalidSetting}. */
function readPublicUrl(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (isOrigin) return url.origin;
  throw new InvalidSetting(
    `PUBLIC_URL: expected where browsers reach this server, such as "https://luoshi.example", found "${text}"`,
  );
}

/** The office's own sign-in, from the environment; null where OIDC_ISSUER is not set. Throws {@link InvalidSetting}. */
function readSingleSignOn(env: NodeJS.ProcessEnv): SingleSignOnSettings | null {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_LABEL: label = null,
    OIDC_CLAIM: claim = "name",
    PUBLIC_URL: publicUrl,
  } = env;
  if (!issuer) return null;
  const missing = Object.entries({
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    PUBLIC_URL: publicUrl,
  })
    .filter(([, value]) => !value)
    .map(([name]) => name);
  if (!clientId || !clientSecret || missing.length > 0)
    throw new InvalidSetting(`OIDC_ISSUER goes with ${missing.join(" and ")}: expected a value, found none`);
  return { issuer: readIssuer(issuer), clientId, clientSecret, label, claim };
}

/** By plain http only on this machine: the client's secret goes there. */
function readIssuer(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url && (url.protocol === "https:" || isHere) && !url.username && !url.password) return url;
  throw new InvalidSetting(`OIDC_ISSUER: expected an address that begins with "https://"`);
}

/** What requests may cost, from the environment. Throws {@link InvalidSetting}. */
export function readLimits(env: NodeJS.ProcessEnv): RequestLimits {
  const number = (name: string, usual: number, most: number) =>
    readNumber(name, env[name], [1, most]) ?? usual;
  return {
    operationPoints: number("OPERATION_POINTS", 10_000, 1_000_000),
    points: number("RATE_LIMIT_POINTS", 250_000, 1e12),
    strangerPoints: number("RATE_LIMIT_STRANGER_POINTS", 25_000, 1e12),
    signInAttempts: number("SIGN_IN_ATTEMPTS", 100, 1_000_000),
    operationSeconds: number("OPERATION_SECONDS", 10, 600),
  };
}

/** Exact origins, separated by commas or spaces. Throws {@link InvalidSetting}. */
function readOrigins(text: string | undefined): string[] {
  const origins = (text ?? "").split(/[\s,]/).filter((origin) => origin !== "");
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin && /^https?:/.test(origin)) continue;
    throw new InvalidSetting(
      `ALLOWED_ORIGINS: expected origins such as https://board.example.cn, found "${origin}"`,
    );
  }
  return origins;
}

/** What reading a document may take, from the environment. Throws {@link InvalidSetting}. */
export function readReaderLimits(env: NodeJS.ProcessEnv): ReaderLimits {
  const { seconds, megabytes } = usualLimits;
  return {
    ...usualLimits,
    seconds: readNumber("READING_SECONDS", env.READING_SECONDS, [1, 600]) ?? seconds,
    megabytes: readNumber("READING_MEGABYTES", env.READING_MEGABYTES, [128, 8192]) ?? megabytes,
  };
}

/** How long sessions and passwords last, from the environment. Throws {@link InvalidSetting}. */
function readSessionRules(env: NodeJS.ProcessEnv): SessionRules {
  const { idleMinutes, hours, passwordDays } = usualSessionRules;
  return {
    idleMinutes: readNumber("SESSION_IDLE_MINUTES", env.SESSION_IDLE_MINUTES, [2, 1440]) ?? idleMinutes,
    hours: readNumber("SESSION_HOURS", env.SESSION_HOURS, [1, 720]) ?? hours,
    passwordDays: readNumber("PASSWORD_DAYS", env.PASSWORD_DAYS, [0, 3650]) ?? passwordDays,
  };
}

const logLevels = ["silent", "error", "warn", "info", "debug"] as const;

function readLogLevel(text: string | undefined): Config["logLevel"] {
  if (!text) return "info";
  const level = logLevels.find((known) => known === text);
  if (level) return level;
  throw new InvalidSetting(`LOG_LEVEL: expected one of ${logLevels.join(", ")}, found "${text}"`);
}

function readSecret(text: string | undefined): string | undefined {
  if (text === undefined || text.length >= 16) return text;
  throw new InvalidSetting(
    "SECRET: expected at least 16 characters (leave it unset to have one made and kept)",
  );
}

/** The secret made on the first start and kept in `dataDir/secret`, readable by the owner only. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, "secret");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  try {
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: "wx" });
    return secret;
  } catch (error) {
    // Another process was quicker: its secret is the one that counts.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return readFileSync(path, "utf8").trim();
    throw error;
  }
}
