import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale } from "../../graphql/locale.js";
import { NameTaken } from "../../graphql/name-taken.js";
import { Problem } from "../../graphql/problem.js";
import { InvitationLink } from "../invitations/invitation.row.js";
import { PersonRow } from "./person.row.js";

@ObjectType({
  implements: Problem,
  description:
    "Nobody would be left to keep the accounts: no other administrator has one and is not disabled.",
})
export class LastAdministrator extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "LAST_ADMINISTRATOR";
    this.message =
      locale === "en"
        ? "This is the last administrator who can sign in: make somebody else an administrator first"
        : "这是最后一位能登录的管理员，请先设置另一位管理员";
  }
}

@ObjectType({ implements: Problem, description: "The person is disabled, and cannot be invited." })
export class PersonDisabled extends Problem {
  constructor(name: string, locale: Locale) {
    super();
    this.code = "PERSON_DISABLED";
    this.message =
      locale === "en"
        ? `${name} is disabled: enable the account first, then invite`
        : `${name}已被停用，请先启用再邀请`;
  }
}

@ObjectType({
  implements: Problem,
  description: "It is a program's account: it signs in by its tokens, and has no password.",
})
export class PersonIsService extends Problem {
  constructor(name: string, locale: Locale) {
    super();
    this.code = "PERSON_IS_SERVICE";
    this.message =
      locale === "en"
        ? `${name} is a program's account and signs in by tokens alone: give the person, or the program, another name`
        : `${name}是程序账号，只用令牌，不设密码；请给此人或程序另起名称`;
  }
}

@ObjectType({ implements: Problem, description: "Somebody changed the person since." })
export class StalePerson extends Problem {
  @Field(() => PersonRow, { description: "The person as they now are." })
  person!: PersonRow;

  constructor(locale: Locale) {
    super();
    this.code = "STALE_PERSON";
    this.message =
      locale === "en"
        ? "Somebody changed this person in the meantime; look at them as they now are"
        : "该人员信息刚被他人更新，请按最新情况再操作";
  }
}

export const inviteProblems = [PersonDisabled, PersonIsService, LastAdministrator] as const;

export const InvitePersonResult = createUnionType({
  name: "InvitePersonResult",
  description: "The invitation with its link, or why there is none.",
  types: () => [InvitationLink, ...inviteProblems] as const,
});

export const updateProblems = [NameTaken, LastAdministrator, StalePerson] as const;

export const UpdatePersonResult = createUnionType({
  name: "UpdatePersonResult",
  description: "The person as they now are, or why they were not changed.",
  types: () => [PersonRow, ...updateProblems] as const,
});

export const DisablePersonResult = createUnionType({
  name: "DisablePersonResult",
  description: "The person, shut out, or why not.",
  types: () => [PersonRow, LastAdministrator] as const,
});
