import { boards } from "./board.ts";
import { entrance } from "./entrance.ts";
import { many } from "./many.ts";
import type { Scene } from "./scene.ts";

export type { Scene, Stage } from "./scene.ts";

/** Every page of the app, with what can go wrong on it. */
export const scenes: Scene[] = [...entrance, ...boards, ...many];
