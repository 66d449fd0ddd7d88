import type { Scene, Stage } from "./scene.ts";

const day = ({ demo }: Stage) => demo;

/** What each has to look at today. */
export const days: Scene[] = [
  { name: "day-owner", address: day, as: "owner" },
  { name: "day-other-owner", address: day, as: "otherOwner" },
  { name: "day-leader", address: day, as: "leader" },
  { name: "day-supervisor", address: day, as: "supervisor" },
  { name: "day-administrator", address: day, as: "administrator" },
  { name: "day-nothing-to-do", address: day, as: "idle" },
  { name: "day-no-programme", address: ({ begun }) => begun, as: "beginner" },
  {
    name: "day-later",
    address: day,
    as: "leader",
    // As if this browser had been here a month ago.
    play: async (page) => {
      await page.evaluate(() => {
        for (const key of Object.keys(localStorage).filter((key) => key.startsWith("luoshi.visit.")))
          localStorage.setItem(
            key,
            JSON.stringify({ seen: 1, shown: 30, at: 0, lastDay: null, day: "2022-07-01" }),
          );
      });
      await page.reload();
      await page.locator("main section").first().waitFor();
    },
  },
  {
    name: "day-unreachable",
    address: day,
    as: "leader",
    play: async (page) => {
      await page.route("**/graphql", (route) => route.abort());
      await page.reload();
      await page.locator("main h2, main h1").first().waitFor();
      await page.waitForLoadState("networkidle");
    },
  },
];
