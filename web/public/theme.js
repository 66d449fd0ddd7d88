// Runs before the first paint, so that a dark page never flashes light. The rest is in stores/preferences.ts.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("luoshi.theme");
  } catch {
    // Storage may be forbidden; the system's choice is then good enough.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
