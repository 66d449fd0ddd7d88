import type { Role } from "../../gql/graphql";

/** A page of the settings. */
export type Section = "people" | "offices" | "programmes" | "tokens" | "webhooks";

const all: readonly Section[] = ["people", "offices", "programmes", "tokens", "webhooks"];
const ofSupervisors: readonly Section[] = ["offices", "programmes", "webhooks"];

/** Which settings there are for somebody: docs/who-may-do-what.md says who may change what. */
export function sectionsFor(role: Role | undefined): readonly Section[] {
  if (role === "ADMIN") return all;
  return role === "SUPERVISOR" ? ofSupervisors : [];
}
