import type { Board_CardFragment, Board_LoadQuery, LightColour, StageKind } from "../../web/gql/graphql";

type Board = Board_LoadQuery["board"];
type Project = Board["projects"][number];

/** The name of its type goes over the wire with every object, though no query of ours asks for it by hand. */
function typed<Thing extends object>(__typename: string, thing: Thing): Thing {
  return { __typename, ...thing };
}

export const stages: Board["stages"] = (
  [
    ["pending", "PENDING", "待启动"],
    ["active", "ACTIVE", "进行中"],
    ["submitted", "SUBMITTED", "待验收"],
    ["accepted", "ACCEPTED", "已验收"],
  ] as const
).map(([id, kind, name], position) =>
  typed("Stage", { id, kind, name, position, colour: null, wipLimit: null }),
);

const kinds: Record<string, StageKind> = Object.fromEntries(stages.map(({ id, kind }) => [id, kind]));

interface TaskFacts {
  title?: string;
  rank?: string;
  stage?: string;
  light?: LightColour;
  version?: number;
}

export function givenTask(
  id: string,
  { title = id, rank = "a0", stage = "pending", light = "GREEN", version = 1 }: TaskFacts = {},
) {
  return typed("Task", {
    id,
    title,
    rank,
    version,
    timesReturned: 0,
    needsReview: false,
    submittedAt: null,
    acceptedAt: null,
    stage: typed("Stage", { id: stage, kind: kinds[stage] ?? "PENDING" }),
    period: typed("Period", {
      startsOn: "2022-04-01",
      dueOn: "2022-06-30",
      kind: "SPAN" as const,
      quarters: [2],
      words: "第二季度",
    }),
    light: typed("Light", { colour: light, workingDaysLeft: 12 }),
    assignees: [],
    labels: [],
    originalPeriod: null,
  } satisfies Board_CardFragment & { originalPeriod: null });
}

export function givenPerson(id: string, name: string) {
  return typed("Person", { id, name });
}

export function givenProject(id: string, tasks: Project["tasks"], facts: Partial<Project> = {}): Project {
  return typed("Project", {
    id,
    number: 1,
    category: null,
    name: `项目${id}`,
    leaders: [givenPerson("leader", "曾智伟")],
    owners: [givenPerson("owner", "叶星耀")],
    offices: [typed("Office", { id: "office", name: "文体活动中心" })],
    tasks,
    ...facts,
  });
}

export function givenBoard(projects: Project[], revision = 7): Board_LoadQuery {
  const programme = {
    id: "programme",
    title: "年度实事",
    year: 2022,
    revision,
    today: "2022-05-01",
    timeZone: "Asia/Shanghai",
  };
  return { board: typed("Board", { programme: typed("Programme", programme), stages, projects }) };
}
