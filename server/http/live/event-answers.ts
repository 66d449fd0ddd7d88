import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Rows } from "../../database/rows.js";
import { readingScope } from "../../features/programmes/programme.policy.js";
import type { Viewer } from "../../features/sessions/viewer.policy.js";
import type { Locale } from "../../graphql/locale.js";
import type { Requests } from "../request-context.js";
import type { Prepared } from "./prepare-operation.js";

/** How long an answer goes to those who ask for it later, in milliseconds: they shall hear how things are. */
const goodFor = 1000;

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
  rows: Rows;
  byKey: Map<string, Promise<Answer>>;
}

type ShowErrors = (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[];

/**
 * Answers each event once for all who ask the same and may see the same: it is executed and written as JSON a single
 * time. A document with fields that depend on who asks is answered for each person, from rows that are read once.
 */
export class EventAnswers {
  readonly #byEvent = new WeakMap<object, Answers>();

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
      answer = prepared.answer(event, context, variables).then((result) => {
        const { data, errors } = result;
        return { bytes: this.written({ data, errors }), isLast: !data };
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
    const fresh = () => ({ since: performance.now(), rows: this.remember(this.rows), byKey: new Map() });
    if (typeof event !== "object" || event === null) return fresh();
    let answers = this.#byEvent.get(event);
    if (!answers || performance.now() - answers.since > goodFor) {
      answers = fresh();
      this.#byEvent.set(event, answers);
    }
    return answers;
  }
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
