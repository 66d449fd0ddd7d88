/** A person or a label that can be chosen. */
export interface Choice {
  id: string;
  name: string;
  /** A person's: two of one name are told apart by it. */
  office?: { name: string } | null;
  /** A label's. */
  colour?: string | null;
}
