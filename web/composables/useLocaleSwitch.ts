import { resetClient } from "../api/client";
import { setLocale } from "../i18n/i18n";
import { usePreferences, type Locale } from "../stores/preferences";

/** Turns the page to another language; the server words lights and refusals, so its answers are asked for again. */
export function useLocaleSwitch(): (locale: Locale) => Promise<void> {
  const preferences = usePreferences();
  return async (locale) => {
    if (locale === preferences.locale) return;
    preferences.locale = locale;
    await setLocale(locale);
    resetClient();
  };
}
