import type { Notice, NoticeProject, NoticeTask, Reading, Source } from "../notice/notice.js";

const places = ["东林", "西园", "南湖", "北坡", "溪口", "石桥", "青山", "白塔", "古井", "新村"];
const works = [
  "道路提升",
  "路灯改造",
  "饮水安全",
  "校舍修缮",
  "河道清淤",
  "绿化提质",
  "便民服务点",
  "健身场地",
];
const families = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许";
const givenNames = ["建国", "秀英", "海峰", "丽娟", "志强", "美玲", "文杰", "晓燕"];
const quarterEnds = ["03-31", "06-30", "09-30", "12-31"];
const numerals = "一二三四";

/** A notice that no document was read for, as a reading. */
export function readingWithout<N extends Notice>(notice: N): Reading & { notice: N } {
  return { name: null, format: "text", encoding: "text", blocks: [], diagnostics: [], notice };
}

/** A made-up notice of `projectCount` projects with `taskCount` tasks in all, the same every time. */
export function makeUpNotice(
  projectCount: number,
  taskCount: number,
  year = 2022,
): Notice & { year: number } {
  const projects = Array.from({ length: projectCount }, (_, index) => {
    const ofThis =
      Math.floor(((index + 1) * taskCount) / projectCount) - Math.floor((index * taskCount) / projectCount);
    return makeUpProject(index, ofThis, year);
  });
  const title = `某县关于下达${year}年为民办实事项目责任分解任务（${projectCount}项）的通知`;
  return {
    title,
    year,
    documentNumber: null,
    issuers: ["某县人民政府"],
    issuedOn: `${year}-01-10`,
    cc: [],
    sources: {},
    projects,
  };
}

function makeUpProject(index: number, taskCount: number, year: number): NoticeProject {
  const name = `${pick(places, index)}${pick(works, Math.floor(index / places.length))}工程${index + 1}`;
  const clauses = Array.from(
    { length: taskCount },
    (_, place) => `第${numerals[place % 4] ?? ""}季度完成第${place + 1}项工作`,
  );
  const progressText = `${clauses.join("；")}。`;
  let start = 0;
  const tasks = clauses.map((text, place) => {
    const task = makeUpTask(text, place, year, { ...nowhere, start, end: start + text.length, text });
    start += text.length + 1;
    return task;
  });
  return {
    number: index + 1,
    category: null,
    name,
    content: `实施${name}，改善群众生产生活条件。`,
    progressText,
    leaders: [personName(index % 20)],
    owners: [personName(20 + (index % 200))],
    offices: [`${pick(places, index)}${pick(["规划建设办", "农业服务中心", "社会事务办"], index)}`],
    assistingOffices: [],
    remarks: null,
    source: { ...nowhere, start: 0, end: name.length, text: name },
    sources: {},
    tasks,
  };
}

const nowhere: Omit<Source, "start" | "end" | "text"> = {
  document: null,
  table: 1,
  row: 2,
  column: 4,
  paragraph: null,
};

function makeUpTask(text: string, place: number, year: number, source: Source): NoticeTask {
  const quarter = (place % 4) + 1;
  return {
    title: text.slice("第一季度".length),
    startsOn: `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`,
    dueOn: `${year}-${quarterEnds[quarter - 1] ?? ""}`,
    quarters: [quarter],
    kind: "SPAN",
    precision: "QUARTER",
    words: text.slice(0, "第一季度".length),
    hints: [],
    source,
    needsReview: false,
    implicit: false,
    recurrence: null,
    choices: [],
  };
}

function personName(index: number): string {
  const family = families[index % families.length] ?? "";
  const round = Math.floor(index / families.length);
  return `${family}${pick(givenNames, round)}${round >= givenNames.length ? String(round) : ""}`;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}
