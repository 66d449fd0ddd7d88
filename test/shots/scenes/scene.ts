import type { Page } from "playwright-core";

/** What the scenes are taken of: a demo with the office's own sign-in beside it, and a server that is not set up. */
export interface Stage {
  demo: string;
  empty: string;
  setUpLink: string;
  invitationLink: string;
  programmeId: string;
  projectId: string;
  taskId: string;
  /** Tasks of the one owner who may be signed in, by where they stand. */
  owned: Record<"pending" | "returned" | "submitted" | "accepted", string>;
  /** Who has tried a wrong password too often. */
  lockedName: string;
}

export interface Scene {
  name: string;
  address: (stage: Stage) => string;
  /** Whether somebody has signed in: the one who supervises, or an owner of some tasks. */
  signedIn?: true | "owner";
  /** The widths that it is taken at; all of them unless it says so. */
  widths?: readonly number[];
  /** Brings the page to what is to be shown. */
  play?: (page: Page, stage: Stage) => Promise<void>;
  /** Puts back, once the picture is taken, what others must not find changed. */
  leave?: (page: Page, stage: Stage) => Promise<void>;
}
