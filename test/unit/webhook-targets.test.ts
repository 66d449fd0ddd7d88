import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isIP } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { InvalidSetting } from "../../server/setting.js";
import { readWebhookTargets } from "../../server/features/webhooks/webhook-settings.js";
import { sendRequest } from "../../server/features/webhooks/send-request.js";
import { TargetGuard } from "../../server/features/webhooks/target-guard.js";

/** Names as the fake resolver knows them. */
const names: Record<string, string[]> = {
  "public.example": ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"],
  "oa.county.example": ["10.1.2.3"],
  "inside.example": ["192.168.1.1"],
  "mixed.example": ["127.0.0.1", "93.184.216.34"],
  "loop.county.example": ["127.0.0.1"],
  "cloud.county.example": ["169.254.169.254", "100.100.100.200"],
  "hidden.example": ["::ffff:127.0.0.1"],
};

const resolve = async (host: string) => {
  const found = names[host];
  if (!found) throw new Error("ENOTFOUND");
  return found.map((address) => ({ address, family: isIP(address) }));
};

const guardOf = (targets: string, allowHttp = false) =>
  new TargetGuard({ targets: readWebhookTargets(targets), allowHttp }, resolve);

describe("Where a webhook may call", () => {
  const refused = {
    NOT_A_URL: ["", "example", "https://", "https://a b/"],
    NOT_HTTPS: [
      "http://public.example/",
      "ftp://public.example/",
      "file:///etc/passwd",
      "javascript:alert(1)",
    ],
    HAS_CREDENTIALS: ["https://user@public.example/", "https://user:word@public.example/"],
    PORT_NOT_ALLOWED: [
      "https://public.example:22/",
      "https://public.example:25/",
      "https://public.example:0/",
    ],
    HOST_UNKNOWN: ["https://nowhere.example/"],
    ADDRESS_NOT_ALLOWED: [
      "https://127.0.0.1/",
      "https://127.1/",
      "https://2130706433/",
      "https://0x7f000001/",
      "https://0177.0.0.1/",
      "https://0.0.0.0/",
      "https://10.0.0.1/",
      "https://172.16.0.1/",
      "https://192.168.0.1/",
      "https://100.64.0.1/",
      "https://169.254.1.1/",
      "https://169.254.169.254/",
      "https://168.63.129.16/",
      "https://192.0.0.192/",
      "https://198.18.0.1/",
      "https://224.0.0.1/",
      "https://255.255.255.255/",
      "https://240.0.0.1/",
      "https://[::]/",
      "https://[::1]/",
      "https://[::ffff:10.0.0.1]/",
      "https://[::ffff:7f00:1]/",
      "https://[::127.0.0.1]/",
      "https://[fe80::1]/",
      "https://[fc00::1]/",
      "https://[fd00:ec2::254]/",
      "https://[fec0::1]/",
      "https://[ff02::1]/",
      "https://[64:ff9b::10.0.0.1]/",
      "https://[64:ff9b:1::10.0.0.1]/",
      "https://[2002:a00:1::]/",
      "https://[2001:0:a00:1::]/",
      "https://[2001:db8::1]/",
      "https://inside.example/",
      "https://hidden.example/",
      "https://oa.county.example/",
    ],
  };
  const cases = Object.entries(refused).flatMap(([refusal, urls]) => urls.map((url) => ({ url, refusal })));

  it.each(cases)("not $url: $refusal", async ({ url, refusal }) => {
    expect(await guardOf("").judge(url)).toBe(refusal);
  });

  it.each([
    "https://public.example/",
    "https://public.example:8443/x?y",
    "https://93.184.216.34/",
    "https://mixed.example/",
  ])("%s is open to anybody", async (url) => {
    expect(await guardOf("").judge(url)).toBeNull();
  });

  it("an office's own hosts and networks are opened by name, also without encryption, and nothing beside them", async () => {
    const guard = guardOf("*.county.example, 192.168.0.0/16");
    expect(await guard.judge("http://oa.county.example:8080/")).toBeNull();
    expect(await guard.judge("http://192.168.1.9/")).toBeNull();
    expect(await guard.judge("http://inside.example/")).toBeNull();
    expect(await guard.judge("http://public.example/")).toBe("ADDRESS_NOT_ALLOWED");
    expect(await guard.judge("https://10.0.0.1/")).toBe("ADDRESS_NOT_ALLOWED");
    expect(await guard.judge("https://loop.county.example/")).toBe("ADDRESS_NOT_ALLOWED");
  });

  it("no setting opens where clouds keep passwords", async () => {
    const guard = guardOf("*.county.example, 0.0.0.0/0, ::/0", true);
    expect(await guard.judge("http://cloud.county.example/")).toBe("ADDRESS_NOT_ALLOWED");
    expect(await guard.judge("http://169.254.169.254/")).toBe("ADDRESS_NOT_ALLOWED");
    expect(await guard.judge("http://[fd00:ec2::254]/")).toBe("ADDRESS_NOT_ALLOWED");
    expect(await guard.judge("http://[::ffff:a9fe:a9fe]/")).toBe("ADDRESS_NOT_ALLOWED");
  });

  it.each(["10.0.0.0/33", "https://host", "a b", "127.1"])(
    "a setting with %s is refused with what was found",
    (text) => {
      expect(() => readWebhookTargets(text)).toThrow(InvalidSetting);
      expect(() => readWebhookTargets(text)).toThrow(`found "${text}"`);
    },
  );

  it("a name that points elsewhere once it was judged is not connected to", async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls += 1;
      response.end("inside");
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    let lookups = 0;
    const rebinding = async () => {
      lookups += 1;
      return [{ address: lookups === 1 ? "93.184.216.34" : "127.0.0.1", family: 4 }];
    };
    const guard = new TargetGuard({ targets: readWebhookTargets(""), allowHttp: true }, rebinding);
    const url = `http://rebinding.example:${port}/`;
    expect(await guard.judge(url)).toBeNull();
    const outgoing = { url: new URL(url), headers: {}, body: "{}", timeout: 2000, now: new Date() };
    expect(await sendRequest(guard, outgoing)).toMatchObject({
      isDelivered: false,
      status: null,
      error: "the address may not be called (ADDRESS_NOT_ALLOWED)",
    });
    expect(calls).toBe(0);
  });
});
