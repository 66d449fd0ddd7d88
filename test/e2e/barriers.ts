import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What another language can break, and nothing else. */
export const wordRules = [
  "aria-command-name",
  "aria-dialog-name",
  "aria-input-field-name",
  "aria-toggle-field-name",
  "button-name",
  "document-title",
  "html-has-lang",
  "html-lang-valid",
  "label",
  "label-content-name-mismatch",
  "link-name",
  "select-name",
  "summary-name",
  "target-size",
];

/** What axe finds on a page, in short: which rule, and where; by all rules of WCAG 2.2 AA, or by some; in a part of it. */
export async function barriersOn(page: Page, rules?: string[], part = "html"): Promise<string[]> {
  // What still fades in has less contrast than it will have.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // The page has no frames of others, for which axe would open a page of its own each time.
  const axe = new AxeBuilder({ page })
    .include(part)
    .setLegacyMode()
    .options({ resultTypes: ["violations"] });
  const { violations } =
    await // What a bar of the timeline says in short its name says in full, in another order.
    (
      rules ? axe.withRules(rules).exclude("[data-bar]") : axe.withTags(["wcag2a", "wcag2aa", "wcag22aa"])
    ).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}
