import type { IncomingMessage } from "node:http";
import { GraphQLError, type DocumentNode, type GraphQLSchema } from "graphql";
import ipaddr from "ipaddr.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { CodedError } from "../graphql/coded-error.js";
import { priceLimits, priceOf, requireAffordable, type Price } from "../graphql/price.js";
import { withoutValue } from "../graphql/variable-errors.js";
import { RateLimits, type Budget, type SignInWay } from "./rate-limits.js";

/** Who asks, and from where. */
export interface Asking {
  viewer: Viewer | null;
  address: string;
}

export interface Operation {
  document: DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/**
 * Whether an operation may be run: what it costs, whether whoever asks has as many points left, and whether they may
 * see the schema. The same for HTTP, sockets and streams.
 */
export class Admission {
  readonly #rates: RateLimits;
  readonly #limits: typeof priceLimits;

  constructor(
    readonly schema: GraphQLSchema,
    readonly limits: RateLimits["limits"],
  ) {
    this.#rates = new RateLimits(limits);
    this.#limits = { ...priceLimits, cost: limits.operationPoints };
  }

  /** Most of an operation's points, for whoever tells clients of them. */
  get costLimit(): number {
    return this.#limits.cost;
  }

  budgetOf({ viewer, address }: Asking): Budget {
    return this.#rates.budgetOf(viewer, address);
  }

  /** Prices an operation and takes its points. Throws what is to be answered instead of running it. */
  admit(operation: Operation, asking: Asking, paid = 0): Price {
    const price = this.#priceOf(operation);
    if (price.introspects && !asking.viewer) throw schemaForMembers();
    requireAffordable(price, this.#limits);
    if (price.attempts > 0) this.#rates.countAttempts(asking.address, price.attempts);
    this.budgetOf(asking).take(Math.max(0, price.cost - paid));
    return price;
  }

  /** Counts a step of signing in through the office's own provider. Throws TOO_MANY_REQUESTS past the address's ceiling. */
  countSignIn(address: string, way: SignInWay): void {
    this.#rates.countAttempts(address, 1, way);
  }

  /** The same, for callers that answer with a list of errors: empty for an operation that may be run. */
  refusalsOf(operation: Operation, asking: Asking): readonly GraphQLError[] {
    try {
      this.admit(operation, asking);
      return [];
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }

  #priceOf({ document, operationName, variables }: Operation): Price {
    try {
      return priceOf(this.schema, document, operationName, variables ?? {});
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code === undefined) throw notOfItsType(error);
      throw error;
    }
  }
}

const schemaForMembers = () =>
  new CodedError(
    "UNAUTHENTICATED",
    "登录后才能查询接口定义；schema.graphql 随软件发布 · Sign in to ask for the schema; schema.graphql comes with the product",
    { status: 401 },
  );

/** What a variable should have been, without what it was: that may be a password. */
function notOfItsType({ message }: GraphQLError): CodedError {
  return new CodedError("BAD_USER_INPUT", withoutValue(message), { status: 400 });
}

/** Where a connection comes from: as a proxy on this machine says, else its own other end. */
export function addressOf({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">): string {
  const own = socket.remoteAddress ?? "";
  const forwarded = headers["x-forwarded-for"];
  if (!isLoopback(own) || !forwarded) return own;
  const path = String(forwarded)
    .split(",")
    .map((part) => part.trim());
  return path.findLast((one) => !isLoopback(one)) ?? own;
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}
