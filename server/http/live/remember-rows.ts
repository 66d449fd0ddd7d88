import type { Parameter, Rows } from "../../database/rows.js";

/** Rows that are asked for twice are read once. They are frozen: several answers are made of the same ones. */
export function rememberRows(rows: Rows): Rows {
  const known = new Map<string, Promise<readonly object[]>>();
  const all = <Row extends object>(sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> => {
    const key = parameters.length > 0 ? sql + JSON.stringify(parameters) : sql;
    let read = known.get(key) as Promise<Row[]> | undefined;
    if (!read) {
      read = rows.all<Row>(sql, parameters).then((found) => found.map((row) => Object.freeze(row) as Row));
      known.set(key, read);
    }
    return read;
  };
  return {
    ...rows,
    all: async <Row extends object>(sql: string, parameters?: readonly Parameter[]) => [
      ...(await all<Row>(sql, parameters)),
    ],
    first: async <Row extends object>(sql: string, parameters?: readonly Parameter[]) =>
      (await all<Row>(sql, parameters))[0],
    close: () => undefined,
  };
}
