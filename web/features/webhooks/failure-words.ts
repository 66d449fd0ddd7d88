import type { Webhooks_DeliveryFragment } from "../../gql/graphql";

/** Why something was not delivered: the end of a key in `webhooks.failure`, and what its words name. */
export interface Failure {
  key: string;
  /** The status, the seconds, or the error's own code. */
  what: string;
}

type Failed = Pick<Webhooks_DeliveryFragment, "status" | "error">;

/** What the network's codes mean to somebody who is to mend it. */
const causes: Record<string, string> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "unknownHost",
  EAI_AGAIN: "unknownHost",
  HOST_UNKNOWN: "unknownHost",
  ECONNRESET: "broken",
  EPIPE: "broken",
  HPE_INVALID_CONSTANT: "notHttp",
  EPROTO: "notHttp",
  ETIMEDOUT: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ADDRESS_NOT_ALLOWED: "notAllowed",
  NOT_HTTPS: "notAllowed",
  PORT_NOT_ALLOWED: "notAllowed",
  HAS_CREDENTIALS: "notAllowed",
  CERT_HAS_EXPIRED: "certificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate",
};

/** Tells why an attempt failed; null where it did not. What is not known keeps the server's own words. */
export function failureOf({ status, error }: Failed): Failure | null {
  if (!error) return null;
  if (status) return { key: keyOfStatus(status), what: String(status) };
  const [, seconds] = /within ([\d.]+) s/.exec(error) ?? [];
  if (seconds) return { key: "late", what: seconds };
  const [, code = error] = /\(([A-Z_\d]+)\)$/.exec(error) ?? [];
  return { key: causes[code] ?? "other", what: code };
}

function keyOfStatus(status: number): string {
  if (status >= 300 && status < 400) return "redirect";
  if (status === 401 || status === 403) return "forbidden";
  if (status === 404 || status === 405) return "noSuchPath";
  if (status === 410) return "gone";
  if (status === 429) return "tooOften";
  return status >= 500 ? "receiverBroke" : "status";
}
