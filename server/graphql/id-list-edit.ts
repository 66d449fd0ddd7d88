import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { badInput } from "./coded-error.js";

/** The most items of a list that is edited. */
const mostOfList = 20;

@InputType({
  description:
    "How a list is changed: `set` alone, or `add` and `remove`, which never overwrite what others added or removed.",
})
export class IdListEdit {
  @Field(() => [ID], { nullable: true, description: "The whole list, in this order; up to 20." })
  @ArrayMaxSize(mostOfList)
  set?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "What is added at the end; up to 20." })
  @ArrayMaxSize(mostOfList)
  add?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "What is taken away, where it is there; up to 20." })
  @ArrayMaxSize(mostOfList)
  remove?: string[] | null;
}

/** A list after an edit. Throws BAD_USER_INPUT where it would be too long. */
export function editedList(part: string, ids: readonly string[], { set, add, remove }: IdListEdit): string[] {
  const gone = new Set(remove);
  const edited = [...new Set([...(set ?? ids), ...(add ?? [])])].filter((id) => !gone.has(id));
  if (edited.length > mostOfList && edited.length > ids.length)
    throw badInput(`${part}: expected up to ${mostOfList}, found ${edited.length}`);
  return edited;
}

/** Throws BAD_USER_INPUT for an edit of a list that says nothing, or two things. */
export function requireListEdit(part: string, { set, add, remove }: IdListEdit): void {
  if (!set && !add && !remove) throw badInput(`${part}: expected set, add or remove, found none`);
  if (set && (add || remove)) throw badInput(`${part}: expected set alone, or add and remove, found both`);
}

/** Every id that an edit wants on the list. */
export function idsWanted({ set, add }: IdListEdit): Set<string> {
  return new Set([...(set ?? []), ...(add ?? [])]);
}

/** Every id that an edit names, each once. */
export function idsOfEdit({ set, add, remove }: IdListEdit): string[] {
  return [...new Set([...(set ?? []), ...(add ?? []), ...(remove ?? [])])];
}
