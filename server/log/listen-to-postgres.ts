import { Client } from "pg";

/** The channel that the trigger on `log_head` speaks on: `<chain> <revision>`. */
const channel = "luoshi_changes";

/** How long after a lost connection another one is tried, in milliseconds: at first, and at the most. */
const retryAfter = { first: 100, most: 5000 };

export interface Listening {
  /** Whether it hears at present. */
  readonly isHealthy: boolean;
  stop(): Promise<void>;
}

interface Hearer {
  /** A chain has reached a revision. */
  heard(chain: string, revision: number): void;
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
    made.on("notification", ({ payload = "" }) => {
      const [chain = "", revision] = payload.split(" ");
      hearer.heard(chain, Number(revision));
    });
    try {
      await made.connect();
      await made.query(`listen ${channel}`);
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
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
