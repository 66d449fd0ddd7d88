/** Which browser, most telling first: Edge says that it is Chrome, and Chrome that it is Safari. */
const browsers: [string, string][] = [
  ["MicroMessenger/", "微信"],
  ["DingTalk/", "钉钉"],
  ["QQBrowser/", "QQ"],
  ["Edg", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
  ["curl/", "curl"],
];

const systems: [string, string][] = [
  ["OpenHarmony", "HarmonyOS"],
  ["HarmonyOS", "HarmonyOS"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
];

/** A browser and its system in words that its owner knows, as "Chrome · Windows"; null for one that does not say. */
export function clientOf(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  const named = [browsers, systems].flatMap(
    (kinds) => kinds.find(([mark]) => userAgent.includes(mark))?.[1] ?? [],
  );
  return named.length > 0 ? named.join(" · ") : null;
}
