import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasAccounts } from "../features/people/read-first-account.js";
import { startSession } from "../features/sessions/session-tokens.js";
import { attemptMinutes, openAttempt, sealAttempt } from "../features/single-sign-on/attempt.js";
import { findPerson } from "../features/single-sign-on/find-person.js";
import { Provider } from "../features/single-sign-on/provider.js";
import { SignInRefused } from "../features/single-sign-on/sign-in-refused.js";
import { CodedError } from "../graphql/coded-error.js";
import type { Admission } from "./admission.js";
import { clientOf } from "./client-of.js";
import type { SignInWay } from "./rate-limits.js";
import type { Services } from "./request-context.js";
import { setSessionCookie } from "./session-cookie.js";

const beginPath = "/auth/oidc";
const callbackPath = "/auth/oidc/callback";
const attemptCookie = "luoshi_sign_in";

/**
 * Adds signing in through the office's own provider: `GET /auth/oidc?next=/path` leaves for it, and
 * `GET /auth/oidc/callback` comes back. Every failure ends on the sign-in page, which says it in words.
 */
export function addSingleSignOn(
  server: FastifyInstance,
  {
    config,
    database,
    clock,
    admission,
  }: Pick<Services, "config" | "database" | "clock"> & { admission: Admission },
): void {
  const { singleSignOn, publicUrl, secret } = config;
  if (!singleSignOn || publicUrl === null) return;
  const provider = new Provider(singleSignOn, `${publicUrl}${callbackPath}`);
  const cookie = {
    path: beginPath,
    httpOnly: true,
    // Lax, for the way back comes from the provider's pages.
    sameSite: "lax",
    secure: publicUrl.startsWith("https:"),
  } as const;
  // The way back has a code in its address: these requests stay out of the log, but for what goes wrong.
  const quiet = { logLevel: config.logLevel === "error" ? "error" : "warn" } as const;

  server.get<{ Querystring: { next?: unknown } }>(beginPath, quiet, (request, reply) =>
    orSignInPage(request, reply, async () => {
      count(admission, request, "to the provider");
      if (!(await hasAccounts(database.rows))) throw new SignInRefused("SSO_BEFORE_SET_UP");
      const { url, attempt } = await provider.begin(ownPath(request.query.next, publicUrl));
      const sealed = sealAttempt(attempt, secret, new Date());
      return reply
        .setCookie(attemptCookie, sealed, { ...cookie, maxAge: attemptMinutes * 60 })
        .redirect(url.href);
    }),
  );

  server.get(callbackPath, quiet, (request, reply) =>
    orSignInPage(request, reply, async () => {
      count(admission, request, "from the provider");
      reply.clearCookie(attemptCookie, cookie);
      const now = new Date();
      const attempt = openAttempt(request.cookies[attemptCookie], secret, now);
      if (!attempt) throw new SignInRefused("SSO_EXPIRED");
      const identity = await provider.finish(new URL(request.url, publicUrl).search, attempt);
      const em = database.orm.em.fork();
      const person = await findPerson(em, identity, clock.now());
      person.lastSignInAt = now;
      const { sessionRules } = config;
      const browser = { client: clientOf(request.headers["user-agent"]), address: request.ip };
      const begun = { secret, sessionRules, browser };
      setSessionCookie(reply, startSession(em, person, begun, now, { throughProvider: true }));
      await em.flush();
      return reply.redirect(attempt.next);
    }),
  );
}

/** Either way costs work here and at the provider: one address goes it as often as it may try passwords. */
function count(admission: Admission, { ip }: FastifyRequest, way: SignInWay): void {
  try {
    admission.countSignIn(ip, way);
  } catch (cause) {
    throw cause instanceof CodedError ? new SignInRefused("SSO_TOO_OFTEN", { cause }) : cause;
  }
}

/** Does `work`; where somebody is not let in, the sign-in page says why. */
async function orSignInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const { code, cause } = error;
    request.log.warn({ code, reason: reasonOf(cause) }, "somebody was not let in through single sign-on");
    return reply.redirect(`/sign-in?problem=${code}`);
  }
}

/** What the library says went wrong: its words name rules and codes, never a token or a code of the provider. */
function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { code, error } = cause as { code?: unknown; error?: unknown };
  const words = [cause.name, code, error].filter((word) => typeof word === "string");
  return words.join(" ").slice(0, 200);
}

/** A path of this page to go to; anything else is the start. */
function ownPath(next: unknown, publicUrl: string): string {
  if (typeof next !== "string" || next.length > 500 || !URL.canParse(next, publicUrl)) return "/";
  const { origin, pathname, search, hash } = new URL(next, publicUrl);
  // A path of two slashes would be read as another host.
  return origin === publicUrl && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
