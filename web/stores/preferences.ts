import { defineStore } from "pinia";
import { ref, watch } from "vue";

export type Locale = "zh-CN" | "en";
export type Theme = "light" | "dark" | "system";
/** What this browser last put the board in lanes by. */
export type Lanes = "NONE" | "PROJECT" | "LEAD_OFFICE" | "LEADER" | "QUARTER";

function remembered<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  try {
    const found = localStorage.getItem(`luoshi.${key}`);
    return allowed.find((value) => value === found) ?? fallback;
  } catch {
    return fallback;
  }
}

/** What a first visitor reads: English where the browser puts it before Chinese; Chinese in every other case. */
function localeOfBrowser(): Locale {
  const [first] = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).filter(isSpoken);
  return first === "en" ? "en" : "zh-CN";
}

function isSpoken(language: string): boolean {
  return language === "zh" || language === "en";
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`luoshi.${key}`, value);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

/** What only this browser knows. Everything with an id belongs to the GraphQL cache instead. */
export const usePreferences = defineStore("preferences", () => {
  const locale = ref<Locale>(remembered("locale", ["zh-CN", "en"], localeOfBrowser()));
  const theme = ref<Theme>(remembered("theme", ["light", "dark", "system"], "system"));
  const lanes = ref<Lanes>(
    remembered("lanes", ["NONE", "PROJECT", "LEAD_OFFICE", "LEADER", "QUARTER"], "NONE"),
  );
  const systemDark = matchMedia("(prefers-color-scheme: dark)");

  function paint(): void {
    const dark = theme.value === "dark" || (theme.value === "system" && systemDark.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }

  systemDark.addEventListener("change", paint);
  watch(theme, (value) => {
    remember("theme", value);
    paint();
  });
  watch(locale, (value) => remember("locale", value));
  watch(lanes, (value) => remember("lanes", value));

  return { locale, theme, lanes };
});
