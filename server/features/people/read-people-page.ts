import type { Context } from "../../context.js";
import { all, not, plainSql, sqlOf, valueSql, type Sql } from "../../database/conditions.js";
import { beyond, keyColumns, orderBy, placeIn, placeWithin, type OrderKey } from "../../database/keyset.js";
import { connectionOf, type Connection, type Page, type Place } from "../../graphql/connection.js";
import { isFoundBy } from "../../search/found.js";
import { personCondition, when } from "../tasks/filter-parts.js";
import { filterScope } from "../tasks/filter-scope.js";
import type { AccountState } from "./account-state.enum.js";
import type { PersonFilter } from "./person.filter.js";
import { personColumns, personJoins, PersonRow, type PersonColumns } from "./person.row.js";

/** Which people. */
export interface PeopleChoice {
  filter?: PersonFilter | null;
  search?: string | null;
  account?: AccountState | null;
}

const isDisabled = plainSql("p.disabled_at is not null");
/** As `hasAccount`: a password, or a sign-in through the office's own. */
const mayEnter = plainSql("p.password_hash is not null or p.last_sign_in_at is not null");
const accountConditions: Record<AccountState, Sql> = {
  ACTIVE: all([not(isDisabled), mayEnter]),
  DISABLED: isDisabled,
  NONE: all([not(isDisabled), not(mayEnter)]),
};

const orderName = "NAME ASC";

/** A page of people, by name. */
export async function readPeoplePage(
  context: Context,
  { filter, search, account }: PeopleChoice,
  page: Page,
): Promise<Connection<PersonRow>> {
  const scope = await filterScope(context);
  const keys: OrderKey[] = [plainSql(scope.dialect.byCode("p.name")), plainSql("p.id")].map((value) => ({
    value,
    kind: "text",
    descending: false,
  }));
  const where = all([
    ...when(filter, (one) => personCondition(one, "p", scope)),
    ...when(search, (text) => isFoundBy(text, "PERSON", "p.id", scope.dialect)),
    ...when(account, (state) => accountConditions[state]),
  ]);
  const from = placeWithin(orderName, keys, page);
  const further: Sql = from ? beyond(keys, page, from) : plainSql("1 = 1");
  const { sql, parameters } = sqlOf`select ${personColumns}, ${keyColumns(keys)} from person p ${personJoins}
    where ${where} and (${further}) order by ${orderBy(keys, page)} limit ${valueSql(page.size + 1)}`;
  const found = await context.rows.all<PersonColumns & Record<string, unknown>>(sql, parameters);
  const places = new Map<string, Place>(
    found.map((columns) => [columns.id, placeIn(orderName, keys, columns)]),
  );
  const people = found.map((columns) => new PersonRow(columns));
  const count = async () => {
    const counted = sqlOf`select count(*) "count" from person p where ${where}`;
    return Number(
      (await context.rows.first<{ count: number | string }>(counted.sql, counted.parameters))?.count ?? 0,
    );
  };
  return connectionOf(people, page, ({ id }) => places.get(id) ?? [id], count);
}
