import ipaddr from "ipaddr.js";
import { InvalidSetting, readNumber, readSwitch } from "../../setting.js";

/** Where webhooks may call, and how much of it is kept. */
export interface WebhookSettings {
  /** Opened besides public addresses: names of hosts (`*.` for all below one) and networks. */
  targets: { hosts: string[]; networks: [ipaddr.IPv4 | ipaddr.IPv6, number][] };
  /** Whether public addresses may be called without encryption. */
  allowHttp: boolean;
  /** For one attempt: connecting, and the whole answer. */
  timeoutMilliseconds: number;
  /** How often the log is looked at. */
  lookMilliseconds: number;
  /** How long attempts are kept in the delivery log, and how many of one webhook. */
  keepDays: number;
  keepAttempts: number;
}

/** Where webhooks may call, from the environment. Throws {@link InvalidSetting}. */
export function readWebhookSettings(env: NodeJS.ProcessEnv): WebhookSettings {
  const seconds = readNumber("WEBHOOK_SECONDS", env.WEBHOOK_SECONDS, [1, 30]) ?? 10;
  return {
    targets: readWebhookTargets(env.WEBHOOK_TARGETS ?? ""),
    allowHttp: readSwitch("WEBHOOK_ALLOW_HTTP", env.WEBHOOK_ALLOW_HTTP),
    timeoutMilliseconds: seconds * 1000,
    lookMilliseconds: 500,
    keepDays: readNumber("WEBHOOK_LOG_DAYS", env.WEBHOOK_LOG_DAYS, [1, 3650]) ?? 30,
    keepAttempts: readNumber("WEBHOOK_LOG_ATTEMPTS", env.WEBHOOK_LOG_ATTEMPTS, [10, 1_000_000]) ?? 1000,
  };
}

/** Hosts and networks, by commas: `oa.example.gov.cn, *.county.example, 10.0.0.0/8, 192.168.1.20`. Throws {@link InvalidSetting}. */
export function readWebhookTargets(text: string): WebhookSettings["targets"] {
  const targets: WebhookSettings["targets"] = { hosts: [], networks: [] };
  for (const entry of text.split(",").map((part) => part.trim().toLowerCase())) {
    if (entry === "") continue;
    if (ipaddr.isValidCIDR(entry)) targets.networks.push(ipaddr.parseCIDR(entry));
    else if (ipaddr.IPv6.isValid(entry)) targets.networks.push([ipaddr.parse(entry), 128]);
    else if (ipaddr.IPv4.isValidFourPartDecimal(entry)) targets.networks.push([ipaddr.parse(entry), 32]);
    else if (/^(?:\*\.)?(?=[a-z0-9.-]*[a-z])[a-z0-9.-]{1,253}$/.test(entry)) targets.hosts.push(entry);
    else throw new InvalidSetting(`WEBHOOK_TARGETS: expected hosts or networks, found "${entry}"`);
  }
  return targets;
}
