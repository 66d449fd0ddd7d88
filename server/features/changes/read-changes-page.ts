import { all, compare, plainSql, sqlOf, valueSql, type Sql } from "../../database/conditions.js";
import type { Rows } from "../../database/rows.js";
import { connectionOf, onlyPlace, type Connection, type Page } from "../../graphql/connection.js";
import type { ChangeVerb, SubjectKind } from "../../log/change.entity.js";
import { changeSelect } from "./read-changes.js";
import { ChangeRow } from "./change.row.js";

/** Which changes. */
export interface ChangeChoice {
  verbs?: ChangeVerb[] | null;
  subjectKinds?: SubjectKind[] | null;
  actorId?: string | null;
  projectId?: string | null;
  taskId?: string | null;
  since?: Date | null;
  until?: Date | null;
}

/** A page of a programme's changes, the newest first. Their revisions are their places. */
export async function readChangesPage(
  rows: Rows,
  programmeId: string,
  choice: ChangeChoice,
  page: Page,
): Promise<Connection<ChangeRow>> {
  const where = all([sqlOf`c.chain = ${valueSql(programmeId)}`, ...conditions(choice)]);
  const from = onlyPlace(page, "integer");
  const [operator, direction] = page.backwards ? [">", "asc"] : ["<", "desc"];
  const further: Sql =
    from === undefined ? plainSql("1 = 1") : sqlOf`c.revision ${operator} ${valueSql(from)}`;
  const { sql, parameters } = sqlOf`${changeSelect} where ${where} and ${further}
    order by c.revision ${direction} limit ${valueSql(page.size + 1)}`;
  const found = (await rows.all<object>(sql, parameters)).map((columns) =>
    Object.assign(new ChangeRow(), columns),
  );
  const count = async () => {
    const counted = sqlOf`select count(*) "count" from change c where ${where}`;
    return Number(
      (await rows.first<{ count: number | string }>(counted.sql, counted.parameters))?.count ?? 0,
    );
  };
  return connectionOf(found, page, ({ revision }) => [revision], count);
}

function conditions({ verbs, subjectKinds, actorId, projectId, taskId, since, until }: ChangeChoice): Sql[] {
  const at = plainSql("c.at");
  return [
    compare(plainSql("c.verb"), { in: verbs }),
    compare(plainSql("c.subject_kind"), { in: subjectKinds }),
    compare(plainSql("c.actor_id"), { eq: actorId }),
    compare(plainSql("c.project_id"), { eq: projectId }),
    compare(plainSql("c.task_id"), { eq: taskId }),
    // Instants are kept as text of one form: it sorts as they do.
    compare(at, { gte: since?.toISOString(), lt: until?.toISOString() }),
  ];
}
