import { registerEnumType } from "type-graphql";

/** Whether a period is a stretch of time or only its end. */
export enum PeriodKind {
  SPAN = "SPAN",
  DEADLINE = "DEADLINE",
}

/** How exactly the notice said when. */
export enum Precision {
  DAY = "DAY",
  TEN_DAYS = "TEN_DAYS",
  MONTH = "MONTH",
  QUARTER = "QUARTER",
  HALF_YEAR = "HALF_YEAR",
  YEAR = "YEAR",
}

registerEnumType(PeriodKind, {
  name: "PeriodKind",
  description: "Whether a period is a stretch of time or only its end.",
  valuesConfig: {
    SPAN: { description: "From the first day to the last, as in 第一季度." },
    DEADLINE: { description: "By a day; the start is not stated, as in 6月底前." },
  },
});

registerEnumType(Precision, {
  name: "Precision",
  description: "How exactly the notice said when.",
  valuesConfig: {
    DAY: { description: "To the day: 9月30日前." },
    TEN_DAYS: { description: "To a third of a month: 3月中旬." },
    MONTH: { description: "To the month: 6月." },
    QUARTER: { description: "To the quarter: 第一季度." },
    HALF_YEAR: { description: "To the half year: 上半年." },
    YEAR: { description: "To the year: 全年, or nothing said." },
  },
});
