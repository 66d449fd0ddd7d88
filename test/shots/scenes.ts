import type { Page } from "playwright-core";

/** What the scenes are taken of: a demo with the office's own sign-in beside it, and a server that is not set up. */
export interface Stage {
  demo: string;
  empty: string;
  setUpLink: string;
  invitationLink: string;
  programmeId: string;
  projectId: string;
  taskId: string;
  /** Who has tried a wrong password too often. */
  lockedName: string;
}

export interface Scene {
  name: string;
  address: (stage: Stage) => string;
  /** Whether somebody has signed in. */
  signedIn?: boolean;
  /** Brings the page to what is to be shown. */
  play?: (page: Page, stage: Stage) => Promise<void>;
}

const board = ({ demo, programmeId }: Stage) => `${demo}/programmes/${programmeId}`;
const fill = (page: Page, ...words: string[]) => fillAll(page, words);

async function fillAll(page: Page, words: string[]): Promise<void> {
  // Password managers are told the name by a field that nobody sees.
  const fields = page.locator("main input:not([type=file]):visible");
  await fields.first().waitFor();
  for (const [index, word] of words.entries()) await fields.nth(index).fill(word);
}

async function send(page: Page): Promise<void> {
  await page.locator("main button[type=submit]").click();
  await page.locator("main [role=alert]").first().waitFor();
}

async function review(page: Page): Promise<void> {
  // Another one than the demo's own, which would be found to be the same.
  const notice = new URL("../fixtures/notices/field-01-qinglan-town.docx", import.meta.url).pathname;
  await page.locator("input[type=file]").setInputFiles(notice);
  await page.locator(".read [data-spot]").first().waitFor();
}

/** A name that nobody has, another each time: a name that is tried too often is locked. */
let strangers = 0;
const nobody = () => `查无此人${(strangers += 1)}`;

/** Every page of the app, with what can go wrong on it. */
export const scenes: Scene[] = [
  { name: "set-up", address: ({ setUpLink }) => setUpLink },
  { name: "set-up-no-link", address: ({ empty }) => `${empty}/set-up` },
  {
    name: "set-up-weak",
    address: ({ setUpLink }) => setUpLink,
    play: (page) => fill(page, "林晓敏", "short", "shorter"),
  },
  { name: "set-up-done", address: ({ demo }) => `${demo}/set-up#used` },
  { name: "sign-in", address: ({ demo }) => `${demo}/sign-in` },
  { name: "sign-in-plain", address: ({ empty }) => `${empty}/sign-in` },
  {
    name: "sign-in-wrong",
    address: ({ demo }) => `${demo}/sign-in`,
    play: (page) => fill(page, nobody(), "wrong").then(() => send(page)),
  },
  {
    name: "sign-in-locked",
    address: ({ demo }) => `${demo}/sign-in`,
    play: (page, { lockedName }) => fill(page, lockedName, "wrong").then(() => send(page)),
  },
  { name: "sign-in-refused", address: ({ demo }) => `${demo}/sign-in?problem=unknown` },
  { name: "invitation", address: ({ invitationLink }) => invitationLink },
  {
    name: "invitation-weak",
    address: ({ invitationLink }) => invitationLink,
    play: (page) => fill(page, "Password1", "Password1").then(() => send(page)),
  },
  { name: "invitation-used", address: ({ demo }) => `${demo}/invitation#used` },
  { name: "account", address: ({ demo }) => `${demo}/account`, signedIn: true },
  { name: "change-password", address: ({ demo }) => `${demo}/change-password`, signedIn: true },
  {
    name: "change-password-wrong",
    address: ({ demo }) => `${demo}/change-password`,
    signedIn: true,
    play: (page) => fill(page, "wrong", "Chosen-By-Me-1", "Chosen-By-Me-1").then(() => send(page)),
  },
  { name: "not-found", address: ({ demo }) => `${demo}/nothing/here`, signedIn: true },
  { name: "not-found-stranger", address: ({ demo }) => `${demo}/nothing/here` },
  { name: "board", address: board, signedIn: true },
  { name: "board-lanes", address: (stage) => `${board(stage)}?lanes=project`, signedIn: true },
  { name: "card", address: (stage) => `${board(stage)}?task=${stage.taskId}`, signedIn: true },
  { name: "projects", address: (stage) => `${board(stage)}/projects`, signedIn: true },
  { name: "project", address: ({ demo, projectId }) => `${demo}/projects/${projectId}`, signedIn: true },
  { name: "import", address: ({ demo }) => `${demo}/import`, signedIn: true },
  { name: "import-review", address: ({ demo }) => `${demo}/import`, signedIn: true, play: review },
  { name: "explore", address: ({ demo }) => `${demo}/explore`, signedIn: true },
];
