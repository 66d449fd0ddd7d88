import type { Import_AliasesQuery } from "../../gql/graphql";

type Offices = Import_AliasesQuery["offices"];

/** Another name of an office, as it was remembered. */
export interface KnownAlias {
  id: string;
  name: string;
  office: string;
}

/** The alias that a diagnostic tells of, by the two names that it quotes; null once it is forgotten. */
export function aliasTold(message: string, offices: Offices): KnownAlias | null {
  const told = new Set(message.match(/(?<=[「“])[^「」“”]{1,300}(?=[」”])/gu));
  for (const office of offices) {
    const alias = told.has(office.name) && office.aliases.find(({ name }) => told.has(name));
    if (alias) return { id: alias.id, name: alias.name, office: office.name };
  }
  return null;
}
