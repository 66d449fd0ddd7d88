import { requestBytes, type Answer, type Connection } from "./connection.js";
import type { Ground, Mover } from "./ground.js";

/** A card that goes to and fro between PENDING and ACTIVE; knows its version. */
export class MovingCard {
  #version = 1;

  constructor(
    readonly ground: Ground,
    readonly mover: Mover,
    readonly query: string,
  ) {}

  async move(connection: Connection): Promise<void> {
    const { taskId, cookie } = this.mover;
    const { PENDING, ACTIVE } = this.ground.stages;
    const stageId = this.#version % 2 === 1 ? ACTIVE : PENDING;
    const input = { taskId, stageId, expectedVersion: this.#version };
    const body = JSON.stringify({ query: this.query, operationName: "Board_MoveTask", variables: { input } });
    const answer = await connection.send(requestBytes("POST", "/graphql", { cookie }, body));
    this.#version = movedVersion(answer);
  }
}

function movedVersion(answer: Answer): number {
  const text = answer.body().toString();
  const { data } = JSON.parse(text) as { data?: { moveTask: { __typename: string; version: number } } };
  if (data?.moveTask.__typename !== "Task") throw new Error(`A move was refused: ${text}`);
  return data.moveTask.version;
}
