import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import { LabelRow, labelColumns, type LabelColumns } from "../labels/label.row.js";
import { readOffice, readPerson } from "../people/read-people.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { stageRow, stageSelect, type StageRow } from "../programmes/stage.row.js";
import { readProjects } from "../projects/read-projects.js";
import type { LightColour } from "./light.js";
import { lightsByUrgency } from "./light-sql.js";
import { TaskGroupKey, type TaskGroup } from "./task-group.row.js";

/** Gives groups the things that their keys name, and puts them in the usual order of those, none last. */
export async function nameGroups(context: Context, groups: TaskGroup[]): Promise<TaskGroup[]> {
  const all = groups.flatMap((group) => [group, ...group.groups]);
  const byKind = Map.groupBy(all, ({ by }) => by);
  const places = new Map<TaskGroup, number | string>();
  for (const [by, some] of byKind) await name(context, by, some, places);
  return inOrder(groups, places);
}

type Places = Map<TaskGroup, number | string>;

/** By the given places; numbers by size, texts as Chinese sorts them. Those without one come last. */
function inOrder(groups: TaskGroup[], places: Places): TaskGroup[] {
  for (const group of groups) group.groups = inOrder(group.groups, places);
  return groups.toSorted((a, b) => {
    const [one, other] = [places.get(a), places.get(b)];
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined);
    if (typeof one === "number" && typeof other === "number") return one - other;
    return String(one).localeCompare(String(other), "zh-CN");
  });
}

async function name(context: Context, by: TaskGroupKey, groups: TaskGroup[], places: Places): Promise<void> {
  const keyed = groups.filter(({ key }) => key !== null);
  const each = async <Thing>(
    read: (key: string) => Promise<Thing | null>,
    give: (group: TaskGroup, thing: Thing) => number | string,
  ) => {
    const found = await Promise.all(
      keyed.map(async (group) => [group, await read(group.key ?? "")] as const),
    );
    for (const [group, thing] of found) if (thing !== null) places.set(group, give(group, thing));
  };
  const ids = [...new Set(keyed.map(({ key }) => key ?? ""))];
  switch (by) {
    case TaskGroupKey.STAGE: {
      const stages = await readStagesById(context, ids);
      return each(
        async (id) => stages.get(id) ?? null,
        (group, stage) => ((group.stage = stage), stage.position),
      );
    }
    case TaskGroupKey.STAGE_KIND:
      return each(
        async (kind) => kind as StageKind,
        (group, kind) => ((group.stageKind = kind), Object.keys(StageKind).indexOf(kind)),
      );
    case TaskGroupKey.LIGHT:
      return each(
        async (light) => light as LightColour,
        (group, light) => ((group.light = light), -lightsByUrgency.indexOf(light)),
      );
    case TaskGroupKey.QUARTER:
      return each(
        async (key) => Number(key),
        (group, quarter) => (group.quarter = quarter),
      );
    case TaskGroupKey.PROGRAMME:
      return each(
        (id) => readProgramme(context, id),
        (group, programme) => ((group.programme = programme), -programme.year),
      );
    case TaskGroupKey.PROJECT: {
      const where = `j.id in (${placeholders(ids)})`;
      const projects = new Map(
        (await readProjects(context.rows, { where, parameters: ids })).map((project) => [
          project.id,
          project,
        ]),
      );
      return each(
        async (id) => projects.get(id) ?? null,
        (group, project) => ((group.project = project), project.position),
      );
    }
    case TaskGroupKey.LEAD_OFFICE:
    case TaskGroupKey.OFFICE:
    case TaskGroupKey.ASSISTING_OFFICE:
      return each(
        (id) => readOffice(context, id),
        (group, office) => ((group.office = office), office.name),
      );
    case TaskGroupKey.LEADER:
    case TaskGroupKey.OWNER:
    case TaskGroupKey.ASSIGNEE:
      return each(
        (id) => readPerson(context, id),
        (group, person) => ((group.person = person), person.name),
      );
    case TaskGroupKey.LABEL: {
      const labels = await readLabelsById(context, ids);
      return each(
        async (id) => labels.get(id) ?? null,
        (group, label) => ((group.label = label), label.name),
      );
    }
    case TaskGroupKey.DUE_MONTH:
    case TaskGroupKey.CATEGORY:
      return each(
        async (key) => key,
        (_, key) => key,
      );
  }
}

async function readStagesById({ rows }: Context, ids: readonly string[]): Promise<Map<string, StageRow>> {
  const found = await rows.all<object>(`${stageSelect} where s.id in (${placeholders(ids)})`, ids);
  return new Map(found.map(stageRow).map((stage) => [stage.id, stage]));
}

async function readLabelsById({ rows }: Context, ids: readonly string[]): Promise<Map<string, LabelRow>> {
  const select = `select ${labelColumns} from label b where b.id in (${placeholders(ids)})`;
  return new Map(
    (await rows.all<LabelColumns>(select, ids)).map((columns) => [columns.id, new LabelRow(columns)]),
  );
}
