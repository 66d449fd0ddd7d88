import type { NoticeProject, Reading } from "../../server/notice/notice.js";

/** What the cells of a marked row are for, in the order of the columns. */
export const markedFields = ["name", "content", "progress", "leader", "owner", "office", "remarks"] as const;
export type MarkedField = (typeof markedFields)[number];

export const markedHeader: Record<MarkedField, string> = {
  name: "项目名称",
  content: "建设内容",
  progress: "项目进度",
  leader: "责任领导",
  owner: "责任人",
  office: "责任科室",
  remarks: "备注",
};

/** A row whose every cell holds a word that stands nowhere else in the document; a blank cell has none. */
export type MarkedRow = Record<MarkedField, Marked>;
export interface Marked {
  text: string;
  /** The words that have to be found again; empty for a blank cell. */
  marks: string[];
}

const letters = [..."桐楠榕檀槐枫柏桦"];

/** Three signs for a number below 512: no word of any table. */
export function mark(number: number): string {
  return [64, 8, 1].map((place) => letters[Math.floor(number / place) % 8]).join("");
}

export const blank: Marked = { text: "", marks: [] };

/** The row of this number, below 9; the words around the marks are those of a notice. */
export function markedRow(index: number): MarkedRow {
  const own = (place: number) => mark(index * 7 + place);
  const [name, content, first, second, third] = [own(0), own(1), own(2), own(3), own(4)];
  const [office, remark, given] = [own(5), own(6), own(0).slice(1)];
  const people = [`陈${given}`, `王${given}`, `李${given}`];
  return {
    name: { text: `修建${name}路`, marks: [name] },
    content: { text: `拓宽${content}段二公里`, marks: [content] },
    progress: {
      text: `第一季度完成${first}设计；6月底前${second}开工；第四季度${third}完工`,
      marks: [first, second, third],
    },
    leader: { text: people[0]!, marks: people.slice(0, 1) },
    owner: { text: people.slice(1).join("、"), marks: people.slice(1) },
    office: { text: `${office}办`, marks: [office] },
    remarks: { text: `资金由${remark}落实`, marks: [remark] },
  };
}

const textOf: Record<MarkedField, (project: NoticeProject) => string> = {
  name: ({ name }) => name,
  // What the beginning of the content says as well may stand for a name.
  content: ({ name, content }) => `${name}\n${content}`,
  progress: ({ progressText, tasks }) => `${progressText}\n${tasks.map(({ title }) => title).join("\n")}`,
  leader: ({ leaders }) => leaders.join("\n"),
  owner: ({ owners }) => owners.join("\n"),
  office: ({ offices }) => offices.join("\n"),
  remarks: ({ remarks }) => remarks ?? "",
};

/** The marks that are not in their field of their own project, and that nothing is told of. */
export function lostMarks(reading: Reading, rows: readonly MarkedRow[]): string[] {
  if (!reading.notice)
    return reading.diagnostics.some(({ severity }) => severity === "ERROR") ? [] : ["silence"];
  const { projects } = reading.notice;
  return rows.flatMap((row, index) => {
    const [name] = row.name.marks;
    // A row without a name goes on with the project above it, and where there is none has to be told.
    const above = rows.slice(0, index + 1).findLast((one) => one.name.marks.length > 0)?.name.marks[0];
    const own = projects.filter((project) => above !== undefined && project.name.includes(above));
    const named = name === undefined ? projects.filter((project) => nameIsMade(project, row)) : [];
    return markedFields.flatMap((field) =>
      row[field].marks
        .filter((word) => ![...own, ...named].some((project) => textOf[field](project).includes(word)))
        .filter((word) => field !== "name" || !projects.some(({ category }) => category?.includes(word)))
        .filter((word) => !isTold(reading, word))
        .map((word) => `${field} ${word} of row ${index + 1}`),
    );
  });
}

/** A row with a number and no name is named by the beginning of its content, or else of another column. */
function nameIsMade(project: NoticeProject, row: MarkedRow): boolean {
  return markedFields.some((field) => row[field].marks.some((word) => project.name.includes(word)));
}

/** Whether a diagnostic says that the row, paragraph or table with a word was not read, or shows the word itself. */
function isTold({ blocks, diagnostics }: Reading, word: string): boolean {
  const left = diagnostics.filter(({ code }) => unread.has(code));
  if (left.some(({ params }) => Object.values(params).some((text) => text.includes(word)))) return true;
  return blocks.some((block) =>
    block.kind === "paragraph"
      ? block.text.includes(word) && left.some(({ source }) => source?.paragraph === block.paragraph)
      : block.rows.some(
          ({ row, cells }) =>
            cells.some(({ text }) => text.includes(word)) &&
            left.some(
              ({ code, source }) =>
                source?.table === block.table &&
                (source.row === row || (code === "TABLE_SKIPPED" && source.row! <= row)),
            ),
        ),
  );
}

const unread = new Set<string>(["ROW_SKIPPED", "ROW_WITHOUT_NAME", "ROW_AS_SECTION", "TABLE_SKIPPED"]);
