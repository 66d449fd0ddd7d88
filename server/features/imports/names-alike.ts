import { likenessOfOffices, officeForm, type OfficeForm } from "./office-likeness.js";

/** More comparisons than this are not made: then only names are looked at that are the same but for common words. */
const mostComparisons = 300_000;
/** Of such names, no more than this are looked at. */
const mostOfOneForm = 50;

interface Entry<Item> {
  item: Item;
  form: OfficeForm;
}

/** Names of offices, each standing for something, made ready to be compared with many others. */
export class NamesAlike<Item> {
  readonly #entries: Entry<Item>[];
  /** By form and by core; null where every name may be looked at. */
  readonly #byWords: Map<string, Entry<Item>[]> | null;

  /** `asked` is how many names will be asked about. */
  constructor(names: readonly { name: string; item: Item }[], asked: number) {
    this.#entries = names.map(({ name, item }) => ({ item, form: officeForm(name) }));
    this.#byWords = names.length * asked > mostComparisons ? byWords(this.#entries) : null;
  }

  /** What the names stand for that `name` may be another name of: the likeliest first, each once. */
  to(name: string, most: number, isAsked: (item: Item) => boolean = () => true): Item[] {
    const form = officeForm(name);
    const scores = new Map<Item, number>();
    for (const { item, form: other } of this.#candidates(form)) {
      const score = isAsked(item) ? likenessOfOffices(form, other) : 0;
      if (score > (scores.get(item) ?? 0)) scores.set(item, score);
    }
    const likeliest = [...scores].sort(([, one], [, other]) => other - one).slice(0, most);
    return likeliest.map(([item]) => item);
  }

  #candidates(form: OfficeForm): Iterable<Entry<Item>> {
    if (!this.#byWords) return this.#entries;
    return new Set(keysOf(form).flatMap((key) => this.#byWords?.get(key)?.slice(0, mostOfOneForm) ?? []));
  }
}

function byWords<Item>(entries: readonly Entry<Item>[]): Map<string, Entry<Item>[]> {
  const found = new Map<string, Entry<Item>[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry.form)) {
      const list = found.get(key);
      if (list) list.push(entry);
      else found.set(key, [entry]);
    }
  }
  return found;
}

function keysOf({ form, core }: OfficeForm): string[] {
  return core.length >= 2 ? [`form ${form}`, `core ${core}`] : [`form ${form}`];
}
