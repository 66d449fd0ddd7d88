/** The password of everybody in the demo. */
export const demoPassword = "luoshi-demo";

/** Whom the scenes are taken as, of those whom the demo knows. */
export const peopleOfTheDemo = {
  owner: "叶星耀",
  otherOwner: "叶锋",
  busyOwner: "何德海",
  leader: "曾智伟",
  supervisor: "林晓敏",
  administrator: "黄思远",
} as const;

/** And a leader who has nothing to do there; and who has set up a server without a notice, and a responsible person there. */
export type Who = keyof typeof peopleOfTheDemo | "idle" | "founder" | "beginner";
