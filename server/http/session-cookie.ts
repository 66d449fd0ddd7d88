import type { FastifyReply } from "fastify";
import { sessionCookie } from "../features/sessions/session-tokens.js";

/** Sets or, with null, clears the browser's session cookie. */
export function setSessionCookie(reply: FastifyReply, token: string | null): void {
  const secure = reply.request.protocol === "https";
  const options = { path: "/", httpOnly: true, sameSite: "strict", secure } as const;
  if (token === null) reply.clearCookie(sessionCookie, options);
  else reply.setCookie(sessionCookie, token, options);
}
