/** Signs of symbol fonts, which a document names by font and place, as signs that every font has. */
const signs: Record<string, Record<number, string>> = {
  wingdings: {
    0x6c: "●",
    0x6e: "■",
    0x6f: "□",
    0x71: "□",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9f: "•",
    0xa7: "▪",
    0xa8: "□",
    0xd8: "➢",
    0xe0: "→",
    0xfb: "✗",
    0xfc: "✓",
    0xfd: "☒",
    0xfe: "☑",
  },
  "wingdings 2": { 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xa3: "□" },
  symbol: {
    0x2d: "−",
    0xa3: "≤",
    0xb0: "°",
    0xb1: "±",
    0xb3: "≥",
    0xb4: "×",
    0xb7: "•",
    0xb8: "÷",
    0xd7: "·",
    0xae: "→",
  },
};

/** What `w:sym` shows; a sign that is not known shows as a box, so that it is not lost unseen. */
export function symbol(font: string, code: string): string {
  const place = Number.parseInt(code, 16);
  if (!Number.isFinite(place)) return "";
  const known = signs[font.toLowerCase()]?.[place & 0xff];
  if (known) return known;
  return place < 0x20 || (place >= 0xe000 && place <= 0xf8ff) ? "□" : String.fromCharCode(place);
}
