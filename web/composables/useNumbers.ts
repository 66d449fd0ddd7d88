import { useI18n } from "vue-i18n";

/** Numbers in the page's language. */
export function useNumbers() {
  const { locale } = useI18n();
  return {
    number: (value: number) => new Intl.NumberFormat(locale.value).format(value),
    /** Of a whole number of percent. */
    percent: (value: number) => new Intl.NumberFormat(locale.value, { style: "percent" }).format(value / 100),
  };
}
