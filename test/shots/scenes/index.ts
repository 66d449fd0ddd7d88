import { accountScenes } from "./account.ts";
import { boards } from "./board.ts";
import { days } from "./day.ts";
import { drawers } from "./drawers.ts";
import { entrance } from "./entrance.ts";
import { layouts } from "./layouts.ts";
import { settingsScenes } from "./settings.ts";
import { many } from "./many.ts";
import type { Scene } from "./scene.ts";
import { views } from "./views.ts";
import { webhooks } from "./webhooks.ts";

export type { Scene, Stage } from "./scene.ts";

/** Every page of the app, with what can go wrong on it. */
export const scenes: Scene[] = [
  ...entrance,
  ...boards,
  ...many,
  ...layouts,
  ...drawers,
  ...days,
  ...settingsScenes,
  ...accountScenes,
  ...views,
  ...webhooks,
];
