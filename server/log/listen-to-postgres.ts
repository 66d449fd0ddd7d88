import { Client } from "pg";

/** The channel that the trigger on `log_head` speaks on: `<chain> <revision>`. */
const channel = "luoshi_changes";

/** The channel that processes speak to each other on, of what is nowhere written. */
const talk = "luoshi_processes";

/** How long after a lost connection another one is tried, in milliseconds: at first, and at the most. */
const retryAfter = { first: 100, most: 5000 };

export interface Listening {
  /** Whether it hears at present. */
  readonly isHealthy: boolean;
  /** Says something to every process that listens, this one too; nothing where there is no connection. */
  tell(message: string): void;
  stop(): Promise<void>;
}

interface Hearer {
  /** A chain has reached a revision. */
  heard(chain: string, revision: number): void;
  /** A process said something. */
  told(message: string): void;
  /** Listening has begun, or begun anew: something may have been missed. */
  began(): void;
  failed(error: unknown): void;
}

/**
 * Listens, on a connection of its own, to what any process writes to the log of a PostgreSQL database, and goes on
 * trying when the connection is lost.
 */
export function listenToPostgres(connectionString: string, hearer: Hearer): Listening {
  let client: Client | null = null;
  let isHealthy = false;
  let stopped = false;
  let wait = retryAfter.first;
  let timer: NodeJS.Timeout | null = null;

  const lost = (which: Client, error?: unknown) => {
    if (client !== which) return;
    client = null;
    isHealthy = false;
    void which.end().catch(() => undefined);
    if (stopped) return;
    hearer.failed(error ?? new Error("The connection to PostgreSQL was closed"));
    timer = setTimeout(() => void connect(), wait * (0.5 + Math.random() / 2)).unref();
    wait = Math.min(wait * 2, retryAfter.most);
  };

  const connect = async () => {
    const made = new Client({ connectionString, keepAlive: true, application_name: "luoshi listener" });
    client = made;
    made.on("error", (error) => lost(made, error));
    made.on("end", () => lost(made));
    made.on("notification", ({ channel: spokenOn, payload = "" }) => {
      if (spokenOn === talk) return hearer.told(payload);
      const [chain = "", revision] = payload.split(" ");
      hearer.heard(chain, Number(revision));
    });
    try {
      await made.connect();
      await made.query(`listen ${channel}; listen ${talk}`);
      if (stopped || client !== made) return void made.end().catch(() => undefined);
      isHealthy = true;
      wait = retryAfter.first;
      hearer.began();
    } catch (error) {
      lost(made, error);
    }
  };

  void connect();
  return {
    get isHealthy() {
      return isHealthy;
    },
    tell(message) {
      if (isHealthy) void client?.query("select pg_notify($1, $2)", [talk, message]).catch(() => undefined);
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
