/** Why somebody was not let in through the office's own sign-in, as `/sign-in?problem=CODE` says it. */
export const refusals = [
  /** The provider does not answer, or not as one. */
  "SSO_UNREACHABLE",
  /** Begun in another browser, too long ago, or answered already. */
  "SSO_EXPIRED",
  /** The provider itself refused, or the person gave up there. */
  "SSO_REFUSED",
  /** What the provider answered does not hold: a wrong nonce, signature, or code. */
  "SSO_NOT_VALID",
  /** Nobody here has the name that the provider gives, or it gives none. */
  "SSO_UNKNOWN_PERSON",
  /** Whoever has the name signs in with another account of the provider. */
  "SSO_LINKED_ELSEWHERE",
  /** Administrators are not known by a name alone: they sign in with their password. */
  "SSO_ADMINISTRATOR",
  /** The account here is disabled. */
  "SSO_DISABLED",
  /** Somebody at the same address has tried too often of late. */
  "SSO_TOO_OFTEN",
  /** The first account was not made yet: that is the set-up link's to do. */
  "SSO_BEFORE_SET_UP",
] as const;

export type Refused = (typeof refusals)[number];

/** Somebody is not let in; the code is all that the browser is told. */
export class SignInRefused extends Error {
  override name = "SignInRefused";

  constructor(
    readonly code: Refused,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
