import type { KnownOffices } from "./office-names.js";

/** The names that there are, as far as they say how a notice is to be taken. */
export interface KnownNames extends KnownOffices {
  /** Those of programs' accounts: they answer for no project. */
  programs: ReadonlySet<string>;
}
