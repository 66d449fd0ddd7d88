import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import type { RequestLimits } from "../config.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { CodedError } from "../graphql/coded-error.js";

/** A bucket of points that fills again steadily: full after one window. */
interface Bucket {
  points: number;
  /** When that was so, in milliseconds of the process's own clock. */
  at: number;
}

/** Who is counted together: a token, a session, or the strangers at an address. */
export interface Budget {
  kind: "token" | "session" | "address";
  /** Points of a full bucket. */
  limit: number;
  /** Points left now. */
  remaining(): number;
  /** Takes points out. Throws RATE_LIMITED when there are not as many. */
  take(points: number): void;
  /** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers-11. */
  headers(): Record<string, string>;
}

/** With a secret that may be guessed; or through the office's own provider, where one goes there and comes back. */
export type SignInWay = "password" | "to the provider" | "from the provider";

const hour = 3_600_000;
const tenMinutes = 600_000;

/** So many tokens and sessions, and so many addresses, are remembered: who was longest away is forgotten, and begins anew. */
const mostRemembered = 50_000;

/** Counts what is asked for in this process. Several processes count each for itself. */
export class RateLimits {
  readonly #known = new LRUCache<string, Bucket>({ max: mostRemembered });
  readonly #strangers = new LRUCache<string, Bucket>({ max: mostRemembered });
  readonly #attempts = new LRUCache<string, Bucket>({ max: mostRemembered });

  constructor(
    readonly limits: RequestLimits,
    readonly now: () => number = () => performance.now(),
  ) {}

  budgetOf(viewer: Viewer | null, address: string): Budget {
    const { points, strangerPoints } = this.limits;
    if (viewer?.tokenId) return this.#budget("token", this.#known, viewer.tokenId, points);
    if (viewer) return this.#budget("session", this.#known, viewer.sessionId ?? viewer.personId, points);
    return this.#budget("address", this.#strangers, networkOf(address), strangerPoints);
  }

  /** Counts tries to sign in, each way by itself. Throws TOO_MANY_REQUESTS past the ceiling of their address. */
  countAttempts(address: string, count: number, way: SignInWay = "password"): void {
    const { signInAttempts } = this.limits;
    const key = `${way} ${networkOf(address)}`;
    const wait = this.#take(this.#attempts, key, count, signInAttempts, tenMinutes);
    if (wait === null) return;
    const message = `此地址登录过于频繁，请 ${wait} 秒后再试 · Too many tries to sign in from this address: try again in ${wait} s`;
    throw new CodedError("TOO_MANY_REQUESTS", message, { status: 429, retryAfter: wait });
  }

  #budget(kind: Budget["kind"], buckets: LRUCache<string, Bucket>, key: string, limit: number): Budget {
    const remaining = () => this.#remaining(buckets, key, limit, hour);
    return {
      kind,
      limit,
      remaining,
      take: (points) => {
        const wait = this.#take(buckets, key, points, limit, hour);
        if (wait !== null) throw rateLimited(wait, limit);
      },
      headers: () => ({
        "ratelimit-policy": `"${kind}";q=${limit};w=3600`,
        ratelimit: `"${kind}";r=${Math.floor(remaining())};t=${Math.ceil((1 - remaining() / limit) * 3600)}`,
      }),
    };
  }

  #remaining(buckets: LRUCache<string, Bucket>, key: string, limit: number, window: number): number {
    const bucket = buckets.get(key);
    return bucket ? Math.min(limit, bucket.points + ((this.now() - bucket.at) / window) * limit) : limit;
  }

  /** Takes points out; or gives in how many seconds there will be as many. */
  #take(
    buckets: LRUCache<string, Bucket>,
    key: string,
    points: number,
    limit: number,
    window: number,
  ): number | null {
    const remaining = this.#remaining(buckets, key, limit, window);
    // What is larger than the bucket takes a full one.
    const price = Math.min(points, limit);
    if (remaining < price) return Math.max(1, Math.ceil((((price - remaining) / limit) * window) / 1000));
    buckets.set(key, { points: remaining - price, at: this.now() });
    return null;
  }
}

function rateLimited(wait: number, limit: number): CodedError {
  const message = `请求过于频繁，请 ${wait} 秒后再试 · More than ${limit} points an hour: try again in ${wait} s`;
  return new CodedError("RATE_LIMITED", message, { status: 429, retryAfter: wait });
}

/** An address as it is counted: of IPv6 the network that one customer has. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
