import { LockMode, type Rel } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Office } from "../offices/office.entity.js";
import { Role } from "./role.enum.js";

/** Tries at signing in before an account rests. */
export const triesAllowed = 5;
/** How long it rests, in minutes. */
export const restMinutes = 10;
/** How many passwords are remembered, so that none of them is chosen again: the one in use and those before it. */
const passwordsKept = 5;

/**
 * How to read a person whose password counts: as they are now, and nobody changes them until the transaction ends. Who
 * gives another password ends sessions after that; a sign-in that was let in before has one by then.
 */
export const heldAnew = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/** Somebody named by a notice, or with an account: leader, owner, supervisor (人员). Without a password: no account. */
@Entity()
@Unique({ properties: ["singleSignOnIssuer", "singleSignOnSubject"] })
export class Person extends LoggedRecord {
  /** Also what one signs in with. */
  @Property({ type: "string", length: 100 })
  @Unique()
  name!: string;

  @Enum({ items: () => Role })
  role: Role = Role.VIEWER;

  @ManyToOne({ entity: () => Office, nullable: true })
  office: Rel<Office> | null = null;

  /** Argon2id in PHC form; null while the person has no account. */
  @Property({ type: "string", length: 255, nullable: true })
  passwordHash: string | null = null;

  /** Set with a one-time password: nothing else works until the person chose their own. */
  @Property({ type: "boolean" })
  mustChangePassword = false;

  /** When the password was chosen or given; null without one. */
  @Property({ type: "datetime", nullable: true })
  passwordChangedAt: Date | null = null;

  /** The passwords before the one in use, the last first: none of them may be chosen again. */
  @Property({ type: "json", nullable: true })
  earlierPasswordHashes: string[] | null = null;

  @Property({ type: "datetime", nullable: true })
  lastSignInAt: Date | null = null;

  @Property({ type: "integer" })
  failedSignIns = 0;

  @Property({ type: "datetime", nullable: true })
  lockedUntil: Date | null = null;

  @Property({ type: "datetime", nullable: true })
  disabledAt: Date | null = null;

  /** The provider that {@link singleSignOnSubject} is a word of; null before the first sign-in through one. */
  @Property({ type: "string", length: 255, nullable: true })
  singleSignOnIssuer: string | null = null;

  /** Whom the provider means, for good, whatever they are called there. */
  @Property({ type: "string", length: 255, nullable: true })
  singleSignOnSubject: string | null = null;

  isLocked(now: Date): boolean {
    return this.lockedUntil !== null && this.lockedUntil > now;
  }

  /** What is to be kept of the account after a wrong password. */
  afterFailedSignIn(now: Date): Pick<Person, "failedSignIns" | "lockedUntil"> {
    const failedSignIns = this.failedSignIns + 1;
    if (failedSignIns < triesAllowed) return { failedSignIns, lockedUntil: this.lockedUntil };
    return { failedSignIns: 0, lockedUntil: new Date(now.getTime() + restMinutes * 60_000) };
  }

  recordSignIn(now: Date): void {
    this.lastSignInAt = now;
    this.forgetFailures();
  }

  private forgetFailures(): void {
    this.failedSignIns = 0;
    this.lockedUntil = null;
  }

  /** Makes an account, or gives it another password. `passwordHash` comes from `hashPassword`. */
  givePassword(passwordHash: string, { oneTime, now }: { oneTime: boolean; now: Date }): void {
    const earlier = [this.passwordHash, ...(this.earlierPasswordHashes ?? [])];
    this.earlierPasswordHashes = earlier.filter((hash) => hash !== null).slice(0, passwordsKept - 1);
    this.passwordChangedAt = now;
    this.passwordHash = passwordHash;
    this.mustChangePassword = oneTime;
    this.forgetFailures();
  }

  /** From now on whoever the provider calls `subject` is this person. */
  linkTo({ issuer, subject }: { issuer: string; subject: string }): void {
    this.singleSignOnIssuer = issuer;
    this.singleSignOnSubject = subject;
  }

  logSubject(): LogSubject {
    return { kind: SubjectKind.PERSON };
  }
}
