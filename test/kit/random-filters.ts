import fc from "fast-check";
import { DateSpan } from "../../server/graphql/comparators.js";
import { LightColour } from "../../server/features/tasks/light.js";
import { Role } from "../../server/features/people/role.enum.js";
import { StageKind } from "../../server/features/programmes/stage-kind.enum.js";

/** Values that occur, for filters that find something. */
export interface Known {
  ids: Record<"task" | "project" | "programme" | "person" | "office" | "stage" | "label", string[]>;
  names: string[];
}

/** Any filter of tasks, as a client may send it. */
export function anyTaskFilter(known: Known): fc.Arbitrary<object> {
  const { ids } = known;
  /** One or two of the keys, now and then none. */
  const some = (shape: Record<string, fc.Arbitrary<unknown>>) => {
    const keys = Object.keys(shape);
    return fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.shuffledSubarray(keys, { minLength: 1 }))
      .chain(([chance, chosen]) => {
        const count = chance === 0 ? 0 : chance < 7 ? 1 : 2;
        const kept = chosen.slice(0, count).map((key) => [key, shape[key] as fc.Arbitrary<unknown>] as const);
        return fc.record(Object.fromEntries(kept));
      });
  };
  const oneOf = (values: readonly string[]) => fc.constantFrom(...values, "unknown");
  const equality = (value: fc.Arbitrary<unknown>) => ({
    eq: value,
    neq: value,
    in: fc.array(value, { maxLength: 3 }),
    nin: fc.array(value, { maxLength: 3 }),
  });
  const id = (of: keyof Known["ids"]) => some(equality(oneOf(ids[of])));
  const word = fc.constantFrom(...known.names, "项", "工作", "100%", "_", "a", "A", "路灯");
  const text = some({ ...equality(word), contains: word, startsWith: word, isNull: fc.boolean() });
  const number = fc.integer({ min: -1, max: 5 });
  const numbers = some({
    ...equality(number),
    gt: number,
    gte: number,
    lt: number,
    lte: number,
    isNull: fc.boolean(),
  });
  const day = fc.constantFrom(
    "2022-06-30",
    "2022-08-14",
    "2022-09-01",
    "TODAY",
    "P10D",
    "-P2W",
    "P1M",
    "-P1Y",
  );
  const days = some({
    eq: day,
    neq: day,
    gt: day,
    gte: day,
    lt: day,
    lte: day,
    within: fc.constantFrom(...Object.values(DateSpan)),
    isNull: fc.boolean(),
  });
  const among = (values: object) => some(equality(fc.constantFrom(...(Object.values(values) as string[]))));
  const list = (item: fc.Arbitrary<object>) => some({ some: item, every: item, none: item });
  const office = some({ id: id("office"), name: text, isMine: fc.boolean(), within: oneOf(ids.office) });
  const person = some({ id: id("person"), name: text, isMe: fc.boolean(), role: among(Role), office });
  const programme = some({
    id: id("programme"),
    year: some({ ...equality(fc.constantFrom(2021, 2022)) }),
    title: text,
  });
  const stage = some({ id: id("stage"), kind: among(StageKind), name: text });
  const label = some({ id: id("label"), name: text });
  const projectShape = {
    id: id("project"),
    search: fc.constantFrom("项", "路灯", "zzw", "1公里", ...known.names),
    number: numbers,
    name: text,
    category: text,
    programme,
    leaders: list(person),
    owners: list(person),
    leadOffice: office,
    offices: list(office),
    assistingOffices: list(office),
    light: among(LightColour),
  };
  const taskShape = {
    id: id("task"),
    search: fc.constantFrom("项", "工作 项", "路灯", "１００％", "aa shan", ...known.names),
    title: text,
    stage,
    project: some(projectShape),
    programme,
    assignees: list(person),
    workers: list(person),
    labels: list(label),
    startsOn: days,
    dueOn: days,
    quarter: numbers,
    light: among(LightColour),
    daysLate: numbers,
    awaitingMe: fc.boolean(),
    submittedOn: days,
    acceptedOn: days,
    submittedBy: person,
    timesReturned: numbers,
    percent: numbers,
    needsReview: some({ eq: fc.boolean() }),
  };
  const { task } = fc.letrec<{ task: object; project: object }>((tie) => ({
    task: fc.oneof(
      { maxDepth: 3 },
      some(taskShape),
      some({
        and: fc.array(tie("task"), { maxLength: 2 }),
        or: fc.array(tie("task"), { maxLength: 2 }),
        not: tie("task"),
        project: tie("project"),
      }),
    ),
    project: fc.oneof(
      { maxDepth: 3 },
      some(projectShape),
      some({
        not: tie("project"),
        or: fc.array(tie("project"), { maxLength: 2 }),
        tasks: list(tie("task")),
      }),
    ),
  }));
  return task;
}
