/** A row of a notice's table as a test writes it. */
export interface TextRow {
  number?: number;
  name: string;
  content?: string;
  progress?: string;
  leaders?: string;
  owners?: string;
  offices?: string;
  assisting?: string;
}

/** A notice as pasted text: its title, and its table with tabs between cells. */
export function noticeText(title: string, rows: readonly TextRow[]): string {
  const header = "序号\t项目名称\t建设内容\t项目进度\t责任领导\t责任人\t责任科室\t协办单位";
  const lines = rows.map(({ name, ...row }, index) =>
    [
      row.number ?? index + 1,
      name,
      row.content ?? "/",
      row.progress ?? "第一季度动工；第二季度完工。",
      row.leaders ?? "/",
      row.owners ?? "/",
      row.offices ?? "/",
      row.assisting ?? "/",
    ].join("\t"),
  );
  return `${title}\n\n${[header, ...lines].join("\n")}\n`;
}
