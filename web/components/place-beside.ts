const gap = 4;
const margin = 8;

/** Puts what floats beneath its anchor, or above it where there is more room, and within the window. */
export function placeBeside(floating: HTMLElement, anchor: HTMLElement, align: "start" | "end"): void {
  const box = floating.getBoundingClientRect();
  const by = anchor.getBoundingClientRect();
  const fitsBelow = by.bottom + gap + box.height < innerHeight - margin;
  const top = fitsBelow ? by.bottom + gap : by.top - box.height - gap;
  const left = align === "end" ? by.right - box.width : by.left;
  floating.style.insetBlockStart = `${Math.max(margin, top)}px`;
  floating.style.insetInlineStart = `${Math.max(margin, Math.min(left, innerWidth - box.width - margin))}px`;
}
