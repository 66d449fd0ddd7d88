import { copyFileSync } from "node:fs";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type Plugin } from "vite";
import { compressAssets } from "./codegen/compress-assets.ts";
import { splitDocuments } from "./codegen/split-documents.ts";

const server = "http://127.0.0.1:4000";

/** Lays the page's documents beside it, for the server: it answers them by their ids. */
function keepDocuments(): Plugin {
  const from = new URL("gql/persisted-documents.json", import.meta.url);
  const to = new URL("../dist/persisted-documents.json", import.meta.url);
  return { name: "keep-documents", apply: "build", writeBundle: () => copyFileSync(from, to) };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), splitDocuments(), keepDocuments(), compressAssets()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // Closed networks keep old browsers for long; the page asks for nothing newer than Chromium 114.
    target: ["chrome114", "firefox125", "safari17"],
    // The page's content security policy allows no data: fonts or scripts; keep assets as files.
    assetsInlineLimit: 0,
    // The drawing library is the largest part, and comes with the charts only.
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What several pages share comes in one piece: a file for each icon and button costs more than it holds.
        codeSplitting: {
          groups: [
            {
              name: "shared",
              test: /web\/(api|components|composables|shell|stores)\/|lucide-vue-next\/dist\/esm\/(icons|Icon|create|shared|default)/,
              minShareCount: 2,
            },
            // What every layout of the cards takes; the layouts themselves come one by one.
            {
              name: "cards",
              test: /web\/features\/tasks\/((?!layouts)[^/]+|moving\/[^/]+|rescheduling\/reschedule-permission\.ts)$/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/graphql": { target: server, ws: true },
      "/explore": { target: server },
      "/auth": { target: server },
      "/evidence": { target: server },
    },
  },
});
