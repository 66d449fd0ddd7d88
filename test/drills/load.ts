import { randomUUID } from "node:crypto";
import { appendFileSync, writeFileSync } from "node:fs";
import { setTimeout as later } from "node:timers/promises";
import type { End, HistoryEvent } from "../kit/history-checker.js";
import { keptFile } from "./report.js";
import type { Township } from "./township.js";

interface Request {
  mark: string;
  mutation: "moveTask" | "editTask" | "addTask";
  input: Record<string, unknown>;
}

interface Answer {
  data?: Record<string, { __typename: string; id?: string; version?: number; task?: Seen } | null> | null;
  errors?: { extensions?: { code?: string } }[];
}

interface Seen {
  id: string;
  version: number;
  stage: { kind: string };
}

const card = `id version stage { kind }`;
const stale = `... on StaleVersion { task { ${card} } }`;
const documents = {
  moveTask: `mutation ($input: MoveTaskInput!) { moveTask(input: $input) { __typename ... on Task { ${card} } ${stale} } }`,
  editTask: `mutation ($input: EditTaskInput!) { editTask(input: $input) { __typename ... on Task { ${card} } ${stale} } }`,
  addTask: `mutation ($input: AddTaskInput!) { addTask(input: $input) { __typename ${card} } }`,
};

/** What refusals certainly wrote nothing. */
const certain = new Set(["STORAGE_FULL"]);

/** Writers that move, edit and make cards as fast as they are answered, and the history of what they asked for. */
export class Load {
  readonly history: HistoryEvent[] = [];
  /** What nobody answered, to be sent again. */
  readonly unanswered: Request[] = [];
  /** How often each code came back, and other ends. */
  readonly codes = new Map<string, number>();
  /** Losers that were not given the card as it stands. */
  readonly faults: string[] = [];
  readonly #seen = new Map<string, Seen>();
  readonly #file: string;
  #count = 0;
  #isOver = false;

  constructor(
    readonly township: Township,
    /** Where the servers are reached now; a writer has the one at its number. */
    readonly urls: () => string[],
    name: string,
    /** Whether it makes new cards: a board that grows takes ever more memory. */
    readonly makesCards = true,
  ) {
    this.#file = keptFile(`${name}.history.jsonl`);
    writeFileSync(this.#file, "");
  }

  get okCount(): number {
    return this.history.filter(({ event }) => event === "ok").length;
  }

  /** Lets so many writers loose until `stop()` or until one is not answered, which ends that writer. */
  async run(writers: number, { goOn = false }: { goOn?: boolean } = {}): Promise<void> {
    this.#isOver = false;
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        while (!this.#isOver) {
          const end = await this.act(writer);
          if (end !== "unknown") continue;
          if (!goOn) return;
          await later(5);
        }
      }),
    );
  }

  stop(): void {
    this.#isOver = true;
  }

  /** One operation of a writer. */
  act(writer: number): Promise<End> {
    this.#count += 1;
    return this.send(writer, this.#make(`w${writer}-${this.#count}`));
  }

  /** Sends what nobody answered again with its key: every second of it, so that some stays unknown. */
  async repeat(): Promise<number> {
    const again = this.unanswered.splice(0).filter((_, index) => index % 2 === 0);
    await Promise.all(again.map((request) => this.send(0, request)));
    return again.length;
  }

  async send(writer: number, request: Request): Promise<End> {
    this.#record(request.mark, "invoked");
    const end = await this.#answerTo(writer, request);
    this.#record(request.mark, end);
    if (end === "unknown") this.unanswered.push(request);
    return end;
  }

  async #answerTo(writer: number, { mutation, input }: Request): Promise<End> {
    const urls = this.urls();
    let answer: Answer;
    try {
      const response = await fetch(`${urls[writer % urls.length]}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.township.token}` },
        body: JSON.stringify({ query: documents[mutation], variables: { input } }),
        signal: AbortSignal.timeout(30_000),
      });
      answer = (await response.json()) as Answer;
    } catch (error) {
      this.#tally(causeOf(error));
      return "unknown";
    }
    const code = answer.errors?.[0]?.extensions?.code;
    const result = answer.data?.[mutation];
    this.#tally(code ?? result?.__typename ?? "nothing");
    if (result?.__typename === "Task") {
      const seen = result as unknown as Seen;
      if ((this.#seen.get(seen.id)?.version ?? 0) <= seen.version) this.#seen.set(seen.id, seen);
      return "ok";
    }
    if (result?.task) this.#lost(input, result.task);
    return result || certain.has(code ?? "") ? "failed" : "unknown";
  }

  /** Who came second is given the card that the first one made. */
  #lost({ expectedVersion, taskId }: Record<string, unknown>, now: Seen): void {
    if (now.id !== taskId || now.version <= Number(expectedVersion))
      this.faults.push(`a loser at version ${String(expectedVersion)} was given ${now.version}`);
    this.#seen.set(now.id, now);
  }

  #make(mark: string): Request {
    const { cards, stages, projectId } = this.township;
    const idempotencyKey = randomUUID();
    const kind = this.#count % 10;
    if (kind === 0 && this.makesCards) {
      const input = { projectId, title: mark, dueOn: "2026-12-31", idempotencyKey };
      return { mark, mutation: "addTask", input };
    }
    const taskId = cards[Math.floor(Math.random() * cards.length)]!;
    if (kind < 4) return { mark, mutation: "editTask", input: { taskId, title: mark, idempotencyKey } };
    const seen = this.#seen.get(taskId);
    const stageId = stages[seen?.stage.kind === "ACTIVE" ? "PENDING" : "ACTIVE"];
    const expectedVersion = seen?.version ?? 1;
    const input = { taskId, stageId, expectedVersion, reason: mark, idempotencyKey };
    return { mark, mutation: "moveTask", input };
  }

  #record(mark: string, event: HistoryEvent["event"]): void {
    this.history.push({ mark, event });
    appendFileSync(
      this.#file,
      `${JSON.stringify({ mark, event, at: performance.timeOrigin + performance.now() })}\n`,
    );
  }

  #tally(end: string): void {
    this.codes.set(end, (this.codes.get(end) ?? 0) + 1);
  }
}

function causeOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: string }; name: string };
  return cause?.code ?? name;
}
