import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { PageArguments, pageOf } from "../../graphql/connection.js";
import { loaderOf } from "../../graphql/loader.js";
import { orProblem } from "../../graphql/refusal.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { maySee } from "../programmes/programme.policy.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { requireViewer } from "../sessions/viewer.policy.js";
import { ViewerRow } from "../sessions/viewer.row.js";
import { AccessTokenConnection, AccessTokenRow } from "./access-token.row.js";
import { createToken } from "./create-token.js";
import { readToken, readTokens } from "./read-tokens.js";
import { revokeToken } from "./revoke-token.js";
import { CreateTokenInput, RevokeTokenInput } from "./token.inputs.js";
import { maySeeToken, requireTokenAdministrator, requireTokenKeeper } from "./token.policy.js";
import { CreatedToken, CreateTokenResult, TokenNotAllowed } from "./token.problems.js";

@Resolver(() => AccessTokenRow)
export class TokenResolver {
  @Query(() => AccessTokenConnection, {
    description: "Everybody's access tokens, the newest first. For administrators.",
  })
  async tokens(@Args(() => PageArguments) page: PageArguments, @Ctx() context: Context) {
    requireTokenAdministrator(context);
    return readTokens(context.rows, null, pageOf(page));
  }

  @Mutation(() => CreateTokenResult, {
    description:
      "Makes an access token of the viewer's own or, for administrators, of a program. It is shown once. With a token it takes the scope ADMIN, and gives no more than that token has.",
  })
  async createToken(
    @Arg("input", () => CreateTokenInput) input: CreateTokenInput,
    @Ctx() context: Context,
  ): Promise<typeof CreateTokenResult> {
    const viewer = input.service ? requireTokenAdministrator(context) : requireTokenKeeper(context);
    const made = await orProblem([TokenNotAllowed], () => createToken(context, viewer, input));
    if (made instanceof TokenNotAllowed) return made;
    return Object.assign(new CreatedToken(), { secret: made.secret, token: await shown(context, made.id) });
  }

  @Mutation(() => AccessTokenRow, {
    description:
      "Makes an access token useless from now on: one's own or, for administrators, anybody's. A token may revoke itself.",
  })
  async revokeToken(
    @Arg("input", () => RevokeTokenInput) { id }: RevokeTokenInput,
    @Ctx() context: Context,
  ): Promise<AccessTokenRow> {
    const viewer = requireViewer(context);
    if (viewer.tokenId !== id) {
      requireTokenKeeper(context);
      const token = await readToken(context.rows, id);
      if (!token || !maySeeToken(viewer, token)) throw notFound("access token");
    }
    await revokeToken(context.em, viewer.personId, context.clock.now(), id);
    return shown(context, id);
  }

  @FieldResolver(() => PersonRow, {
    description: "In whose name it acts: a person, or a program's own account.",
  })
  async person(@Root() token: AccessTokenRow, @Ctx() context: Context): Promise<PersonRow> {
    const person = await readPerson(context, token.personId);
    if (!person) throw notFound("person");
    return person;
  }

  @FieldResolver(() => [ProgrammeRow], {
    nullable: true,
    description: "The only programmes that it may be used on; null for all.",
  })
  async programmes(
    @Root() { programmeIds }: AccessTokenRow,
    @Ctx() context: Context,
  ): Promise<ProgrammeRow[] | null> {
    const { viewer } = context;
    if (programmeIds === null || !viewer) return null;
    const read = (ids: readonly string[]) => Promise.all(ids.map((id) => readProgramme(context, id)));
    const loader = loaderOf(context, "programme of a token", async (ids) => present(await read(ids)), idOf);
    const visible = programmeIds.filter((id) => maySee(viewer, id));
    return present((await loader.loadMany(visible)) as (ProgrammeRow | null)[]);
  }
}

@Resolver(() => ViewerRow)
export class ViewersTokens {
  @FieldResolver(() => AccessTokenConnection, {
    description:
      "The viewer's own access tokens, the newest first. FORBIDDEN to a token without the scope ADMIN.",
  })
  async tokens(
    @Root() { person }: ViewerRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ) {
    requireTokenKeeper(context);
    return readTokens(context.rows, person.id, pageOf(page));
  }
}

const idOf = ({ id }: ProgrammeRow) => id;

function present<Item>(items: readonly (Item | null)[]): Item[] {
  return items.filter((item) => item !== null);
}

async function shown({ rows }: Context, id: string): Promise<AccessTokenRow> {
  const token = await readToken(rows, id);
  if (!token) throw notFound("access token");
  return token;
}
