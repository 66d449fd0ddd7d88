import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";

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

/** A name that nobody has, another each time: a name that is tried too often is locked. */
let strangers = 0;
const nobody = () => `查无此人${(strangers += 1)}`;

/** How people come in, and what may stand in the way. */
export const entrance: Scene[] = [
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
];
