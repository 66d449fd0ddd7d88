import {
  createSourceEventStream,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import type { Context } from "../../context.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import { Following } from "../../log/following.js";
import { questionOf, type EventAnswers, type Listening } from "./event-answers.js";
import type { LiveConnection, LiveViewers } from "./live-viewers.js";
import type { Prepared } from "./prepare-operation.js";

/** Where the events of one subscription go. */
export interface Outlet {
  /** Sends an answer, as JSON; `id` is what the client hands back to resume after it, where there is such a thing. */
  send(answer: Buffer, id: number | null): void;
  /** Null while more may be sent; else resolves when it may. */
  room(): Promise<void> | null;
}

/** What all subscriptions share. */
export interface Live {
  schema: GraphQLSchema;
  viewers: LiveViewers;
  answers: EventAnswers;
}

/** One subscription of one client: takes event after event, answers it for whom the connection then belongs to. */
export class Subscription {
  #stopped = false;

  private constructor(
    private readonly live: Live,
    private readonly connection: LiveConnection,
    private readonly events: AsyncIterator<unknown>,
    private readonly listening: Listening,
  ) {}

  /** Begins one, or gives the errors it is refused with. */
  static async begin(
    live: Live,
    connection: LiveConnection,
    prepared: Prepared,
    variables: Record<string, unknown>,
    contextValue: Context,
  ): Promise<Subscription | readonly GraphQLError[]> {
    const { document, operationName } = prepared;
    const { schema } = live;
    const stream: ExecutionResult | AsyncIterable<unknown> = await createSourceEventStream({
      schema,
      document,
      operationName,
      contextValue,
      variableValues: variables,
    });
    if (!(Symbol.asyncIterator in stream)) return stream.errors ?? [];
    const question = questionOf(prepared, variables);
    const listening = { prepared, variables, question, locale: connection.locale };
    return new Subscription(live, connection, stream[Symbol.asyncIterator](), listening);
  }

  /** After which revision it goes on; null where its events are not numbered. */
  get seen(): number | null {
    return this.events instanceof Following ? this.events.seen : null;
  }

  /** Sends everything until it ends, is stopped, or the connection is nobody's any more. Throws what a source throws. */
  async deliver(outlet: Outlet): Promise<void> {
    try {
      for (;;) {
        const event = await this.events.next();
        if (event.done || this.#stopped) return;
        const viewer = await this.live.viewers.viewerAt(this.connection, this.#knownAt());
        if (this.#stopped) return;
        if (!viewer) return outlet.send(this.live.answers.written({ errors: [unauthenticated()] }), null);
        const answer = await this.live.answers.of(event.value, this.listening, viewer);
        if (this.#stopped) return;
        outlet.send(answer.bytes, this.seen);
        if (answer.isLast) return;
        const room = outlet.room();
        if (room) await room;
      }
    } finally {
      await this.events.return?.();
    }
  }

  stop(): void {
    this.#stopped = true;
    void this.events.return?.();
  }

  /** From when on the event was known: whoever lost the right to it before then does not hear of it. */
  #knownAt(): number {
    return this.events instanceof Following ? this.events.readAt : performance.now();
  }
}
