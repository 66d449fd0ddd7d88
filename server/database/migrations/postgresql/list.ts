import { Amendments } from "./amendments.js";
import { FirstTables } from "./first-tables.js";

/** Every migration, in order; a name, once released, stays. */
export const migrations = [
  { name: "2026-11-24-first-tables", class: FirstTables },
  { name: "2026-11-24-second-amendments", class: Amendments },
];
