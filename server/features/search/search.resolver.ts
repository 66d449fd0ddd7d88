import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { PageArguments, pageOf } from "../../graphql/connection.js";
import { fewWordsOf } from "../../search/words.js";
import { requireProgramme, requireReader } from "../programmes/programme.policy.js";
import { readSearch } from "./read-search.js";
import { SearchConnection, SearchKind } from "./search-hit.row.js";

/** The longest text that is looked for, in UTF-16 units. */
const longestText = 100;

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      "Projects, tasks, people and offices in which all words of a text stand, the best first: names before other texts. Finds parts of words, and people and offices by pinyin (`zzw`, `zengzhiwei`).",
  })
  async search(
    @Ctx() context: Context,
    @Arg("text", () => String, {
      description:
        "One to 10 words, with blanks between them; up to 100 characters. Of no word nothing is found.",
    })
    text: string,
    @Args(() => PageArguments) pageArguments: PageArguments,
    @Arg("kinds", () => [SearchKind], {
      nullable: true,
      description: "Only things of these kinds; all without it.",
    })
    kinds?: SearchKind[] | null,
    @Arg("programmeId", () => ID, {
      nullable: true,
      description:
        "Only in this programme: its projects and tasks, and the people and offices that they name.",
    })
    programmeId?: string | null,
  ): Promise<SearchConnection> {
    const viewer = requireReader(context);
    const page = pageOf(pageArguments);
    const words = boundedWords(text);
    if (programmeId) {
      requireProgramme(viewer, programmeId);
      await requireThere(context, programmeId);
    }
    const asked = Object.values(SearchKind).filter((kind) => kinds?.includes(kind) ?? true);
    const read = await readSearch(
      context,
      viewer,
      { words, kinds: asked, programmeId: programmeId ?? null },
      page,
    );
    return Object.assign(new SearchConnection(), read);
  }
}

function boundedWords(text: string): string[] {
  if (text.length > longestText)
    throw badInput(`text: expected up to ${longestText} characters, found ${text.length}`);
  return fewWordsOf(text);
}

async function requireThere({ rows }: Context, programmeId: string): Promise<void> {
  if (!(await rows.first(`select 1 "there" from programme where id = ?`, [programmeId])))
    throw notFound("programme");
}
