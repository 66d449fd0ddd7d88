import { registerEnumType } from "type-graphql";

/** What a person may do at large. A role is not enough by itself: a leader accepts only in projects they lead. */
export enum Role {
  ADMIN = "ADMIN",
  SUPERVISOR = "SUPERVISOR",
  LEADER = "LEADER",
  OWNER = "OWNER",
  VIEWER = "VIEWER",
}

registerEnumType(Role, {
  name: "Role",
  description:
    "What a person may do at large. A role alone is not enough: a leader accepts only in projects they lead.",
  valuesConfig: {
    ADMIN: { description: "Accounts and settings (管理员)." },
    SUPERVISOR: { description: "The whole programme: import, acceptance, bulletins (督办, 党政办)." },
    LEADER: { description: "Accepts finished work of the projects they lead, or sends it back (责任领导)." },
    OWNER: { description: "Works on the cards of their projects (责任人)." },
    VIEWER: { description: "Reads (查阅)." },
  },
});
