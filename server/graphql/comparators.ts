import { ArrayMaxSize, Length, MaxLength } from "class-validator";
import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { FlexibleDate } from "./flexible-date.js";

// Every comparator: all that is given must hold, and one with nothing in it holds always. What is not there equals
// nothing: it passes `neq`, `nin` and `isNull: true`, and nothing else. An explicit null counts as not given.

/** The most values of one `in` or `nin`. */
export const mostValues = 100;
/** The longest text that is compared with, in UTF-16 units. */
const longestText = 200;

@InputType({ description: "Compares ids." })
export class IdComparator {
  @Field(() => ID, { nullable: true, description: "Is this one." })
  @MaxLength(63)
  eq?: string | null;

  @Field(() => ID, { nullable: true, description: "Is not this one." })
  @MaxLength(63)
  neq?: string | null;

  @Field(() => [ID], { nullable: true, description: "Is one of these, up to 100; of none, never." })
  @ArrayMaxSize(mostValues)
  in?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Is none of these, up to 100." })
  @ArrayMaxSize(mostValues)
  nin?: string[] | null;
}

@InputType({ description: "Compares texts, as they are written; capital and small letters differ." })
export class StringComparator {
  @Field(() => String, { nullable: true, description: "Is exactly this." })
  @MaxLength(longestText)
  eq?: string | null;

  @Field(() => String, { nullable: true, description: "Is not exactly this." })
  @MaxLength(longestText)
  neq?: string | null;

  @Field(() => [String], { nullable: true, description: "Is one of these, up to 100; of none, never." })
  @ArrayMaxSize(mostValues)
  @MaxLength(longestText, { each: true })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Is none of these, up to 100." })
  @ArrayMaxSize(mostValues)
  @MaxLength(longestText, { each: true })
  nin?: string[] | null;

  @Field(() => String, { nullable: true, description: "Has this in it; 1 to 200 characters." })
  @Length(1, longestText)
  contains?: string | null;

  @Field(() => String, { nullable: true, description: "Begins with this; 1 to 200 characters." })
  @Length(1, longestText)
  startsWith?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether there is none." })
  isNull?: boolean | null;
}

@InputType({ description: "Compares whole numbers." })
export class IntComparator {
  @Field(() => Int, { nullable: true, description: "Is this." })
  eq?: number | null;

  @Field(() => Int, { nullable: true, description: "Is not this." })
  neq?: number | null;

  @Field(() => [Int], { nullable: true, description: "Is one of these, up to 100; of none, never." })
  @ArrayMaxSize(mostValues)
  in?: number[] | null;

  @Field(() => [Int], { nullable: true, description: "Is none of these, up to 100." })
  @ArrayMaxSize(mostValues)
  nin?: number[] | null;

  @Field(() => Int, { nullable: true, description: "Is more than this." })
  gt?: number | null;

  @Field(() => Int, { nullable: true, description: "Is this or more." })
  gte?: number | null;

  @Field(() => Int, { nullable: true, description: "Is less than this." })
  lt?: number | null;

  @Field(() => Int, { nullable: true, description: "Is this or less." })
  lte?: number | null;

  @Field(() => Boolean, { nullable: true, description: "Whether there is none." })
  isNull?: boolean | null;
}

@InputType({ description: "Compares yes and no." })
export class BooleanComparator {
  @Field(() => Boolean, { nullable: true, description: "Is this." })
  eq?: boolean | null;
}

/** A span of days around the day on which a filter runs. */
export enum DateSpan {
  TODAY = "TODAY",
  THIS_WEEK = "THIS_WEEK",
  LAST_WEEK = "LAST_WEEK",
  NEXT_WEEK = "NEXT_WEEK",
  THIS_MONTH = "THIS_MONTH",
  LAST_MONTH = "LAST_MONTH",
  NEXT_MONTH = "NEXT_MONTH",
  THIS_QUARTER = "THIS_QUARTER",
  LAST_QUARTER = "LAST_QUARTER",
  NEXT_QUARTER = "NEXT_QUARTER",
  THIS_YEAR = "THIS_YEAR",
  LAST_YEAR = "LAST_YEAR",
  NEXT_YEAR = "NEXT_YEAR",
}

registerEnumType(DateSpan, {
  name: "DateSpan",
  description:
    "A span of days around the day on which the filter runs, in the programme's time zone; both ends belong to it.",
  valuesConfig: {
    TODAY: { description: "That day." },
    THIS_WEEK: { description: "Its week, from Monday to Sunday." },
    LAST_WEEK: { description: "The week before." },
    NEXT_WEEK: { description: "The week after." },
    THIS_MONTH: { description: "Its month." },
    LAST_MONTH: { description: "The month before." },
    NEXT_MONTH: { description: "The month after." },
    THIS_QUARTER: { description: "Its quarter of the calendar year." },
    LAST_QUARTER: { description: "The quarter before." },
    NEXT_QUARTER: { description: "The quarter after." },
    THIS_YEAR: { description: "Its year." },
    LAST_YEAR: { description: "The year before." },
    NEXT_YEAR: { description: "The year after." },
  },
});

@InputType({ description: "Compares days of the programme's time zone." })
export class DateComparator {
  @Field(() => FlexibleDate, { nullable: true, description: "Is this day." })
  eq?: string | null;

  @Field(() => FlexibleDate, { nullable: true, description: "Is not this day." })
  neq?: string | null;

  @Field(() => FlexibleDate, { nullable: true, description: "Is after this day." })
  gt?: string | null;

  @Field(() => FlexibleDate, { nullable: true, description: "Is this day or after it." })
  gte?: string | null;

  @Field(() => FlexibleDate, { nullable: true, description: "Is before this day." })
  lt?: string | null;

  @Field(() => FlexibleDate, { nullable: true, description: "Is this day or before it." })
  lte?: string | null;

  @Field(() => DateSpan, { nullable: true, description: "Lies in this span." })
  within?: DateSpan | null;

  @Field(() => Boolean, { nullable: true, description: "Whether there is none." })
  isNull?: boolean | null;
}
