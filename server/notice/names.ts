import { shortOfficeEnd } from "./office-ends.js";

/** Names that are known already: they tell what in a cell is one name. */
export interface KnownNames {
  people: ReadonlySet<string>;
  offices: ReadonlySet<string>;
}

/** The names of a roster, to look up. */
export function knownNames({
  people,
  offices,
}: {
  people: readonly string[];
  offices: readonly string[];
}): KnownNames {
  return { people: new Set(people), offices: new Set(offices) };
}

const surnames = new Set(
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳段富巫焦巴弓牧谷车侯全班秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶司黎薄白蒲邰从鄂赖卓屠池乔苍双闻莘党翟谭贡劳姬申扶堵冉宰桑桂牛寿通边扈燕冀尚农温庄晏柴瞿阎充慕连习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄东欧利师巩聂关荆查后游竺权盖益桓公肖闫付代岳帅佟郏佘仝亓覃仉补苟蔺鹿隋缑楚冼麦简丘邸植涂官敖冷冼鲜敬晁楚牟练揭晋门谌丛邝隗哈么祖尧花厍逄蹇蒯辜母蔚卜甄雍银练亢伏生漆豆邸种贝郇奉洛稂芮储弥琚禤谷闭咸蓟竹蒙岑",
);
const compoundSurnames = new Set(
  "欧阳 司马 上官 诸葛 令狐 皇甫 尉迟 长孙 慕容 夏侯 东方 公孙 宇文 轩辕 司徒 端木 独孤 南宫 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公羊 赫连 呼延 钟离 鲜于 闾丘 亓官 司寇 万俟 拓跋 百里 东郭 西门 第五 范姜 欧阳".split(
    " ",
  ),
);

/** `张三`, `欧阳文静`, `阿卜杜·热合曼`; not the short name of an office (安监站). */
export function isPersonName(text: string, known?: KnownNames): boolean {
  if (known?.people.has(text)) return true;
  if (known?.offices.has(text)) return false;
  if (/^\p{Script=Han}{1,12}(?:[·•・‧]\p{Script=Han}{1,12}){1,3}$/u.test(text)) return true;
  if (!/^\p{Script=Han}{2,4}$/u.test(text) || notNames.has(text)) return false;
  if (compoundSurnames.has(text.slice(0, 2))) return text.length > 2;
  return text.length < 4 && surnames.has(text[0]!) && !(text.length === 3 && shortOfficeEnd.test(text));
}

/** Words that look like names. */
const notNames = new Set(
  (
    "全体 全员 各村 于是 明确 安排 党员 党政 国土 农业 水利 水务 应急 公安 文旅 文化 广电 通讯 方案 时间 成员 广大 双方 平安 常委 党委 纪委 政协 人大 " +
    "单位 项目 施工 包村 包片 包保 包联 安全 卫生 卫健 卫计 林业 农村 计生 计划 管理 宣传 文体 武装 司法 司机 公司 车辆 房屋 房管 国资 " +
    "金融 景区 班组 班长 支部 支队 广播"
  ).split(" "),
);

/**
 * Joins the parts of names that were spread with spaces: 邱, 岩 → 邱岩; 陈, 军, 李, 明 → 陈军, 李明; 王, 小, 明 → 王小明;
 * 欧阳, 修 → 欧阳修; 王, 小明 → 王小明. Longer parts stay as they are.
 */
export function joinSpreadNames(parts: readonly string[], known?: KnownNames): string[] {
  const names: string[] = [];
  for (let at = 0; at < parts.length;) {
    const length = lengthOfSpreadName(parts, at, known);
    names.push(parts.slice(at, at + length).join(""));
    at += length;
  }
  return names;
}

function lengthOfSpreadName(parts: readonly string[], at: number, known?: KnownNames): number {
  const count = [4, 3, 2].find((length) => isKnown(parts, at, length, known));
  if (count) return count;
  const run = countSingles(parts, at);
  if (compoundSurnames.has(parts[at]!)) return lengthBehindCompound(parts, at);
  if (run === 1) return isSingle(parts[at]) && surnames.has(parts[at]!) && isGivenName(parts[at + 1]) ? 2 : 1;
  if (run === 0 || run === 3) return Math.max(run, 1);
  return run === 4 && compoundSurnames.has(parts[at]! + parts[at + 1]!) ? 4 : 2;
}

function isKnown(parts: readonly string[], at: number, count: number, known?: KnownNames): boolean {
  return (
    known !== undefined &&
    at + count <= parts.length &&
    known.people.has(parts.slice(at, at + count).join(""))
  );
}

/** 欧阳 is no name by itself: one or two characters, together or spread, belong to it. */
function lengthBehindCompound(parts: readonly string[], at: number): number {
  const singles = Math.min(countSingles(parts, at + 1), 2);
  if (singles > 0) return 1 + singles;
  return isGivenName(parts[at + 1]) ? 2 : 1;
}

/** How many one-character parts stand in a row from here; five tell as much as more. */
function countSingles(parts: readonly string[], from: number): number {
  let count = 0;
  while (count < 5 && isSingle(parts[from + count])) count += 1;
  return count;
}

function isSingle(part: string | undefined): boolean {
  return part !== undefined && /^\p{Script=Han}$/u.test(part);
}

function isGivenName(part: string | undefined): boolean {
  return part !== undefined && /^\p{Script=Han}{2}$/u.test(part);
}

/** A text that is nothing but known names run together (张三李四), as these names; null for any other. */
export function knownNamesIn(text: string, known: ReadonlySet<string> | undefined): string[] | null {
  if (!known || text.length > LONGEST_RUN) return null;
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= text.length; end += 1) {
    best[end] = null;
    for (let start = end - 2; start >= Math.max(0, end - LONGEST_KNOWN) && !best[end]; start -= 1) {
      const before = best[start];
      if (before && known.has(text.slice(start, end))) best[end] = [...before, text.slice(start, end)];
    }
  }
  return best[text.length] ?? null;
}

const LONGEST_RUN = 200;
const LONGEST_KNOWN = 30;
