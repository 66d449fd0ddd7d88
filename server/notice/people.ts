/** What an empty cell is filled with: `/ — 无`. */
const emptyMarks = /^[\s/\\—–－\-﹣~_无暂．.]*$/u;
const separators = "、，,/／；;\n\r\v|｜";

/** The person names of a cell, in order; a two-character name spread with a space is one name. */
export function splitPeople(text: string): string[] {
  if (isEmptyMark(text)) return [];
  const names = splitOutsideBrackets(text).flatMap((part) => joinSpreadNames(splitAtSpaces(part)));
  return unique(names.map(withoutTitle));
}

/** The offices of a cell, in order. */
export function splitOffices(text: string): string[] {
  if (isEmptyMark(text)) return [];
  return unique(splitOutsideBrackets(text).flatMap((part) => joinSpreadNames(splitAtSpaces(part))));
}

export function isEmptyMark(text: string): boolean {
  return emptyMarks.test(text);
}

function splitOutsideBrackets(text: string): string[] {
  return splitBy(text, (character) => separators.includes(character));
}

function splitAtSpaces(text: string): string[] {
  return splitBy(text, (character) => /\s/.test(character));
}

function splitBy(text: string, isSeparator: (character: string) => boolean): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if ("（(〔[【".includes(character)) depth += 1;
    if ("）)〕]】".includes(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && isSeparator(character)) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** 邱, 岩 → 邱岩; 陈, 军, 李, 明 → 陈军, 李明; 王, 小, 明 → 王小明. Longer parts stay as they are. */
function joinSpreadNames(parts: string[]): string[] {
  const names: string[] = [];
  for (let at = 0; at < parts.length;) {
    const run = countSingles(parts, at);
    const length = run === 0 ? 1 : run === 3 ? 3 : Math.min(run, 2);
    names.push(parts.slice(at, at + length).join(""));
    at += length;
  }
  return names;
}

/** How many one-character parts stand in a row from here; four tell as much as more. */
function countSingles(parts: string[], from: number): number {
  let count = 0;
  while (count < 4 && /^\p{Script=Han}$/u.test(parts[from + count] ?? "")) count += 1;
  return count;
}

const titles =
  "党委书记 党委副书记 党工委书记 副书记 书记 副镇长 镇长 副乡长 乡长 副县长 县长 副区长 区长 副市长 市长 副主任 主任 副局长 局长 副科长 科长 副所长 所长 副站长 站长 副队长 队长 人大主席 组织委员 宣传委员 统战委员 政法委员 武装部长 同志";
const titlesLongestFirst = titles.split(" ").sort((a, b) => b.length - a.length);
const surnames = new Set(
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳段富巫焦巴弓牧谷车侯全班秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶司黎薄白蒲邰从鄂赖卓屠池乔苍双闻莘党翟谭贡劳姬申扶堵冉宰桑桂牛寿通边扈燕冀尚农温庄晏柴瞿阎充慕连习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄东欧利师巩聂关荆查后游竺权盖益桓公肖闫付代",
);

/** 副镇长张三 and 张三副镇长 → 张三; a role holder (各区区长) stays as written. */
function withoutTitle(name: string): string {
  const bare = name.replace(/[（(][^（）()]*[）)]$/u, "").trim();
  const isName = (text: string) => /^\p{Script=Han}{2,4}$/u.test(text) && surnames.has(text[0]!);
  if (bare !== name && isName(bare)) return bare;
  for (const title of titlesLongestFirst) {
    if (name.startsWith(title) && isName(name.slice(title.length).trim()))
      return name.slice(title.length).trim();
    if (name.endsWith(title) && isPersonBefore(name.slice(0, -title.length)))
      return name.slice(0, -title.length);
  }
  return name;
}

function isPersonBefore(text: string): boolean {
  return (
    /^\p{Script=Han}{2,3}$/u.test(text) && surnames.has(text[0]!) && !/[办委局站所村镇区部科室心]$/.test(text)
  );
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
