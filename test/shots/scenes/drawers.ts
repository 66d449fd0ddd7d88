import { board } from "./board.ts";
import type { Scene, Stage } from "./scene.ts";

const states = ["pending", "returned", "submitted", "accepted"] as const;
const task = (state: (typeof states)[number]) => (stage: Stage) =>
  `${board(stage)}?task=${stage.owned[state]}`;

/** A card's drawer, by where the card stands, for who does it and for who judges it. */
export const drawers: Scene[] = [
  ...states.map((state): Scene => ({ name: `drawer-${state}`, address: task(state), signedIn: true })),
  ...states.map((state): Scene => ({ name: `drawer-own-${state}`, address: task(state), signedIn: "owner" })),
  { name: "drawer-past", address: (stage) => `${task("accepted")(stage)}&as-of=2022-05-01`, signedIn: true },
  { name: "drawer-gone", address: (stage) => `${board(stage)}?task=nothing`, signedIn: true },
];
