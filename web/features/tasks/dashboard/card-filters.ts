import type { TaskGroupKey } from "../../../gql/graphql";
import type { FilterJson } from "../filtering/filter-json";

/** The filter that the cards of a group pass, and no others. */
export function groupFilter(by: TaskGroupKey, key: string | null): FilterJson {
  switch (by) {
    case "STAGE":
      return { stage: { id: { eq: key } } };
    case "LIGHT":
      return { light: { eq: key } };
    case "QUARTER":
      return { quarter: key === null ? { isNull: true } : { eq: Number(key) } };
    case "PROJECT":
      return { project: { id: { eq: key } } };
    case "LEAD_OFFICE":
      return { project: key === null ? { offices: { none: {} } } : { leadOffice: { id: { eq: key } } } };
    case "LEADER":
      return { project: { leaders: ofPerson(key) } };
    case "OWNER":
      return { project: { owners: ofPerson(key) } };
    default:
      throw new Error(`Cards are not counted by ${by}`);
  }
}

function ofPerson(id: string | null): FilterJson {
  return id === null ? { none: {} } : { some: { id: { eq: id } } };
}
