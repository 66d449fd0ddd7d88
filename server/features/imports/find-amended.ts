import { fromJson, type Rows } from "../../database/rows.js";
import type { NoticeProject } from "../../notice/notice.js";
import { bare, likeness, pairsOf } from "./likeness.js";
import { readProgrammeNames } from "./read-board-words.js";

/** What a notice is known again by. */
export interface Kinship {
  year: number;
  /** What its programme would be called. */
  title: string;
  issuers: readonly string[];
  projects: readonly Pick<NoticeProject, "name">[];
}

/** Words of titles that say what is done with a plan, and not which plan it is. */
const plainWords =
  "关于 调整 修订 修改 修正 变更 补充 更新 重新 再次 部分 印发 下达 分解 落实 通知 方案 项目 任务 责任 分工 安排 清单 一览 年度 工作 重点 表 的 年".split(
    " ",
  );
const alikeTitles = 0.6;
/** From this share of common projects on, two lists are of one plan, whatever they are called. */
const mostlyCommon = 0.5;
/** With titles that are alike, this share is enough; with none it is another plan (a second batch). */
const partlyCommon = 0.2;

/**
 * The programme that a notice amends, or null: the one of its title and year; or of the same year and issuers, under
 * a title that is alike (关于调整…的通知) and with some of the same projects; or with most of the same projects.
 */
export async function findAmended(rows: Rows, notice: Kinship): Promise<string | null> {
  const programmes = await readProgrammeNames(rows, notice.year);
  const namesake = programmes.find(({ title }) => title === notice.title);
  if (namesake) return namesake.id;
  const scored = programmes.map(({ id, title, issuers, names }) => ({
    id,
    score: kinship(notice, { title, issuers: fromJson<string[]>(issuers), names }),
  }));
  const [best] = scored.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score);
  return best?.id ?? null;
}

interface Programme {
  title: string;
  issuers: string[];
  names: string[];
}

function kinship(notice: Kinship, { title, issuers, names }: Programme): number {
  const [ours, theirs] = [new Set(notice.issuers.map(bare)), issuers.map(bare)];
  if (ours.size > 0 && theirs.length > 0 && !theirs.some((issuer) => ours.has(issuer))) return 0;
  if (areOfOtherTowns(subjectOf(notice.title), subjectOf(title))) return 0;
  const known = new Set(names.map(bare));
  const common = notice.projects.filter(({ name }) => known.has(bare(name))).length;
  const share = common / Math.max(1, Math.min(known.size, notice.projects.length));
  const titles = likeness(pairsOf(subjectOf(notice.title)), pairsOf(subjectOf(title)));
  if (titles >= alikeTitles && common > 0 && share >= partlyCommon) return share + titles;
  return common >= 2 && share >= mostlyCommon ? share : 0;
}

/** 关于调整紫帽镇2022年为民办实事项目的通知 → 紫帽镇为民办实事 */
function subjectOf(title: string): string {
  return plainWords.reduce((text, word) => text.replaceAll(word, ""), bare(title).replace(/\d{4}年/g, ""));
}

const townEndings = ["镇", "乡", "街道", "县", "区", "市"];

/** Whether both titles begin with a town's name and the names differ; 晋江市紫帽镇 is 紫帽镇. */
function areOfOtherTowns(one: string, other: string): boolean {
  const [first, second] = [townIn(one), townIn(other)];
  return first !== "" && second !== "" && !first.endsWith(second) && !second.endsWith(first);
}

function townIn(subject: string): string {
  const beginning = subject.slice(0, 14);
  const end = Math.max(...townEndings.map((ending) => beginning.lastIndexOf(ending) + ending.length - 1));
  return townEndings.some((ending) => beginning.includes(ending)) ? beginning.slice(0, end + 1) : "";
}
