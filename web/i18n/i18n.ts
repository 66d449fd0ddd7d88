import { createI18n } from "vue-i18n";
import type { Locale } from "../stores/preferences";

/**
 * One JSON file per feature area and language; the file's name is the first part of its keys. What lies in `later` is
 * said by few pages: it comes with them.
 */
const words = { "zh-CN": () => import("./zh-CN"), en: () => import("./en") };
const laterWords = import.meta.glob<object>("./*/later/*.json", { import: "default" });

/** The areas that came later so far: another language has them as well. */
const areas = new Set<string>();

export const i18n = createI18n({ legacy: false, locale: "zh-CN", fallbackLocale: false, messages: {} });

/** Loads a language's words where they are not here yet, then turns the page to it. */
export async function setLocale(locale: Locale): Promise<void> {
  if (!i18n.global.availableLocales.includes(locale)) {
    const files = Object.entries((await words[locale]()).default);
    i18n.global.setLocaleMessage(
      locale,
      Object.fromEntries(files.map(([path, area]) => [areaOf(path), area])),
    );
  }
  await Promise.all([...areas].map((area) => addLater(locale, area)));
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}

/** Loads a page together with the words of its area in `later`. */
export async function withWords<Page>(area: string, page: () => Promise<Page>): Promise<Page> {
  areas.add(area);
  const [loaded] = await Promise.all([page(), addLater(i18n.global.locale.value, area)]);
  return loaded;
}

async function addLater(locale: string, area: string): Promise<void> {
  const known = i18n.global.getLocaleMessage(locale) as Record<string, unknown>;
  if (area in known) return;
  const found = await laterWords[`./${locale}/later/${area}.json`]?.();
  i18n.global.mergeLocaleMessage(locale, { [area]: found });
}

function areaOf(path: string): string {
  return path.replace(/^.*\/|\.json$/g, "");
}
