import { registerEnumType } from "type-graphql";

/** How it stands with a person's account. */
export enum AccountState {
  ACTIVE = "ACTIVE",
  DISABLED = "DISABLED",
  NONE = "NONE",
}

registerEnumType(AccountState, {
  name: "AccountState",
  description: "How it stands with a person's account.",
  valuesConfig: {
    ACTIVE: { description: "They can sign in, or could but for wrong passwords just now." },
    DISABLED: { description: "They are shut out." },
    NONE: { description: "There is none: they are only named." },
  },
});
