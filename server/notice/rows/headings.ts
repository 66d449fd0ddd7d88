import { partOf, type CellPlace } from "../source.js";
import { namesSection, sectionTitle } from "./row-words.js";

/** The section that rows stand under. */
export interface Heading {
  category: string | null;
  /** The leader that it names (一、张三副镇长牵头重点工作). */
  leaders: CellPlace | null;
}

export const noHeading: Heading = { category: null, leaders: null };

const leading =
  /(?:主抓|牵头|分管|负责|领衔|包抓|包保|联系|挂钩|主管)(?:的|抓)?(?:重点|主要|民生)?(?:工作|项目|任务|事项|实事)/;
const LONGEST_LEADERS = 30;

/** What a section's title says: who leads it, or what kind of projects it holds. */
export function headingOf(place: CellPlace): Heading | null {
  const title = sectionTitle(place.text) ?? (namesSection(place.text) ? place.text.trim() : null);
  return title === null ? null : titled(title, place);
}

/** The same for a row that is known to be a section's, numbered or not. */
export function titled(title: string, place: CellPlace): Heading {
  const end = title.search(leading);
  if (end < 2 || end > LONGEST_LEADERS) return { category: title, leaders: null };
  const start = place.text.indexOf(title);
  return { category: null, leaders: partOf(place, start, start + end) };
}
