import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
  type Configuration,
} from "openid-client";
import type { SingleSignOnSettings } from "../../config.js";
import type { Attempt } from "./attempt.js";
import { SignInRefused, type Refused } from "./sign-in-refused.js";

/** Whom a provider says that somebody is. */
export interface Identity {
  issuer: string;
  /** The provider's own word for the person, which never changes. */
  subject: string;
  /** The configured claim; null where the provider gives none. */
  name: string | null;
}

/** How long one question to the provider may take, in seconds. */
const patienceSeconds = 10;
/** What the provider says of itself is asked again after so long. */
const freshMilliseconds = 3_600_000;

/** The office's own sign-in, an OpenID Connect provider: authorisation code, PKCE, state and nonce. */
export class Provider {
  #known: { configuration: Configuration; at: number } | undefined;

  constructor(
    private readonly settings: SingleSignOnSettings,
    private readonly callback: string,
  ) {}

  /** Where to send a browser, and what it is to bring back. Throws {@link SignInRefused}. */
  async begin(next: string): Promise<{ url: URL; attempt: Attempt }> {
    const configuration = await refusing(() => this.configuration());
    const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), next };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: this.settings.claim === "email" ? "openid profile email" : "openid profile",
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
    });
    return { url, attempt };
  }

  /** Who came back with the address `search` is the query of. Throws {@link SignInRefused}. */
  async finish(search: string, { state, nonce, verifier }: Attempt): Promise<Identity> {
    const back = new URL(`${this.callback}${search}`);
    if (back.searchParams.get("state") !== state) throw new SignInRefused("SSO_EXPIRED");
    return refusing(async () => {
      const configuration = await this.configuration();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const tokens = await authorizationCodeGrant(configuration, back, { ...checks, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw new SignInRefused("SSO_NOT_VALID");
      // Many providers give names by their user info alone.
      const named = claims[this.settings.claim]
        ? claims
        : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return { issuer: claims.iss, subject: claims.sub, name: textOf(named[this.settings.claim]) };
    });
  }

  private async configuration(): Promise<Configuration> {
    const now = Date.now();
    if (this.#known && now - this.#known.at < freshMilliseconds) return this.#known.configuration;
    const { issuer, clientId, clientSecret } = this.settings;
    const execute = [
      enableNonRepudiationChecks,
      ...(issuer.protocol === "http:" ? [allowInsecureRequests] : []),
    ];
    const authentication = ClientSecretBasic(clientSecret);
    const options = { execute, timeout: patienceSeconds };
    const configuration = await discovery(issuer, clientId, clientSecret, authentication, options);
    this.#known = { configuration, at: now };
    return configuration;
  }
}

function textOf(claim: unknown): string | null {
  return typeof claim === "string" && claim.trim() !== "" ? claim.trim() : null;
}

/** Says in our words what went wrong at the provider; a bug of ours is thrown on. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const code = refusalOf(cause);
    throw code ? new SignInRefused(code, { cause }) : cause;
  }
}

const noAnswer = [
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
];
/** What `fetch` says where nobody listens, or the connection ends within an answer. */
const noConnection = ["fetch failed", "terminated"];

function refusalOf(error: unknown): Refused | null {
  if (error instanceof AuthorizationResponseError) return "SSO_REFUSED";
  if (error instanceof WWWAuthenticateChallengeError) return "SSO_NOT_VALID";
  if (error instanceof ResponseBodyError) return error.status >= 500 ? "SSO_UNREACHABLE" : "SSO_NOT_VALID";
  if (error instanceof ClientError)
    return error.code && noAnswer.includes(error.code) ? "SSO_UNREACHABLE" : "SSO_NOT_VALID";
  return error instanceof TypeError && noConnection.includes(error.message) ? "SSO_UNREACHABLE" : null;
}
