import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import { notFound } from "../../graphql/coded-error.js";
import { loaderOf } from "../../graphql/loader.js";
import { NameTaken } from "../../graphql/name-taken.js";
import { Problem } from "../../graphql/problem.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { readOffice } from "../people/read-people.js";
import { CreateOfficeInput, UpdateOfficeInput } from "./office.inputs.js";
import { requireOfficeAdministrator } from "./office.policy.js";
import { CreateOfficeResult, StaleOffice, updateProblems, UpdateOfficeResult } from "./office.problems.js";
import { OfficeRow } from "./office.row.js";
import { createOffice, updateOffice } from "./save-office.js";

/** What administrators and the supervision office do with the tree of offices. */
@Resolver(() => OfficeRow)
export class OfficeAdministrationResolver {
  @Mutation(() => CreateOfficeResult, {
    description:
      "Makes an office. For administrators and the supervision office; a token needs the scope ADMIN.",
  })
  async createOffice(
    @Arg("input", () => CreateOfficeInput) input: CreateOfficeInput,
    @Ctx() context: Context,
  ): Promise<typeof CreateOfficeResult> {
    const viewer = requireOfficeAdministrator(context);
    const made = await orProblem([NameTaken], () =>
      once(context, viewer, "createOffice", input, () => createOffice(context, viewer, input)),
    );
    return made instanceof Problem ? made : shownOffice(context, made);
  }

  @Mutation(() => UpdateOfficeResult, {
    description:
      "Changes an office's name, place in the tree or head. For administrators and the supervision office; a token needs the scope ADMIN.",
  })
  async updateOffice(
    @Arg("input", () => UpdateOfficeInput) input: UpdateOfficeInput,
    @Ctx() context: Context,
  ): Promise<typeof UpdateOfficeResult> {
    const viewer = requireOfficeAdministrator(context);
    const updated = await orProblem(updateProblems, () =>
      once(context, viewer, "updateOffice", input, () => updateOffice(context, viewer, input)),
    );
    if (updated instanceof StaleOffice) updated.office = await shownOffice(context, input.officeId);
    return updated instanceof Problem ? updated : shownOffice(context, updated);
  }

  @FieldResolver(() => Int, {
    description: "1 when made, one more for every logged change: what `expectedVersion` asks for.",
  })
  async version(@Root() { id }: OfficeRow, @Ctx() context: Context): Promise<number> {
    const read = (ids: readonly string[]) =>
      context.rows.all<{ id: string; version: number }>(
        `select o.id, o.version from office o where o.id in (${placeholders(ids)})`,
        ids,
      );
    const found = await loaderOf(context, "office version", read, (office) => office.id).load(id);
    if (!found) throw notFound("office");
    return found.version;
  }
}

async function shownOffice(context: Context, id: string): Promise<OfficeRow> {
  const office = await readOffice(context, id);
  if (!office) throw notFound("office");
  return office;
}
