/** The languages that the API answers in; the first is the source language. */
export type Locale = "zh-CN" | "en";

/** The language of an answer, from the request's `Accept-Language`: English when it comes first, else Chinese. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  return acceptLanguage?.trim().toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** A text in both languages. */
export type Words = Record<Locale, string>;

/** Fills `{name}` places; a name that is not given stays as it stands. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{([a-zA-Z]{1,40})\}/g, (place, name: string) => String(values[name] ?? place));
}
