import type { PaletteColour } from "../../components/AppPalette.vue";

/** A few calm colours, none of them a light's; seen well on paper and in the dark. */
const calm = {
  slate: "#64748B",
  blue: "#4A7DB0",
  teal: "#2F8A87",
  indigo: "#7176C2",
  plum: "#97659F",
  brown: "#9A7350",
  olive: "#7C8450",
} as const;

/** What there is to choose from: the theme's own first, and last what was chosen elsewhere and is in no palette. */
export function paletteFor(current: string | null | undefined, t: (key: string) => string): PaletteColour[] {
  const colours = Object.entries(calm).map(([name, value]) => ({
    value,
    label: t(`stages.colours.${name}`),
  }));
  const isOther = Boolean(current) && !colours.some(({ value }) => value === current?.toUpperCase());
  return [
    { value: "", label: t("stages.colours.none") },
    ...colours,
    ...(isOther && current ? [{ value: current, label: t("stages.colours.other") }] : []),
  ];
}
