/** Where the two databases have different words for the same. Everything that goes in and comes out is SQL. */
export interface Dialect {
  /** The calendar day `YYYY-MM-DD` of an instant in a time zone (an IANA name); null for no instant. */
  dayIn(instant: string, timeZone: string): string;
  /** An instant as a number, in milliseconds. */
  milliseconds(instant: string): string;
  /** A text that compares by code unit, as in TypeScript. */
  byCode(text: string): string;
  /** The items of a JSON list of numbers as a table, each in `alias.value`. */
  numbers(list: string, alias: string): string;
  /** The items of a JSON list of texts, given as text, as a table, each in `alias.value`. */
  texts(list: string, alias: string): string;
  /** Before a table made of another's column: what lets it see that column. */
  lateral: string;
  /** Whether an entry of the search index has all of some grams, given as one parameter with blanks between them. */
  hasGrams(entry: string): string;
  /** The function that gives the place of a text in another, `(text, part)`; 0 where it is not there. */
  placeOf: string;
  /** Joins a few rows, before it, with those that an index finds for each: SQLite guesses wrong which are the few. */
  joinFew: string;
  /** Whether tables joined by `joinFew` give their rows in the order of their indexes, the first table's first. */
  joinsInOrder: boolean;
}

/** SQLite asks TypeScript for days: see `sqlite.ts`. */
export const sqliteDialect: Dialect = {
  dayIn: (instant, timeZone) => `day_in(${instant}, ${timeZone})`,
  milliseconds: (instant) => instant,
  byCode: (text) => text,
  numbers: (list, alias) => `json_each(${list}) ${alias}`,
  texts: (list, alias) => `json_each(${list}) ${alias}`,
  lateral: "",
  hasGrams: (entry) => `${entry}.number in (select rowid from search_grams where search_grams match ?)`,
  placeOf: "instr",
  joinFew: "cross join",
  joinsInOrder: true,
};

export const postgresDialect: Dialect = {
  dayIn: (instant, timeZone) => `to_char(${instant} at time zone ${timeZone}, 'YYYY-MM-DD')`,
  milliseconds: (instant) => `cast(extract(epoch from ${instant}) * 1000 as double precision)`,
  byCode: (text) => `(${text} collate "C")`,
  numbers: (list, alias) =>
    `(select cast(item as integer) as value from jsonb_array_elements_text(${list}) item) ${alias}`,
  texts: (list, alias) =>
    `(select item as value from jsonb_array_elements_text(cast(${list} as jsonb)) item) ${alias}`,
  lateral: "lateral ",
  hasGrams: (entry) => `${entry}.grams @> string_to_array(?, ' ')`,
  placeOf: "strpos",
  joinFew: "join",
  joinsInOrder: false,
};
