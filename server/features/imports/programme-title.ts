import type { Block, Notice } from "../../notice/notice.js";

/** Longer than this, in characters, a line above a table is prose and no title. */
const longestTitle = 60;
/** A programme holds a title of 500 characters; a number may come behind it. */
const longestOfAll = 480;
const namesOfTables = ["表", "清单", "一览"];
const endings = ["的通知", "通知"];
const beginnings = ["分解落实", "分解下达", "下达", "印发", "做好"];

/**
 * What a plan is called on the board: the title above its table (紫帽镇2022年为民办实事项目责任分解表), else the notice's
 * own, without who issued it and without 关于下达…的通知. Titles are written without spaces.
 */
export function programmeTitle(blocks: readonly Block[], notice: Notice & { year: number }): string {
  return (tableTitle(blocks) || subjectOf(notice.title ?? "") || `${notice.year}年度实事`).slice(
    0,
    longestOfAll,
  );
}

function tableTitle(blocks: readonly Block[]): string {
  const table = blocks.findIndex((block) => block.kind === "table");
  const above = blocks[table - 1];
  const title = above?.kind === "paragraph" ? above.text.replace(/\s/g, "") : "";
  const isTitle = title.length <= longestTitle && namesOfTables.some((name) => title.endsWith(name));
  return isTitle ? title : "";
}

function subjectOf(noticeTitle: string): string {
  const title = noticeTitle.replace(/\s/g, "");
  let subject = title.slice(title.indexOf("关于") < 0 ? 0 : title.indexOf("关于") + 2);
  for (const ending of endings) if (subject.endsWith(ending)) subject = subject.slice(0, -ending.length);
  for (const word of beginnings) if (subject.startsWith(word)) subject = subject.slice(word.length);
  return subject.replace(/^[《〈]/, "").replace(/[》〉]$/, "");
}
