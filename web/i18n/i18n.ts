import { createI18n } from "vue-i18n";
import type { Locale } from "../stores/preferences";

/** One JSON file per feature area and language; the file's name is the first part of its keys. */
const words = { "zh-CN": () => import("./zh-CN"), en: () => import("./en") };

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
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}

function areaOf(path: string): string {
  return path.replace(/^.*\/|\.json$/g, "");
}
