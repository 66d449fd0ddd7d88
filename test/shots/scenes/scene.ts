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
  /** Who has tried a wrong password too often. */
  lockedName: string;
}

export interface Scene {
  name: string;
  address: (stage: Stage) => string;
  /** Whether somebody has signed in. */
  signedIn?: boolean;
  /** Brings the page to what is to be shown. */
  play?: (page: Page, stage: Stage) => Promise<void>;
}
