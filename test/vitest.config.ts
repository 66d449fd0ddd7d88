import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;

/** Two copies of `graphql` (its ESM and its CommonJS build) would not know each other's types. */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] };

export default defineConfig({
  root,
  test: {
    pool: "forks",
    // Servers' tests mostly wait, for each other and for clocks: one more than this machine has cores.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        root,
        resolve: oneGraphql,
        test: {
          name: "server",
          // What is waited for comes at once on an idle machine; the machine may be busy.
          expect: { poll: { timeout: 5000 } },
          // Of the drills a short form; `npm run drills` runs them whole.
          include: ["test/{unit,api,drills}/**/*.test.ts"],
          setupFiles: ["reflect-metadata"],
          globalSetup: ["test/kit/postgres-setup.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        plugins: [vue()],
        resolve: oneGraphql,
        test: {
          name: "web",
          include: ["test/web/**/*.test.ts"],
          environment: "happy-dom",
          sequence: { groupOrder: 0 },
        },
      },
      {
        // A browser and a server share the workers' time badly with anything else: these go last, two by two.
        root,
        resolve: oneGraphql,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          setupFiles: ["reflect-metadata"],
          maxWorkers: 2,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
