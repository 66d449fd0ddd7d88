import { bare } from "./likeness.js";

/**
 * Names that one office went by, one after the other, as townships' offices were merged and renamed (2013: family
 * planning and health; 2018: emergency management, agriculture and rural affairs, market supervision, natural
 * resources, rural revitalisation). Two names of one line may be one office: somebody is asked, never told.
 */
const successions = [
  "计生办 计划生育办 人口计生办 人口和计划生育办 卫计办 卫生计生办 卫生和计划生育办 卫健办 卫生健康办",
  "农办 农业办 农村工作办 农业农村办 农业服务中心 农业农村服务中心",
  "扶贫办 乡村振兴办",
  "综治办 综合治理办 政法办 平安办 平安建设办 平安法治办",
  "安办 安监办 安监站 安全生产办 应急办 应急管理办",
  "国土所 国土资源所 自然资源所",
  "工商所 食药监所 市场监管所 市场监督管理所",
  "环保办 环保所 环保站 生态环境办",
  "民政办 社会事务办 社会事务服务中心",
  "劳保所 劳动保障所 人社所 社会保障服务中心",
  "村建办 村建站 村镇建设办 城建办 规建办 规划建设办 建设办",
  "企业办 经发办 经济发展办 企业服务中心",
  "文化站 文体站 文广站 综合文化站 文化服务中心 文体服务中心",
  "教办 教委办 教育办",
].map((line) => new Set(line.split(" ")));

/** Words that tell little of what an office does. */
const plainWords = [
  "服务",
  "管理",
  "综合",
  "工作",
  "事务",
  "中心",
  "委员会",
  "办",
  "科",
  "局",
  "股",
  "室",
  "站",
  "所",
  "队",
];
/** Villages and schools are many, and differ by a character: only what is written otherwise is one. */
const placeEndings = ["村", "社区", "居", "学", "幼儿园"];
const townEndings = ["镇", "乡", "街道"];

/** An office's name as it is compared with others. */
export interface OfficeForm {
  form: string;
  /** What the office does, without the words that many offices share. */
  core: string;
  /** How often each character is in the core. */
  counts: ReadonlyMap<string, number>;
}

export function officeForm(name: string): OfficeForm {
  const form = formOf(name);
  const core = plainWords.reduce((text, word) => text.replaceAll(word, ""), form);
  const counts = new Map<string, number>();
  for (const character of core) counts.set(character, (counts.get(character) ?? 0) + 1);
  return { form, core, counts };
}

/** 0 where two names are of two offices; else how likely they are of one, up to 1. */
export function likenessOfOffices(one: OfficeForm, other: OfficeForm): number {
  const [first, second] = [one.form, other.form];
  if (first === second) return 1;
  if (placeEndings.some((ending) => first.endsWith(ending) || second.endsWith(ending))) return 0;
  if (successions.some((names) => names.has(first) && names.has(second))) return 0.9;
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  if (isShortFor(shorter, longer)) return 0.8;
  if (one.core.length >= 2 && one.core === other.core) return 0.7;
  return shareOfCharacters(one, other);
}

/** 紫帽镇党政办公室（综合） → 党政办: without the town before it, brackets, and with the short word for office. */
function formOf(name: string): string {
  const outside = [...name.normalize("NFKC")];
  const open = outside.indexOf("(");
  const text = bare(open > 0 ? outside.slice(0, open).join("") : outside.join(""))
    .replaceAll("办公室", "办")
    .replaceAll("村民委员会", "村")
    .replaceAll("村委会", "村")
    .replaceAll("居民委员会", "居")
    .replaceAll("居委会", "居");
  for (const ending of townEndings) {
    const at = text.indexOf(ending);
    if (at > 0 && at <= 8 && text.length - at - ending.length >= 2) return text.slice(at + ending.length);
  }
  return text;
}

/** 卫计办 for 卫生计生办: every character in order, the first and the last the same. */
function isShortFor(shorter: string, longer: string): boolean {
  if (shorter.length < 3 || shorter.at(-1) !== longer.at(-1)) return false;
  if (longer.endsWith(shorter)) return true;
  if (shorter[0] !== longer[0]) return false;
  let at = 0;
  for (const character of longer) if (character === shorter[at]) at += 1;
  return at === shorter.length;
}

const alike = 0.8;
/** Longer ones, in characters, are cells that ran together: only what is written alike is one. */
const longestCompared = 40;

/** Of two longer names that differ in a character or two; 0 below four fifths. */
function shareOfCharacters(one: OfficeForm, other: OfficeForm): number {
  const [shorter, longer] = one.core.length <= other.core.length ? [one, other] : [other, one];
  const { length } = longer.core;
  if (shorter.core.length < 4 || length > longestCompared || shorter.core.length < length * alike) return 0;
  let shared = 0;
  for (const [character, count] of shorter.counts)
    shared += Math.min(count, longer.counts.get(character) ?? 0);
  const share = shared / length;
  return share >= alike ? share * 0.75 : 0;
}
