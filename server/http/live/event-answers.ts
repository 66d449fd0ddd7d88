import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Rows } from "../../database/rows.js";
import { readingScope } from "../../features/programmes/programme.policy.js";
import type { Viewer } from "../../features/sessions/viewer.policy.js";
import type { Locale } from "../../graphql/locale.js";
import type { Requests } from "../request-context.js";
import type { Prepared } from "./prepare-operation.js";

/** How long an answer goes to those who ask for it later, in milliseconds: they shall hear how things are. */
const goodFor = 1000;

/** How many bytes of answers are kept for those who ask later. */
const mostKept = 4 * 1024 * 1024;

/** What an operation answers to an event, for whom. */
export interface Listening {
  prepared: Prepared;
  variables: Record<string, unknown>;
  /** Names the operation with those of its variables that an answer depends on. */
  question: string;
  locale: Locale;
}

/** An answer as it is sent. */
export interface Answer {
  bytes: Buffer;
  /** Nothing of it could be answered, only errors: there will be no more. */
  isLast: boolean;
}

/** What was read and answered for one event so far. */
interface Answers {
  since: number;
  bytes: number;
  rows: Rows;
  byKey: Map<string, Promise<Answer>>;
}

type ShowErrors = (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[];

/**
 * Answers each event once for all who ask the same and may see the same: it is executed and written as JSON a single
 * time. A document with fields that depend on who asks is answered for each person, from rows that are read once.
 */
export class EventAnswers {
  /** The oldest first. */
  readonly #byEvent = new Map<object, Answers>();
  #bytes = 0;

  constructor(
    private readonly rows: Rows,
    private readonly eventContext: Requests["eventContext"],
    private readonly show: ShowErrors,
    private readonly remember: (rows: Rows) => Rows,
  ) {}

  of(event: unknown, { prepared, variables, question, locale }: Listening, viewer: Viewer): Promise<Answer> {
    const answers = this.#answersTo(event);
    const key = `${question} ${locale} ${whose(viewer, prepared.perViewer)}`;
    let answer = answers.byKey.get(key);
    if (!answer) {
      const context = this.eventContext(viewer, locale, answers.rows);
      answer = prepared.answer(event, context, variables).then(({ data, errors }) => {
        const bytes = this.written({ data, errors });
        this.#weigh(answers, bytes.length);
        return { bytes, isLast: !data };
      });
      answers.byKey.set(key, answer);
    }
    return answer;
  }

  /** A result as it is sent. */
  written({ data, errors }: { data?: unknown; errors?: readonly GraphQLError[] }): Buffer {
    return Buffer.from(JSON.stringify(errors ? { data, errors: this.show(errors) } : { data }));
  }

  #answersTo(event: unknown): Answers {
    this.#forget();
    const known = isObject(event) ? this.#byEvent.get(event) : undefined;
    if (known) return known;
    const rows = this.remember(this.rows);
    const answers: Answers = { since: performance.now(), bytes: 0, rows, byKey: new Map() };
    if (isObject(event)) this.#byEvent.set(event, answers);
    return answers;
  }

  #weigh(answers: Answers, bytes: number): void {
    answers.bytes += bytes;
    this.#bytes += bytes;
  }

  /** Forgets what is old, and the oldest when there is too much. */
  #forget(): void {
    const tooOld = performance.now() - goodFor;
    for (const [event, { since, bytes }] of this.#byEvent) {
      if (since > tooOld && this.#bytes <= mostKept) return;
      this.#byEvent.delete(event);
      this.#bytes -= bytes;
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Names an operation with those of its variables that an answer depends on. */
export function questionOf({ number, sinceVariable }: Prepared, variables: Record<string, unknown>): string {
  const { [sinceVariable ?? ""]: _since, ...others } = variables;
  return `${number} ${JSON.stringify(sinceVariable ? others : variables)}`;
}

const names = new WeakMap<Viewer, [of: string, own: string]>();

/** Names everybody who gets the same answer. */
function whose(viewer: Viewer, perViewer: boolean): string {
  let known = names.get(viewer);
  if (!known) {
    const { role, scopes, mustChangePassword, personId, officeId } = viewer;
    const of = JSON.stringify([readingScope(viewer), role, [...scopes].toSorted(), mustChangePassword]);
    known = [of, JSON.stringify([of, personId, officeId])];
    names.set(viewer, known);
  }
  return known[perViewer ? 1 : 0];
}
