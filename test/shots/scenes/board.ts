import type { Page } from "playwright-core";
import type { Scene, Stage } from "./scene.ts";

export const board = ({ demo, programmeId }: Stage) => `${demo}/programmes/${programmeId}`;

async function review(page: Page): Promise<void> {
  // Another one than the demo's own, which would be found to be the same.
  const notice = new URL("../../fixtures/notices/field-01-qinglan-town.docx", import.meta.url).pathname;
  await page.locator("input[type=file]").setInputFiles(notice);
  await page.locator(".read [data-spot]").first().waitFor();
}

/** The board and what lies around it. */
export const boards: Scene[] = [
  { name: "board", address: board, signedIn: true },
  { name: "board-lanes", address: (stage) => `${board(stage)}?lanes=project`, signedIn: true },
  { name: "card", address: (stage) => `${board(stage)}?task=${stage.taskId}`, signedIn: true },
  { name: "projects", address: (stage) => `${board(stage)}/projects`, signedIn: true },
  { name: "project", address: ({ demo, projectId }) => `${demo}/projects/${projectId}`, signedIn: true },
  { name: "import", address: ({ demo }) => `${demo}/import`, signedIn: true },
  { name: "import-review", address: ({ demo }) => `${demo}/import`, signedIn: true, play: review },
  {
    name: "explore",
    address: ({ demo }) => `${demo}/explore`,
    signedIn: true,
    play: (page) => page.locator(".cm-editor").first().waitFor({ state: "attached" }),
  },
];
