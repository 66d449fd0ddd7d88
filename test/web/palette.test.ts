import { afterEach, describe, expect, it } from "vitest";
import { shortcutFor, type Shortcut } from "../../web/composables/useShortcuts";
import { foundItems, matching, withRecent, type PaletteItem } from "../../web/shell/palette/palette-items";

const item = (id: string, facts: Partial<PaletteItem> = {}): PaletteItem => ({
  id,
  group: "page",
  label: id,
  to: `/${id}`,
  ...facts,
});
const ids = (items: readonly PaletteItem[]) => items.map(({ id }) => id);

describe("The palette", () => {
  it("finds what has all words in it, what begins with the first one before the rest", () => {
    const items = [item("my red views"), item("views"), item("projects", { note: "views" })];
    expect(ids(matching(items, "views"))).toEqual(["views", "my red views", "projects"]);
    expect(ids(matching(items, "VIEWS  red"))).toEqual(["my red views"]);
    expect(matching(items, "nothing")).toEqual([]);
  });

  it("leads from a person to what they answer for, and from a task to its card", () => {
    const hits = [
      { snippet: "", item: { __typename: "Person", id: "person_1", name: "曾智伟", role: "LEADER" } },
      {
        snippet: "",
        item: {
          __typename: "Task",
          id: "task_1",
          title: "",
          project: { id: "project_1", name: "路灯", programme: { id: "programme_1" } },
        },
      },
    ] as Parameters<typeof foundItems>[0];
    const [person, task] = foundItems(hits, "programme_9", (role) => role.toLowerCase());
    expect(person).toMatchObject({ label: "曾智伟", note: "leader" });
    expect(decodeURIComponent(person?.to ?? "")).toBe(
      '/programmes/programme_9?filter=worker:"曾智伟" or leader:"曾智伟"',
    );
    expect(task).toMatchObject({ label: "路灯", to: "/programmes/programme_1?task=task_1" });
    expect(ids(foundItems(hits, undefined, String))).toEqual(["task_1"]);
  });

  it("offers again what was chosen last, each place once, and no action", () => {
    const places = ["a", "b", "c", "d", "e", "f", "c"].map((id) => item(id));
    const recent = places.reduce<PaletteItem[]>((before, chosen) => withRecent(before, chosen), []);
    expect(ids(recent)).toEqual(["c", "f", "e", "d", "b"]);
    expect(withRecent(recent, item("sign-out", { to: undefined, run: () => {} }))).toEqual(recent);
  });
});

describe("A key alone", () => {
  const shortcut: Shortcut = { key: "f", label: () => "", run: () => {} };

  afterEach(() => document.body.replaceChildren());

  function press(target: HTMLElement, init: KeyboardEventInit): Shortcut | undefined {
    let found: Shortcut | undefined;
    document.body.append(target);
    const listen = (event: KeyboardEvent) => (found = shortcutFor(event, [shortcut]));
    document.addEventListener("keydown", listen);
    target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
    document.removeEventListener("keydown", listen);
    return found;
  }

  it("means something on the page", () => {
    expect(press(document.createElement("button"), { key: "f" })).toBe(shortcut);
    expect(press(document.createElement("div"), { key: "F" })).toBe(shortcut);
    expect(press(document.createElement("div"), { key: "g" })).toBeUndefined();
  });

  it.each(["input", "textarea", "select"])("is text in %s", (name) => {
    expect(press(document.createElement(name), { key: "f" })).toBeUndefined();
  });

  it("is the browser's with Ctrl, ⌘ or Alt", () => {
    for (const modifier of ["ctrlKey", "metaKey", "altKey"])
      expect(press(document.createElement("div"), { key: "f", [modifier]: true })).toBeUndefined();
  });
});
