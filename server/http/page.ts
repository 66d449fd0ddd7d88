import { existsSync } from "node:fs";
import { relative } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { graphqlPath } from "./paths.js";

/**
 * What a page may load: its own files, nothing else; no style sheet made as it runs and no `style` attribute either
 * (Vue's `:style` goes another way, through the element's own style).
 */
export const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** Serves the built page; any address that is no file is the page's own to route. */
export async function addPage(server: FastifyInstance, pageDir: string | null): Promise<void> {
  if (!pageDir || !existsSync(pageDir)) {
    server.get("/", async (_request, reply) =>
      reply.type("text/plain").send("The page is not built: npm run build\n"),
    );
    server.setNotFoundHandler((_request, reply) => noSuchAddress(reply));
    return;
  }
  await server.register(fastifyStatic, {
    root: pageDir,
    // The build lays compressed copies beside the files.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = relative(pageDir, path).startsWith("assets");
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  server.setNotFoundHandler(async (request, reply) => {
    const [path = ""] = request.url.split("?");
    const isPage = request.method === "GET" && !path.startsWith(graphqlPath) && !/\.\w{1,5}$/.test(path);
    if (isPage) return reply.sendFile("index.html");
    return noSuchAddress(reply);
  });
}

function noSuchAddress(reply: FastifyReply): FastifyReply {
  const error = { message: "没有这个地址 · No such address", extensions: { code: "NOT_FOUND" } };
  return reply.code(404).send({ errors: [error] });
}
