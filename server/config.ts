import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isCalendarDate } from "./graphql/calendar-date.js";
import { usualLimits, type ReaderLimits } from "./reader/reader.js";

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
  /** Origins besides the server's own whose pages may use the API with this browser's cookie; none unless set. */
  allowedOrigins: string[];
  /** How much may be asked for, by whom. */
  limits: RequestLimits;
  /** The built page; null to serve the API alone. */
  pageDir: string | null;
  /** How much memory whole boards may take that are kept ready to send, in bytes; 0 keeps none. */
  readyBytes: number;
  /** What reading a document may take. */
  reading: ReaderLimits;
  /** How long after one's own change it may be undone, in minutes. */
  undoMinutes: number;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
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

/** A setting that cannot be used; the message says which, what was expected and what was found. */
export class InvalidSetting extends Error {
  override name = "InvalidSetting";
}

/** Reads the configuration from environment variables. Throws {@link InvalidSetting}. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  // An empty variable is one that is not set.
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const dataDir = resolve(env.DATA_DIR ?? "data");
  return {
    host: env.HOST ?? "127.0.0.1",
    port: readPort(env.PORT),
    dataDir,
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    today: readToday(env.TODAY),
    secret: readSecret(env.SECRET) ?? keptSecret(dataDir),
    demoPassword: null,
    allowedOrigins: readOrigins(env.ALLOWED_ORIGINS),
    limits: readLimits(env),
    pageDir: resolve(import.meta.dirname, "../web"),
    readyBytes: 64 * 1024 * 1024,
    reading: readReaderLimits(env),
    undoMinutes: readNumber("UNDO_MINUTES", env.UNDO_MINUTES, [0, 1440]) ?? 10,
    logLevel: readLogLevel(env.LOG_LEVEL),
  };
}

/** Where the data lies, without making anything there. Throws {@link InvalidSetting}. */
export function readPlaceOfData({ DATA_DIR, DATABASE_URL }: NodeJS.ProcessEnv) {
  return { dataDir: resolve(DATA_DIR || "data"), databaseUrl: readDatabaseUrl(DATABASE_URL || undefined) };
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

function readLimits(env: NodeJS.ProcessEnv): RequestLimits {
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

function readNumber(name: string, text: string | undefined, [least, most]: [number, number]): number | null {
  if (!text) return null;
  const number = Number(text);
  if (number >= least && number <= most) return number;
  throw new InvalidSetting(`${name}: expected a number from ${least} to ${most}, found "${text}"`);
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
