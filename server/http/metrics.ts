import type { FastifyInstance } from "fastify";
import { Kind, parse } from "graphql";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { forbidden } from "../graphql/coded-error.js";
import { Role } from "../features/people/role.enum.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import { TokenScope } from "../features/tokens/token-scope.enum.js";
import { isLoopback } from "./admission.js";
import { askedIn } from "./asked.js";
import type { Requests } from "./request-context.js";

/** What a client may call its operations: every name of its own would be a series of its own. */
const otherOperation = "other";

/** The names of the operations in documents. */
export function operationsIn(documents: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of documents) {
    for (const definition of parse(document, { noLocation: true }).definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) names.add(definition.name.value);
  }
  return names;
}

/** What is counted of a server, for Prometheus. Others add gauges of their own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<"operation" | "kind" | "status">;
  readonly #points: Counter<"budget">;

  /** `knownOperations`: the names that are counted one by one; all others are counted together. */
  constructor(readonly knownOperations: ReadonlySet<string>) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: "luoshi_request_duration_seconds",
      help: "How long requests for the API took, by operation, kind and HTTP status.",
      labelNames: ["operation", "kind", "status"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    });
    this.#points = new Counter({
      name: "luoshi_points_total",
      help: "Points that operations cost, by what is counted together: token, session or address.",
      labelNames: ["budget"],
      registers,
    });
  }

  /** Adds something that is looked at when it is asked for, such as the length of a queue. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(await read());
      },
    });
    this.#registry.registerMetric(gauge);
  }

  /** Counts every request for the API, and the sockets that are open. */
  watch(server: FastifyInstance): void {
    server.addHook("onResponse", (request, reply, done) => {
      const asked = askedIn(request);
      if (asked) {
        const { name, kind } = asked.operation ?? { name: null, kind: "none" };
        const operation = name !== null && this.knownOperations.has(name) ? name : otherOperation;
        const labels = { operation, kind, status: String(reply.statusCode) };
        this.#requests.observe(labels, reply.elapsedTime / 1000);
        if (asked.price && asked.budget) this.#points.inc({ budget: asked.budget.kind }, asked.price.cost);
      }
      done();
    });
    let open = 0;
    server.server.on("upgrade", (_request, socket) => {
      open += 1;
      socket.once("close", () => (open -= 1));
    });
    this.gauge("luoshi_open_sockets", "Open sockets.", () => open);
  }

  /** `GET /metrics`: for this machine itself, and for an administrator's token with the scope ADMIN. */
  serve(server: FastifyInstance, { viewerOf }: Pick<Requests, "viewerOf">): void {
    server.get("/metrics", async (request, reply) => {
      const { headers, ip } = request;
      // What a proxy passes on is not local, even where the proxy does not say for whom.
      const isLocal = isLoopback(ip) && !headers["x-forwarded-for"] && !headers.forwarded;
      if (!isLocal && !mayLook(await viewerOf(headers))) throw forbidden();
      return reply.type(this.#registry.contentType).send(await this.#registry.metrics());
    });
  }
}

function mayLook(viewer: Viewer | null): boolean {
  const { tokenId, scopes, role, programmeIds } = viewer ?? {};
  return Boolean(tokenId && scopes?.has(TokenScope.ADMIN) && role === Role.ADMIN && programmeIds === null);
}
