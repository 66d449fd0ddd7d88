import type { Parameter } from "./rows.js";

/** A piece of SQL with its parameters in order. As a condition it is true or false, and never null. */
export interface Sql {
  sql: string;
  parameters: readonly Parameter[];
}

/** SQL without parameters. */
export const plainSql = (sql: string): Sql => ({ sql, parameters: [] });

export const always = plainSql("1 = 1");
export const never = plainSql("1 = 0");

/** Joins pieces; each is one of `parts` as it stands, or SQL in between. */
export function sqlOf(parts: TemplateStringsArray, ...pieces: readonly (Sql | string)[]): Sql {
  const parameters: Parameter[] = [];
  let sql = parts[0] ?? "";
  pieces.forEach((piece, index) => {
    if (typeof piece === "string") sql += piece;
    else {
      sql += piece.sql;
      parameters.push(...piece.parameters);
    }
    sql += parts[index + 1] ?? "";
  });
  return { sql, parameters };
}

/** A value as a parameter. */
export const valueSql = (value: Parameter): Sql => ({ sql: "?", parameters: [value] });

/** All hold; of none, always. */
export function all(conditions: readonly Sql[]): Sql {
  return joined(
    conditions.filter((condition) => condition !== always),
    " and ",
    always,
  );
}

/** At least one holds; of none, never. */
export function any(conditions: readonly Sql[]): Sql {
  return joined(conditions, " or ", never);
}

/** Does not hold. */
export function not(condition: Sql): Sql {
  return sqlOf`not (${condition})`;
}

function joined(conditions: readonly Sql[], by: string, ofNone: Sql): Sql {
  if (conditions.length === 0) return ofNone;
  if (conditions.length === 1) return conditions[0] ?? ofNone;
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(by),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** What every comparator has of this; see `graphql/comparators.ts`. */
export interface Comparisons<Value> {
  eq?: Value | null;
  neq?: Value | null;
  in?: readonly Value[] | null;
  nin?: readonly Value[] | null;
  gt?: Value | null;
  gte?: Value | null;
  lt?: Value | null;
  lte?: Value | null;
  contains?: string | null;
  startsWith?: string | null;
  isNull?: boolean | null;
}

/**
 * Compares an SQL value, null when there is none. What is not there passes `neq`, `nin` and `isNull: true` and nothing
 * else. `toSql` makes SQL of the comparator's values.
 */
export function compare<Value extends Parameter>(
  value: Sql,
  comparator: Comparisons<Value> | null | undefined,
  toSql: (given: Value) => Sql = valueSql,
): Sql {
  if (!comparator) return always;
  const given = <Kind>(wanted: Kind | null | undefined, make: (wanted: Kind) => Sql): Sql[] =>
    wanted === null || wanted === undefined ? [] : [make(wanted)];
  const by = (operator: string) => (other: Value) => sqlOf`(${value} ${operator} ${toSql(other)}) is true`;
  const isIn = (others: readonly Value[]) =>
    others.length === 0 ? never : sqlOf`(${value} in (${listOf(others.map(toSql))})) is true`;
  return all([
    ...given(comparator.eq, by("=")),
    ...given(comparator.neq, (other) => not(by("=")(other))),
    ...given(comparator.in, isIn),
    ...given(comparator.nin, (others) => not(isIn(others))),
    ...given(comparator.gt, by(">")),
    ...given(comparator.gte, by(">=")),
    ...given(comparator.lt, by("<")),
    ...given(comparator.lte, by("<=")),
    ...given(comparator.contains, (part) => contains(value, part)),
    ...given(comparator.startsWith, (part) => startsWith(value, part)),
    ...given(comparator.isNull, (isNull) => (isNull ? sqlOf`${value} is null` : sqlOf`${value} is not null`)),
  ]);
}

/** Has a text in it, exactly as written: both databases' `like` has wildcards, and SQLite's takes A for a. */
export function contains(value: Sql, part: string): Sql {
  return sqlOf`(replace(${value}, ${valueSql(part)}, '') <> ${value}) is true`;
}

function startsWith(value: Sql, part: string): Sql {
  return sqlOf`(substr(${value}, 1, ${valueSql([...part].length)}) = ${valueSql(part)}) is true`;
}

function listOf(items: readonly Sql[]): Sql {
  return {
    sql: items.map(({ sql }) => sql).join(", "),
    parameters: items.flatMap(({ parameters }) => parameters),
  };
}
