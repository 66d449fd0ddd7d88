/** A size in bytes as people say it: `820 KB`, `3.4 MB`. */
export function fileSize(bytes: number, locale: string): string {
  const isSmall = bytes < 1024 * 1024;
  const value = isSmall ? Math.max(1, bytes / 1024) : bytes / 1024 / 1024;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: isSmall || value >= 10 ? 0 : 1 });
  return `${number.format(value)} ${isSmall ? "KB" : "MB"}`;
}
