import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { AltairConfigOptions } from "altair-static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { localeOf, type Locale } from "../graphql/locale.js";
import { firstDocument } from "./explorer-words.js";
import { graphqlPath } from "./paths.js";

/** Where the explorer of the API is. */
export const explorerPath = "/explore";

/** Altair's built page, as npm installs it. */
const altairDir = join(dirname(createRequire(import.meta.url).resolve("altair-static")), "dist");

/**
 * Serves Altair, with which a person tries out the API, from this server alone. The page itself is open to everybody
 * and holds nothing; what it asks for is answered as the browser's session allows.
 */
export async function addExplorer(server: FastifyInstance): Promise<void> {
  const page = await readFile(join(altairDir, "index.html"), "utf8");
  await server.register(async (explorer) => {
    explorer.get(explorerPath, async (request, reply) => {
      const nonce = randomBytes(16).toString("base64url");
      return reply
        .headers({ "content-security-policy": policyOf(nonce), "cache-control": "no-store" })
        .type("text/html; charset=utf-8")
        .send(withOptions(page, optionsFor(languageOf(request), nonce), nonce));
    });
    explorer.get(`${explorerPath}/`, async (_request, reply) => reply.redirect(explorerPath));
    await explorer.register(fastifyStatic, {
      root: altairDir,
      prefix: `${explorerPath}/`,
      decorateReply: false,
      index: false,
      // The frame that runs request scripts, with `eval`: never reached while scripts are off.
      allowedPath: (path) => path !== "/index.html" && !path.startsWith("/iframe-sandbox/"),
      setHeaders: (reply, path) => {
        // Parts whose name has their digest never change; the others do, with the next version of Altair.
        const hashed = /(?:chunk|worker)-[A-Z0-9]{8}\.js$/.test(path);
        reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  });
}

/** Style sheets that Altair 8.5 makes without a nonce, by their digests: one without content, and two of its own. */
const knownStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-KEusrVhJr9hIBdaMJvOVaP+WWz8kc3DCY43CCLLIGfY='",
  "'sha256-yk9i/VlAiCewfGAOHBXDc9YkttDeM+lHMEWQuZFElGM='",
].join(" ");

/**
 * What the explorer may load: its own files, nothing else. Against the product's page three things are open, each as
 * narrow as it goes: scripts and style sheets that carry this answer's nonce (Altair is started by an inline script,
 * and its editor and theme make style sheets as they run), `style` attributes (its panels' sizes), and fonts and
 * pictures as `data:`. Code made from text (`eval`) stays forbidden.
 */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}' ${knownStyles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The language of the explorer: of its address (`?language=en`), else the browser's. */
function languageOf({ query, headers }: FastifyRequest): Locale {
  const { language } = query as { language?: unknown };
  return localeOf(typeof language === "string" ? language : headers["accept-language"]);
}

function optionsFor(locale: Locale, cspNonce: string): AltairConfigOptions {
  const { query, variables } = firstDocument(locale);
  return {
    endpointURL: graphqlPath,
    subscriptionsEndpoint: graphqlPath,
    initialName: "落实 · Luoshi",
    initialQuery: query,
    initialVariables: variables,
    initialHeaders,
    initialSubscriptionRequestHandlerId: "graphql-ws",
    initialSettings: {
      language: locale === "en" ? "en-US" : "zh-CN",
      "schema.reloadOnStart": true,
      "alert.disableUpdateNotification": true,
      "banners.disable": true,
      disablePushNotification: true,
    },
    instanceStorageNamespace: "luoshi_explorer_",
    disableAccount: true,
    cspNonce,
  };
}

/** Says that a request was made by a script of ours: forms with files and reads by GET ask for it. */
const initialHeaders = { "apollo-require-preflight": "true" };

/** Altair's page with its options. A `<` in them cannot end the script. */
function withOptions(page: string, options: AltairConfigOptions, nonce: string): string {
  const start = `AltairGraphQL.init(${JSON.stringify(options).replaceAll("<", "\\u003c")});`;
  return page
    .replace('<base href="/" />', `<base href="${explorerPath}/">`)
    .replace("<title>Altair</title>", "<title>落实 API · Luoshi</title>")
    .replace("<style>", `<style nonce="${nonce}">`)
    .replace("<app-root>", `<app-root ngCspNonce="${nonce}">`)
    .replace("</body>", () => `<script type="module" nonce="${nonce}">${start}</script></body>`);
}
