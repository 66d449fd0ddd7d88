import { registerEnumType } from "type-graphql";

/** What a stage means to the rules, whatever it is called on the board. */
export enum StageKind {
  PENDING = "PENDING",
  ACTIVE = "ACTIVE",
  SUBMITTED = "SUBMITTED",
  ACCEPTED = "ACCEPTED",
}

registerEnumType(StageKind, {
  name: "StageKind",
  description: "What a stage means to the rules, whatever it is called on the board.",
  valuesConfig: {
    PENDING: { description: "Not begun (待启动)." },
    ACTIVE: { description: "In progress (进行中)." },
    SUBMITTED: { description: "Reported as done, waits for acceptance (待验收)." },
    ACCEPTED: { description: "Accepted (已验收)." },
  },
});
