import type { Role } from "../../gql/graphql";

/** All roles, from who does most of the work to who keeps the accounts. */
export const roles: readonly Role[] = ["OWNER", "LEADER", "SUPERVISOR", "ADMIN", "VIEWER"];
