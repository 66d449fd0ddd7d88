import type { Page } from "playwright-core";
import type { Who } from "./people.ts";

/** What the scenes are taken of: a demo with the office's own sign-in beside it, a server that is not set up, and one without a notice. */
export interface Stage {
  demo: string;
  empty: string;
  begun: string;
  setUpLink: string;
  invitationLink: string;
  programmeId: string;
  projectId: string;
  taskId: string;
  /** Tasks of the busy owner, by where they stand. */
  owned: Record<"pending" | "returned" | "submitted" | "accepted", string>;
  /** Who has tried a wrong password too often. */
  lockedName: string;
  /** What each of them shows to be let in. */
  cookies: Record<Who, string>;
}

export interface Scene {
  name: string;
  address: (stage: Stage) => string;
  /** Whether somebody has signed in: the supervisor, if it does not matter who. */
  signedIn?: boolean;
  /** Who has signed in. */
  as?: Who;
  /** The widths that it is taken at; all of them unless it says so. */
  widths?: readonly number[];
  /** Brings the page to what is to be shown. */
  play?: (page: Page, stage: Stage) => Promise<void>;
  /** Puts back, once the picture is taken, what others must not find changed. */
  leave?: (page: Page, stage: Stage) => Promise<void>;
}
