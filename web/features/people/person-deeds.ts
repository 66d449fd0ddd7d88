/** What can be done with somebody in the list of people. */
export type PersonDeed = "edit" | "invite" | "disable";
