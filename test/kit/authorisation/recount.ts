import type { GraphQLObjectType } from "graphql";

/** Each task has one of these: groups by them hold every task once. */
const groupings = ["STAGE", "STAGE_KIND", "LIGHT", "PROGRAMME", "PROJECT", "LEAD_OFFICE"];

/** Under names of their own: walks may ask for the same fields for other ends. */
const listed = "total: totalCount listed: nodes { __typename }";
const grouped = groupings.map((by) => `in${by}: groups(by: ${by}) { count }`).join(" ");
const facets = `facetsOf: facets(of: [${groupings.join(", ")}]) { by values { count } }`;

/** What is asked of a type whose things are counted: the counts, and what there is to count. Null for any other. */
export function countedIn(type: GraphQLObjectType): string | null {
  const fields = type.getFields();
  if (type.name === "View") return `total: count ${grouped} ${facets} whole: tasks(first: 100) { ${listed} }`;
  if (type.name === "TaskConnection") return `${listed} ${grouped} ${facets}`;
  if (type.name === "SearchConnection") return `${listed} inKinds: kinds { count }`;
  return fields.totalCount && fields.nodes ? listed : null;
}

interface Counted {
  count: number;
}

/** What {@link countedIn} asks for, beside groups. */
interface Counts {
  total?: number;
  listed?: unknown[];
  whole?: Counts;
  facetsOf?: { by: string; values: Counted[] }[];
}

/** Says of every count in an answer to {@link countedIn} that is not how many there are to be listed. */
export function miscounts(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(miscounts);
  if (typeof answer !== "object" || answer === null) return [];
  const own = "total" in answer ? miscountsOf(answer as Counts) : [];
  return [...own, ...Object.values(answer).flatMap(miscounts)];
}

function miscountsOf(thing: Counts): string[] {
  const { listed: items, whole, total, facetsOf = [] } = thing;
  const isWhole = items !== undefined && items.length < 100;
  const there = isWhole ? items.length : (whole?.total ?? total);
  const groups = Object.entries(thing).filter(([name]) => /^in[A-Z]/.test(name)) as [string, Counted[]][];
  const counts: [string, number | undefined][] = [
    ["count", total],
    ...groups.map(([name, some]) => [name, sum(some)] as [string, number]),
    ...facetsOf.map(({ by, values }) => [`facet ${by}`, sum(values)] as [string, number]),
  ];
  return counts
    .filter(([, found]) => found !== there)
    .map(([name, found]) => `${name} is ${found} of ${there}`);
}

function sum(groups: readonly Counted[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}
