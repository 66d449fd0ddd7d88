import lighthouse from "lighthouse";
import { launchBrowser } from "../../kit/chromium.ts";
import { makeDemoGround } from "./ground.ts";

/** Points of 100, by category. */
export type Audit = Record<string, { score: number; failed: string[] }>;

const categories = ["performance", "accessibility", "best-practices"];

/** What Lighthouse says of the demo's board, as on a desk. */
export async function auditDemo(port: number): Promise<Audit> {
  const demo = await makeDemoGround();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  try {
    const result = await lighthouse(
      `${demo.url}/programmes/${demo.programmeId}`,
      {
        port,
        output: "json",
        logLevel: "error",
        onlyCategories: categories,
        disableStorageReset: true,
        extraHeaders: { cookie: `${demo.cookie.name}=${demo.cookie.value}` },
      },
      {
        extends: "lighthouse:default",
        settings: {
          formFactor: "desktop",
          screenEmulation: { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1, disabled: false },
          throttling: {
            rttMs: 40,
            throughputKbps: 10_240,
            cpuSlowdownMultiplier: 1,
            requestLatencyMs: 0,
            downloadThroughputKbps: 0,
            uploadThroughputKbps: 0,
          },
        },
      },
    );
    if (!result) throw new Error("Lighthouse gave no result");
    const { lhr } = result;
    return Object.fromEntries(
      Object.values(lhr.categories).map(({ id, score, auditRefs }) => {
        const failed = auditRefs
          .filter(({ id: audit, weight }) => weight > 0 && (lhr.audits[audit]?.score ?? 1) < 0.9)
          .map(({ id: audit }) => `${audit} ${lhr.audits[audit]?.displayValue ?? ""}`.trim());
        return [id, { score: Math.round((score ?? 0) * 100), failed }];
      }),
    );
  } finally {
    await browser.close();
    await demo.stop();
  }
}
