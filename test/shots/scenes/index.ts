import { boards } from "./board.ts";
import { drawers } from "./drawers.ts";
import { entrance } from "./entrance.ts";
import { layouts } from "./layouts.ts";
import type { Scene } from "./scene.ts";
import { views } from "./views.ts";

export type { Scene, Stage } from "./scene.ts";

/** Every page of the app, with what can go wrong on it. */
export const scenes: Scene[] = [...entrance, ...boards, ...layouts, ...drawers, ...views];
