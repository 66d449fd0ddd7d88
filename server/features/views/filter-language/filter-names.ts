/** What has a name that a filter's text may have in place of an id. */
export type NamedKind = "person" | "office";

/** Names for ids, and ids for names, as far as one filter needs them. */
export interface FilterNames {
  /** Everything of a kind that has this name. */
  idsOf(kind: NamedKind, name: string): readonly string[];
  /** Names of a kind that one may have meant. */
  near(kind: NamedKind, name: string): string[];
  /** What an id stands for; null for what there is not, or not any more. */
  nameOf(id: string): string | null;
}

/** Whether a text is an id of a kind, such as `office_01h455vb4pex5vsknk084sn02q`. */
export function isIdOf(prefix: string, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[a-z]{1,20}_[0-9a-z]{26}$/.test(text);
}
