import type { Source } from "./notice.js";

export type Severity = "ERROR" | "WARNING" | "INFO";
export type Locale = "zh-CN" | "en";
export type DiagnosticCode = keyof typeof texts;

/** Something that could not be read, or only with doubt: what was looked for, what was found, what to do. */
export interface Diagnostic {
  severity: Severity;
  code: DiagnosticCode;
  /** Plain Chinese; `diagnosticText` gives other languages. */
  message: string;
  /** What the message's blanks are filled with. */
  params: Record<string, string>;
  source: Source | null;
}

interface Text {
  severity: Severity;
  zh: string;
  en: string;
}

/** Every code with its severity and words; `{name}` is a blank. A code, once published, keeps its meaning. */
const texts = {
  EMPTY_DOCUMENT: {
    severity: "ERROR",
    zh: "文件里没有文字。需要一份带责任分解表的通知，请确认选对了文件，或直接粘贴通知全文。",
    en: "The document holds no text. A notice with a responsibility table is needed: check that this is the right file, or paste the notice's text.",
  },
  TOO_LARGE: {
    severity: "ERROR",
    zh: "文件有 {size} KB，超过 {limit} KB 的上限。通知一般只有几十 KB，请确认选对了文件，或只保留通知正文和责任分解表。",
    en: "The document has {size} KB, more than the limit of {limit} KB. A notice usually has some tens of KB: check that this is the right file, or keep only the notice and its table.",
  },
  READING_TOO_SLOW: {
    severity: "ERROR",
    zh: "这份文件读了 {seconds} 秒还没有读完，已停止，什么也没有写入。通知一般不到一秒就能读完，请确认选对了文件，只保留通知正文和责任分解表，或分成几份导入。",
    en: "This document was not read within {seconds} seconds; reading was stopped and nothing was written. A notice usually takes less than one second: check that this is the right file, keep only the notice and its table, or import it in parts.",
  },
  READING_TOO_LARGE: {
    severity: "ERROR",
    zh: "读这份文件需要的内存超过 {megabytes} MB 的上限，已停止，什么也没有写入。请确认选对了文件，只保留通知正文和责任分解表，或分成几份导入。",
    en: "Reading this document takes more memory than the limit of {megabytes} MB; reading was stopped and nothing was written. Check that this is the right file, keep only the notice and its table, or import it in parts.",
  },
  NOT_TEXT: {
    severity: "ERROR",
    zh: "需要文本文件（.txt 或 .tsv，UTF-8、UTF-16 或 GB18030 编码），得到的是{found}。请在原软件里打开，把通知连同表格全选复制后粘贴，或另存为文本文件再导入。",
    en: "A text file is needed (.txt or .tsv in UTF-8, UTF-16 or GB18030), but this is {foundEn}. Open it in its own program, then copy the notice with its table and paste it here, or save it as a text file.",
  },
  NO_TABLE: {
    severity: "ERROR",
    zh: "没有找到责任分解表：通篇没有用制表符分列的表格。请从原文件中连同表头一起复制整张表格，或另存为制表符分隔的文本。",
    en: "No responsibility table was found: no line is divided into cells by tabs. Copy the whole table with its header from the original, or save it as tab-separated text.",
  },
  NO_PROJECT_NAME_COLUMN: {
    severity: "ERROR",
    zh: "找到了表格，但表头中没有项目名称一列。找的是「项目名称、实事项目、工作任务」等列名，见到的是：{found}。请把项目所在列的列名改为「项目名称」。",
    en: "A table was found, but its header has no project name column. Looked for names such as 项目名称, 实事项目 or 工作任务; found: {found}. Rename the column with the projects to 项目名称.",
  },
  NO_PROJECTS: {
    severity: "ERROR",
    zh: "找到了表头（{found}），但下面没有一行项目。请确认表格完整，数据行与表头之间用的是同一种分列方式。",
    en: "The header was found ({found}), but no project row stands below it. Check that the table is complete and that its rows are divided in the same way as its header.",
  },
  NO_PROGRESS_COLUMN: {
    severity: "WARNING",
    zh: "表头中没有项目进度一列（找的是「项目进度、进度安排、完成时限」等）。各项目按全年一项任务处理，请核对。",
    en: "The header has no progress column (looked for 项目进度, 进度安排, 完成时限 and the like). Each project gets one task for the whole year: please check.",
  },
  YEAR_NOT_FOUND: {
    severity: "ERROR",
    zh: "标题、表头和正文里都没有年份，无法确定日期。请指明年份，或在标题中写明。",
    en: "No year stands in the title, the header or the text, so dates cannot be told. Give the year, or write it in the title.",
  },
  ROW_LENGTH: {
    severity: "WARNING",
    zh: "这一行有 {found} 格，表头有 {expected} 格，可能有单元格合并或错位。已按位置读取，请核对。",
    en: "This row has {found} cells, its header {expected}; cells may be merged or shifted. It was read by position: please check.",
  },
  ROW_CONTINUED: {
    severity: "INFO",
    zh: "这一行没有项目名称，按「{name}」的续行处理。",
    en: "This row has no project name and was taken as a continuation of “{name}”.",
  },
  ROW_WITHOUT_NAME: {
    severity: "WARNING",
    zh: "这一行没有项目名称，前面也没有可接续的项目，未能读入：{found}。请补上项目名称。",
    en: "This row has no project name and follows no project, so it was not read: {found}. Add the project's name.",
  },
  ROW_SKIPPED: {
    severity: "INFO",
    zh: "这一行是合计或注释，不作为项目：{found}。",
    en: "This row is a total or a note and not a project: {found}.",
  },
  NAME_FROM_CONTENT: {
    severity: "WARNING",
    zh: "这一行有序号但没有项目名称，暂以内容的开头作名称，请补正：{found}。",
    en: "This row has a number but no project name; the beginning of its content stands for it. Please mend it: {found}.",
  },
  TABLE_SKIPPED: {
    severity: "INFO",
    zh: "这张表不是责任分解表，没有读入：{found}。",
    en: "This table is no responsibility table and was not read: {found}.",
  },
  COLUMN_SKIPPED: {
    severity: "INFO",
    zh: "「{found}」这一列不认识，没有读入。",
    en: "The column “{found}” is not known and was not read.",
  },
  PLAN_FROM_CONTENT: {
    severity: "INFO",
    zh: "表中没有进度一列，时间取自内容里的文字。",
    en: "There is no progress column; the times were taken from the words of the content.",
  },
  DUPLICATE_NUMBER: {
    severity: "WARNING",
    zh: "序号 {number} 出现了不止一次，请核对。",
    en: "The number {number} occurs more than once: please check.",
  },
  AMBIGUOUS_PERIOD: {
    severity: "WARNING",
    zh: "「{words}」有不止一种读法：{readings}。暂按第一种，请确认。",
    en: "“{words}” can be read in more than one way: {readings}. The first is used for now: please confirm.",
  },
  IMPOSSIBLE_PERIOD: {
    severity: "WARNING",
    zh: "「{words}」不是存在的日期，未换算。请改正原文或手工填写日期。",
    en: "“{words}” is no date that exists and was not converted. Correct the text or enter the dates by hand.",
  },
  UNCERTAIN_PERIOD: {
    severity: "WARNING",
    zh: "「{words}」没有写明确切日期，暂按 {period} 处理，请确认。",
    en: "“{words}” gives no exact dates; {period} is used for now: please confirm.",
  },
  UNKNOWN_DATE: {
    severity: "WARNING",
    zh: "「{words}」在那一年是哪一天，历表里没有。请手工填写日期。",
    en: "The calendar at hand does not tell on which day “{words}” falls in that year. Enter the dates by hand.",
  },
  HINT_CONTRADICTS_PERIOD: {
    severity: "WARNING",
    zh: "「{hint}」到 {hintDueOn}，而「{words}」的时段是 {period}，两者不一致，请核对。",
    en: "“{hint}” says {hintDueOn}, but “{words}” covers {period}; the two do not agree: please check.",
  },
  OFFICE_ALIAS: {
    severity: "INFO",
    zh: "「{name}」按已确认的别名，读作「{office}」。",
    en: "“{name}” is another name of “{office}”, as was confirmed before, and was read as that.",
  },
  OFFICE_RESEMBLES: {
    severity: "WARNING",
    zh: "「{name}」与「{others}」相近，可能是同一单位。不作选择时按另一单位处理，请确认。",
    en: "“{name}” resembles “{others}” and may be the same office. Unless somebody says so it is an office of its own: please confirm.",
  },
  NO_TIME_EXPRESSION: {
    severity: "INFO",
    zh: "这里没有写明时间，按全年一项任务处理。",
    en: "No time is stated here; it was taken as one task for the whole year.",
  },
  RELATIVE_DURATION: {
    severity: "WARNING",
    zh: "「{words}」没有起算日，无法换算成日期，暂按全年处理，请确认。",
    en: "“{words}” has no day to count from and cannot be turned into dates; the whole year is used for now: please confirm.",
  },
  UNDATED_PREAMBLE: {
    severity: "INFO",
    zh: "「{words}」在第一个时间之前，保留在进度原文中，不作为任务。",
    en: "“{words}” stands before the first time; it stays in the progress text and is no task.",
  },
  PAST_PERIOD: {
    severity: "INFO",
    zh: "「{words}」早于本年度，保留在进度原文中，不作为任务。",
    en: "“{words}” lies before the programme's year; it stays in the progress text and is no task.",
  },
} as const satisfies Record<string, Text>;

/** Every code there is, after its severity: `WARNING AMBIGUOUS_PERIOD`. */
export function diagnosticCodes(): string[] {
  return Object.entries(texts).map(([code, { severity }]) => `${severity} ${code}`);
}

/** A diagnostic with its words filled in. */
export function diagnose(
  code: DiagnosticCode,
  params: Record<string, string | number>,
  source: Source | null,
): Diagnostic {
  const { severity, zh } = texts[code];
  const words = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
  return { severity, code, message: fill(zh, words), params: words, source };
}

/** The diagnostic's message in the reader's language. */
export function diagnosticText(diagnostic: Pick<Diagnostic, "code" | "params">, locale: Locale): string {
  const text: Text = texts[diagnostic.code];
  return fill(locale === "en" ? text.en : text.zh, diagnostic.params);
}

function fill(template: string, params: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (blank, key: string) => params[key] ?? blank);
}
