import type { MyDay_LoadQueryVariables, Role } from "../../../gql/graphql";
import { told } from "./day-news";

type Filter = MyDay_LoadQueryVariables["whole"];
type Order = NonNullable<MyDay_LoadQueryVariables["firstOrder"]>;

/** Some tasks that somebody has to look at today. */
export interface DayBlock {
  /** The last part of the keys of its words. */
  name: string;
  filter: Filter;
  /** The same filter as text, for the page that shows them all; English keywords are read in every language. */
  text: string;
  orderBy: Order;
  /** The light that its tasks show: those that did not at the last visit are marked. */
  light?: "red" | "yellow";
}

/** Whose day it is: those who do the work, those who accept it, or those who watch over the whole. */
export type DayKind = "work" | "lead" | "watch";

export function dayKindOf(role: Role): DayKind {
  if (role === "OWNER") return "work";
  return role === "LEADER" ? "lead" : "watch";
}

const mine = { workers: { some: { isMe: true } } };
const led = { project: { leaders: { some: { isMe: true } } } };
const underWay = { stage: { kind: { in: ["PENDING", "ACTIVE"] } } } satisfies Filter;
const latestFirst: Order = [{ field: "DAYS_LATE", direction: "DESC" }];
const soonestFirst: Order = [{ field: "DUE_ON", direction: "ASC" }];
const longestFirst: Order = [{ field: "SUBMITTED_AT", direction: "ASC" }];

const blocks: Readonly<Record<DayKind, readonly [DayBlock, DayBlock, DayBlock, DayBlock]>> = {
  work: [
    {
      name: "late",
      filter: { ...mine, light: { eq: "RED" } },
      text: "light:red worker:me",
      orderBy: latestFirst,
      light: "red",
    },
    {
      name: "returned",
      filter: { ...mine, stage: { kind: { eq: "ACTIVE" } }, timesReturned: { gte: 1 } },
      text: "stage:active worker:me returned>=1",
      orderBy: soonestFirst,
    },
    {
      name: "soon",
      filter: { ...mine, ...underWay, dueOn: { gte: "TODAY", lte: "P1M" } },
      text: "stage:pending,active worker:me due>=today due<=+1m",
      orderBy: soonestFirst,
    },
    {
      name: "unreported",
      // What is overdue is told of above.
      filter: {
        ...mine,
        stage: { kind: { eq: "ACTIVE" } },
        light: { in: ["GREEN", "YELLOW"] },
        percent: { isNull: true },
      },
      text: "light:green,yellow stage:active worker:me percent:none",
      orderBy: soonestFirst,
    },
  ],
  lead: [
    { name: "awaiting", filter: { awaitingMe: true }, text: "awaiting:me", orderBy: longestFirst },
    {
      name: "red",
      filter: { ...led, light: { eq: "RED" } },
      text: "light:red leader:me",
      orderBy: latestFirst,
      light: "red",
    },
    {
      name: "yellow",
      filter: { ...led, ...underWay, light: { eq: "YELLOW" } },
      text: "light:yellow stage:pending,active leader:me",
      orderBy: soonestFirst,
      light: "yellow",
    },
    {
      name: "sentBack",
      filter: { ...led, stage: { kind: { eq: "ACTIVE" } }, timesReturned: { gte: 1 } },
      text: "stage:active leader:me returned>=1",
      orderBy: soonestFirst,
    },
  ],
  watch: [
    {
      name: "waiting",
      filter: { stage: { kind: { eq: "SUBMITTED" } } },
      text: "stage:submitted",
      orderBy: longestFirst,
    },
    { name: "red", filter: { light: { eq: "RED" } }, text: "light:red", orderBy: latestFirst, light: "red" },
    {
      name: "sentBack",
      filter: { stage: { kind: { eq: "ACTIVE" } }, timesReturned: { gte: 1 } },
      text: "stage:active returned>=1",
      orderBy: soonestFirst,
    },
    {
      name: "yellow",
      filter: { ...underWay, light: { eq: "YELLOW" } },
      text: "light:yellow stage:pending,active",
      orderBy: soonestFirst,
      light: "yellow",
    },
  ],
};

export function dayBlocks(kind: DayKind): readonly [DayBlock, DayBlock, DayBlock, DayBlock] {
  return blocks[kind];
}

/** Of which tasks the day's sum is told. */
export function wholeOf(kind: DayKind): { filter: Filter; text: string } {
  if (kind === "work") return { filter: mine, text: "worker:me" };
  return kind === "lead" ? { filter: led, text: "leader:me" } : { filter: {}, text: "" };
}

/**
 * What one request asks for: the four blocks and the whole, all of one programme; and what was red or yellow at the end
 * of the day of the last visit, where there was one.
 */
export function dayVariables(
  kind: DayKind,
  programmeId: string,
  lastDay: string | null,
): MyDay_LoadQueryVariables {
  const here = (filter: Filter): Filter => ({ and: [{ programme: { id: { eq: programmeId } } }, filter] });
  const [first, second, third, fourth] = blocks[kind];
  return {
    programmeId,
    whole: here(wholeOf(kind).filter),
    first: here(first.filter),
    firstOrder: first.orderBy,
    second: here(second.filter),
    secondOrder: second.orderBy,
    third: here(third.filter),
    thirdOrder: third.orderBy,
    fourth: here(fourth.filter),
    fourthOrder: fourth.orderBy,
    red: `light:red ${wholeOf(kind).text}`.trim(),
    yellow: `light:yellow ${wholeOf(kind).text}`.trim(),
    before: lastDay,
    hasBefore: lastDay !== null,
    told,
  };
}
