import { registerEnumType } from "type-graphql";

/** What a token may be used for; within what its person may do. */
export enum TokenScope {
  READ = "READ",
  WRITE = "WRITE",
  IMPORT = "IMPORT",
  ADMIN = "ADMIN",
}

registerEnumType(TokenScope, {
  name: "TokenScope",
  description: "What a token may be used for, within what its person may do.",
  valuesConfig: {
    READ: { description: "Read what its person may read." },
    WRITE: { description: "Move cards, report, edit, save views." },
    IMPORT: { description: "Import notices." },
    ADMIN: {
      description:
        "People, but for administrators, supervisors and their accounts; offices, tokens, webhooks and settings.",
    },
  },
});
