import type { FlowItem } from "./flow.js";

export interface Paragraph {
  text: string;
  style: string | null;
  numberId: string | null;
  level: number | null;
  /** Its mark is deleted, so that the next paragraph goes on with it. */
  joinsNext: boolean;
  markIsHidden: boolean;
}

/** The document, or a cell. */
export interface Container {
  items: FlowItem[];
  paragraph: Paragraph | null;
  /** What text boxes of the paragraph hold. */
  beside: FlowItem[];
}

export interface Run {
  isHidden: boolean | null;
  style: string | null;
}

/** Nothing yet. */
export function newContainer(): Container {
  return { items: [], paragraph: null, beside: [] };
}
