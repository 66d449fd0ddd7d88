import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/** A breaking change that was decided on: what and where, as the check prints them, and why it is worth it. */
export interface AcceptedBreak {
  type: string;
  path: string;
  reason: string;
}

/** What became of the schema since a release. */
export interface Comparison {
  /** Breaking changes that nobody accepted: clients that worked will fail. */
  broken: string[];
  /** Breaking changes that are accepted, with their reasons. */
  accepted: string[];
  /** Acceptances of what did not happen, or without a reason. */
  useless: string[];
  /** What only a careless client stumbles over, such as a new value of an enum. */
  dangerous: string[];
  /** How many other changes there are. */
  harmless: number;
}

/** Compares two schemas, as SDL, by what a client of the older one would notice. */
export async function compareSchemas(
  released: string,
  current: string,
  acceptances: readonly AcceptedBreak[] = [],
): Promise<Comparison> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  const of = (level: CriticalityLevel) => changes.filter(({ criticality }) => criticality.level === level);
  const breaking = of(CriticalityLevel.Breaking).map(({ type, path = "", message }) => {
    const acceptance = acceptances.find((one) => one.type === type && one.path === path);
    return { text: `${String(type)} ${path}: ${message}`, acceptance };
  });
  const used = new Set(breaking.map(({ acceptance }) => acceptance));
  return {
    broken: breaking.filter(({ acceptance }) => !acceptance?.reason.trim()).map(({ text }) => text),
    accepted: breaking.flatMap(({ text, acceptance }) =>
      acceptance?.reason.trim() ? [`${text} (${acceptance.reason})`] : [],
    ),
    useless: acceptances.filter((one) => !used.has(one)).map(({ type, path }) => `${type} ${path}`),
    dangerous: of(CriticalityLevel.Dangerous).map(({ message }) => message),
    harmless: of(CriticalityLevel.NonBreaking).length,
  };
}
