import { Amendments } from "./amendments.js";
import { AnsweredReports } from "./answered-reports.js";
import { EvidenceOfReports } from "./evidence.js";
import { FirstTables } from "./first-tables.js";
import { Invitations } from "./invitations.js";
import { KeptAnswers } from "./kept-answers.js";
import { LabelsAndScopes } from "./labels-and-scopes.js";
import { NoticeOrder } from "./notice-order.js";
import { NameTries } from "./name-tries.js";
import { SingleSignOn } from "./single-sign-on.js";
import { Views } from "./views.js";
import { Webhooks } from "./webhooks.js";
import { Search } from "./search.js";

/** Every migration, in order of their names; a name, once released, stays. */
export const migrations = [
  { name: "2026-11-24-first-tables", class: FirstTables },
  { name: "2026-11-24-second-amendments", class: Amendments },
  { name: "2026-11-24-third-labels-and-scopes", class: LabelsAndScopes },
  { name: "2026-11-24-webhooks", class: Webhooks },
  { name: "2026-11-24-writing-kept-answers", class: KeptAnswers },
  { name: "2026-11-24-writing-z-single-sign-on", class: SingleSignOn },
  { name: "2026-11-24-x-search-entries", class: Search },
  { name: "2026-11-24-y-views", class: Views },
  { name: "2026-11-24-z-invitations", class: Invitations },
  { name: "2026-11-24-z-notice-order", class: NoticeOrder },
  { name: "2026-11-24-zz-name-tries", class: NameTries },
  { name: "2026-11-24-zzz-answered-reports", class: AnsweredReports },
  { name: "2026-11-24-zzzz-evidence", class: EvidenceOfReports },
];
