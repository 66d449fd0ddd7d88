/** Whether a text is HTML: it begins with a tag of a page, or its name says so and it holds any tag. */
export function isHtml(text: string, extension: string | null): boolean {
  const start = text.slice(0, 4_000).trimStart();
  if (
    /^<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|p|section|article|center)[\s>]/i.test(
      start,
    )
  )
    return true;
  if (/^<(?:!--|\?xml)/.test(start) && /<html[\s>]/i.test(start)) return true;
  const isNamed = extension === "html" || extension === "htm";
  return isNamed && /<[a-z][a-z0-9]{0,15}[\s>/]/i.test(text);
}
