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
    zh: "文件有 {size} KB，超过 {limit} KB 的上限。通知一般只有几十 KB，请确认选对了文件，删去其中的图片，或只保留通知正文和责任分解表。",
    en: "The document has {size} KB, more than the limit of {limit} KB. A notice usually has some tens of KB: check that this is the right file, delete its pictures, or keep only the notice and its table.",
  },
  TOO_MUCH_TEXT: {
    severity: "ERROR",
    zh: "文件里的文字超过 {limit} 字的上限。请确认选对了文件，或只保留通知正文和责任分解表。",
    en: "The document holds more than {limit} characters of text. Check that this is the right file, or keep only the notice and its table.",
  },
  TOO_MANY_ROWS: {
    severity: "ERROR",
    zh: "文件里的表格共有 {found} 行，超过 {limit} 行的上限，一行也没有读入。请确认选对了文件，或分成几份导入。",
    en: "The document's tables have {found} rows, more than the limit of {limit}; none was read. Check that this is the right file, or import it in parts.",
  },
  TOO_MANY_CELLS: {
    severity: "ERROR",
    zh: "文件里的表格超过 {limit} 格的上限。请确认选对了文件，或只保留责任分解表。",
    en: "The document's tables have more than {limit} cells. Check that this is the right file, or keep only the responsibility table.",
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
  READING_BROKE_OFF: {
    severity: "ERROR",
    zh: "读取中途断了，多半不是这份文件的问题，什么也没有写入。请再试一次；若总是这样，请告诉系统管理员。",
    en: "Reading broke off half-way, probably through no fault of the document; nothing was written. Try again; if it keeps happening, tell whoever runs this server.",
  },
  NOT_TEXT: {
    severity: "ERROR",
    zh: "需要 Word、Excel、网页或文本文件（.docx、.xlsx、.html、.csv、.txt），得到的是{found}。请在原软件里打开，另存为其中一种，或把通知连同表格全选复制后粘贴。",
    en: "A Word, Excel, web or text file is needed (.docx, .xlsx, .html, .csv, .txt), but this is {foundEn}. Open it in its own program and save it as one of these, or copy the notice with its table and paste it here.",
  },
  UNSUPPORTED_FORMAT: {
    severity: "ERROR",
    zh: "这是{found}，不能直接读取。{advice}",
    en: "This is {foundEn}, which cannot be read directly. {adviceEn}",
  },
  PASSWORD_PROTECTED: {
    severity: "ERROR",
    zh: "文件设有打开密码，无法读取。请在 Word、Excel 或 WPS 里打开，取消密码后另存，再导入。",
    en: "The file is protected by a password and cannot be read. Open it in Word, Excel or WPS, remove the password, save it and import it again.",
  },
  DAMAGED_FILE: {
    severity: "ERROR",
    zh: "文件已损坏或不完整，无法读取。请重新下载或复制一次；若能在 Word、Excel 或 WPS 里打开，请另存为新文件再导入。",
    en: "The file is damaged or incomplete and cannot be read. Download or copy it again; if Word, Excel or WPS can open it, save it as a new file and import that.",
  },
  UNSAFE_FILE: {
    severity: "ERROR",
    zh: "为安全起见没有读取这个文件：其中有{found}，正常的办公文件不会这样。请在 Word、Excel 或 WPS 里打开，确认无误后另存为新文件再导入。",
    en: "For safety this file was not read: it holds {foundEn}, which no ordinary office file does. Open it in Word, Excel or WPS, make sure that it is what you expect, save it as a new file and import that.",
  },
  READ_BY_CONTENT: {
    severity: "INFO",
    zh: "文件名以 {extension} 结尾，内容却是{found}，已按内容读取。",
    en: "The file's name ends in {extension}, but it holds {foundEn}; it was read as what it is.",
  },
  HIDDEN_LEFT_OUT: {
    severity: "INFO",
    zh: "隐藏的内容没有读入：{found}。若需要，请取消隐藏后重新导入。",
    en: "Hidden content was not read: {foundEn}. If it is needed, unhide it and import the file again.",
  },
  TRACKED_CHANGES_ACCEPTED: {
    severity: "INFO",
    zh: "文件带有修订标记，按全部接受修订后的内容读取。",
    en: "The file has tracked changes; it was read as if all of them were accepted.",
  },
  TEXT_BOX_LEFT_OUT: {
    severity: "WARNING",
    zh: "文本框里的文字没有读入：「{found}」。若是通知内容，请移到正文里再导入。",
    en: "Text in a text box was not read: “{found}”. If it belongs to the notice, move it into the text and import the file again.",
  },
  FORMULA_WITHOUT_VALUE: {
    severity: "WARNING",
    zh: "有 {count} 个公式单元格还没有计算结果，按空格读取：{found}。请在 Excel 或 WPS 里打开、保存一次再导入。",
    en: "{count} cells hold formulas that were never calculated and were read as blank: {found}. Open the file in Excel or WPS, save it and import it again.",
  },
  TOO_MANY_COLUMNS: {
    severity: "WARNING",
    zh: "这张表有 {found} 列，只读取了前 {limit} 列，请核对。",
    en: "This table has {found} columns; only the first {limit} were read: please check.",
  },
  CELL_CUT: {
    severity: "WARNING",
    zh: "这一格有 {found} 字，只读取了前 {limit} 字，请核对。",
    en: "This cell has {found} characters; only the first {limit} were read: please check.",
  },
  NO_TABLE: {
    severity: "ERROR",
    zh: "没有找到责任分解表，也没有逐条写明责任单位的任务。请导入原文件，或从 Word、Excel、网页中连同表头复制整张表格。",
    en: "Neither a responsibility table nor numbered tasks with their offices were found. Import the original file, or copy the whole table with its header from Word, Excel or the web page.",
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
  YEAR_ASSUMED: {
    severity: "WARNING",
    zh: "标题、表头和正文里都没有写年份，按成文日期（{issuedOn}）当作 {year} 年。{advice}若不是，请指明年份。",
    en: "No year stands in the title, the header or the text; {year} is used, the year of signature ({issuedOn}).{adviceEn} If that is wrong, give the year.",
  },
  YEAR_DIFFERS: {
    severity: "WARNING",
    zh: "标题写的是 {year} 年，「{words}」写的是 {other} 年。按标题处理，请核对。",
    en: "The title says {year}, but “{words}” says {other}. The title's year is used: please check.",
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
  ROW_AS_SECTION: {
    severity: "INFO",
    zh: "这一行当作分类标题，不作为项目：{found}。",
    en: "This row was taken for a section's title and not for a project: {found}.",
  },
  CELL_INHERITED: {
    severity: "INFO",
    zh: "「{column}」这一格是空的，沿用上一行的「{found}」，请核对。",
    en: "The cell under “{column}” is blank; “{found}” of the row above was used. Please check.",
  },
  NAME_FROM_CONTENT: {
    severity: "WARNING",
    zh: "这一行没有项目名称，暂以其他栏目的开头作名称，请补正：{found}。",
    en: "This row has no project name; the beginning of another column stands for it. Please mend it: {found}.",
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
  COLUMN_GUESSED: {
    severity: "WARNING",
    zh: "「{found}」这一列的列名不认识，按格内文字当作{meaning}读入，请核对。",
    en: "The column “{found}” is not known by its name; going by its cells it was read as {meaningEn}. Please check.",
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
    zh: "没有「{words}」这个日期，未换算。请改正原文或手工填写日期。",
    en: "“{words}” is no date that exists and was not converted. Correct the text or enter the dates by hand.",
  },
  UNCERTAIN_PERIOD: {
    severity: "WARNING",
    zh: "「{words}」没有写明确切日期，暂按 {period} 处理，请确认。",
    en: "“{words}” gives no exact dates; {periodEn} is used for now: please confirm.",
  },
  UNKNOWN_DATE: {
    severity: "WARNING",
    zh: "「{words}」在那一年是哪一天，历表里没有。请手工填写日期。",
    en: "The calendar at hand does not tell on which day “{words}” falls in that year. Enter the dates by hand.",
  },
  HINT_CONTRADICTS_PERIOD: {
    severity: "WARNING",
    zh: "「{hint}」到 {hintDueOn}，而「{words}」的时段是 {period}，两者不一致，请核对。",
    en: "“{hint}” says {hintDueOn}, but “{words}” covers {periodEn}; the two do not agree: please check.",
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
  NAME_TOO_LONG: {
    severity: "WARNING",
    zh: "「{name}」有 {found} 字，超过名称 {limit} 字的上限，可能是几格连在了一起。请更正，或不导入这一项；否则无法导入。",
    en: "“{name}” has {found} characters, more than the {limit} that a name may have; cells may have run together. Correct it or leave the project out: it cannot be imported so.",
  },
  NAMES_PROGRAM: {
    severity: "WARNING",
    zh: "「{name}」是程序账号的名称，不能作责任领导或责任人。请更正，或不导入这一项；否则无法导入。",
    en: "“{name}” is the name of a program's account, which cannot lead or answer for a project. Correct it or leave the project out: it cannot be imported so.",
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
  DISTRIBUTED: {
    severity: "WARNING",
    zh: "「分别」后面的几项按先后顺序对应几个时间：「{words}」对应「{title}」，请确认。",
    en: "What stands with 分别 was given to the times in their order: “{words}” got “{title}”. Please confirm.",
  },
  NOT_DISTRIBUTED: {
    severity: "WARNING",
    zh: "「{words}」用「分别」列了几项，但没有逐项写明时间，按一项任务处理，请核对。",
    en: "“{words}” lists several things with 分别 without a time for each; it was taken as one task: please check.",
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
