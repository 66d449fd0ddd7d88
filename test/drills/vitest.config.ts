import { defineConfig } from "vitest/config";

/** The fault drills as a whole, one after the other: `npm run drills`, or one with `-- NAME`. */
export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    name: "drills",
    include: ["test/drills/*.test.ts"],
    env: { LUOSHI_DRILLS: "whole" },
    setupFiles: ["reflect-metadata"],
    globalSetup: ["test/kit/postgres-setup.ts", "test/drills/report.ts"],
    expect: { poll: { timeout: 10_000 } },
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
