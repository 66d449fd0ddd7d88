/**
 * What a plan is called on the board: the notice's title without who issued it and without 关于下达…的通知. A title
 * that is not of that form stays whole.
 */
export function programmeTitle(noticeTitle: string | null, year: number): string {
  const title = (noticeTitle ?? "").replace(/\s/g, "");
  const about = title.indexOf("关于");
  let subject = about < 0 ? title : title.slice(about + 2);
  for (const ending of ["的通知", "通知"])
    if (subject.endsWith(ending)) subject = subject.slice(0, -ending.length);
  for (const verb of ["分解落实", "分解下达", "下达", "印发", "做好"])
    if (subject.startsWith(verb)) subject = subject.slice(verb.length);
  subject = subject.replace(/^[《〈]/, "").replace(/[》〉]$/, "");
  return subject || `${year}年度实事`;
}
