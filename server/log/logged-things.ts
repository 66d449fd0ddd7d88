import type { Change, FieldDifference } from "./change.entity.js";

/** A thing as the log tells of it. */
export interface LoggedThing {
  /** How many rows tell of it. */
  changes: number;
  /**
   * Of each field what it last became, in each chain that names it: rows of different chains have no order among them.
   */
  fields: Map<string, Map<string, unknown>>;
}

/** Follows the log row by row, and knows at its end how every thing should stand. */
export class LoggedThings {
  readonly #things = new Map<string, LoggedThing>();

  get ids(): Iterable<string> {
    return this.#things.keys();
  }

  follow({ chain, subjectId, fields }: Pick<Change, "chain" | "subjectId" | "fields">): void {
    let thing = this.#things.get(subjectId);
    if (!thing) this.#things.set(subjectId, (thing = { changes: 0, fields: new Map() }));
    thing.changes += 1;
    for (const [name, { after }] of Object.entries(JSON.parse(fields) as Record<string, FieldDifference>)) {
      let values = thing.fields.get(name);
      if (!values) thing.fields.set(name, (values = new Map()));
      values.set(chain, after);
    }
  }

  get(id: string): LoggedThing | undefined {
    return this.#things.get(id);
  }

  /** Whether the log's last word on a thing is that it was taken away, by itself or with what it belonged to. */
  isGone(id: string): boolean {
    const fields = this.#singleFields(id);
    if (!fields) return false;
    if (fields.every(isNull)) return true;
    const named = fields.flat().filter((value) => typeof value === "string");
    return named.some((value) => this.#singleFields(value)?.every(isNull));
  }

  /** Of each field of a thing, links to many aside, what it last became in each chain; undefined for what is no thing. */
  #singleFields(id: string): unknown[][] | undefined {
    const fields = this.#things.get(id)?.fields.values();
    return fields && [...fields].map((chains) => [...chains.values()]).filter((v) => !v.some(Array.isArray));
  }
}

/** What takes a thing away makes nothing of each of its fields, in one chain or another. */
function isNull(values: readonly unknown[]): boolean {
  return values.includes(null);
}
