import { lookup } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { WebhookSettings } from "./webhook-settings.js";

/** Why an address is not one that a webhook may call. */
export type TargetRefusal =
  "NOT_A_URL" | "NOT_HTTPS" | "HAS_CREDENTIALS" | "PORT_NOT_ALLOWED" | "HOST_UNKNOWN" | "ADDRESS_NOT_ALLOWED";

/** Finds a host's addresses; the system's resolver, or a test's. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds tell machines their passwords: no setting opens these. */
const metadataAddresses = new Set([
  "169.254.169.254",
  "169.254.170.2",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "fd00:ec2::254",
]);

/** What a host that the settings name may be besides public: an office network's own. */
const officeRanges = new Set(["private", "uniqueLocal", "carrierGradeNat"]);

const publicIPv6 = ipaddr.parseCIDR("2000::/3");

/**
 * Decides which addresses webhooks may call, so that nobody reads this machine's neighbours through them: judged when
 * an address is saved, and again for the very address of each connection, whatever the name resolved to before.
 */
export class TargetGuard {
  constructor(
    private readonly settings: Pick<WebhookSettings, "targets" | "allowHttp">,
    private readonly resolve: Resolve = resolveBySystem,
  ) {}

  /** Judges an address as somebody types it; null when it may be called. */
  async judge(text: string): Promise<TargetRefusal | null> {
    const url = URL.parse(text);
    if (!url) return "NOT_A_URL";
    const refusal = this.#judgeForm(url);
    if (refusal) return refusal;
    try {
      await this.addressesFor(url);
      return null;
    } catch (error) {
      return error instanceof TargetRefused ? error.refusal : "HOST_UNKNOWN";
    }
  }

  /** The addresses of a URL's host that may be called now. Throws {@link TargetRefused} when none may. */
  async addressesFor(url: URL): Promise<LookupAddress[]> {
    const refusal = this.#judgeForm(url);
    if (refusal) throw new TargetRefused(refusal);
    const host = hostOf(url);
    const family = isIP(host);
    const found = family ? [{ address: host, family }] : await this.#lookUp(host);
    const allowed = found.filter(({ address }) => this.#mayReach(address, host, url.protocol === "https:"));
    if (allowed.length === 0) throw new TargetRefused("ADDRESS_NOT_ALLOWED");
    return allowed;
  }

  async #lookUp(host: string): Promise<LookupAddress[]> {
    try {
      const found = await this.resolve(host);
      if (found.length > 0) return found;
    } catch {
      // A name that cannot be looked up; the reason is the network's, and nobody's to know.
    }
    throw new TargetRefused("HOST_UNKNOWN");
  }

  #judgeForm(url: URL): TargetRefusal | null {
    if (url.protocol !== "https:" && url.protocol !== "http:") return "NOT_HTTPS";
    if (url.username || url.password) return "HAS_CREDENTIALS";
    const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
    if (port < 1024 && port !== 80 && port !== 443) return "PORT_NOT_ALLOWED";
    const host = hostOf(url);
    const mayBePlain =
      this.settings.allowHttp || this.#isNamed(host) || this.settings.targets.networks.length > 0;
    return url.protocol === "https:" || mayBePlain ? null : "NOT_HTTPS";
  }

  #mayReach(text: string, host: string, encrypted: boolean): boolean {
    const address = ipaddr.process(text);
    if (metadataAddresses.has(address.toString())) return false;
    if (this.settings.targets.networks.some((network) => isWithin(address, network))) return true;
    if (this.#isNamed(host)) return isPublic(address) || officeRanges.has(address.range());
    return isPublic(address) && (encrypted || this.settings.allowHttp);
  }

  #isNamed(host: string): boolean {
    const name = host.endsWith(".") ? host.slice(0, -1) : host;
    return this.settings.targets.hosts.some((pattern) =>
      pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern,
    );
  }
}

/** A connection that was not made, because its address is not one that webhooks may call. */
export class TargetRefused extends Error {
  override name = "TargetRefused";

  constructor(readonly refusal: TargetRefusal) {
    super(`the address may not be called (${refusal})`);
  }
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

/** Public for anybody: mapped, translated and tunnelled addresses are judged by what they hide, or refused. */
function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || address.match(publicIPv6);
}

function isWithin(address: Address, [network, bits]: [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
