import type { Rows } from "../../database/rows.js";

/** Whether anybody can sign in, or could before they were disabled: with a password, or through the office's own sign-in. */
export async function hasAccounts(rows: Pick<Rows, "first">): Promise<boolean> {
  const account = `password_hash is not null or single_sign_on_subject is not null`;
  return (await rows.first(`select 1 as one from person where ${account} limit 1`)) !== undefined;
}
