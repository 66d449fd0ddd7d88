import { createUnionType, Field, ObjectType } from "type-graphql";
import { DateTime } from "../../graphql/date-time.js";
import type { Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { ViewerRow } from "./viewer.row.js";

@ObjectType({
  implements: Problem,
  description: "Name and password do not belong together; which one is wrong is not said.",
})
export class InvalidCredentials extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "INVALID_CREDENTIALS";
    this.message =
      locale === "en"
        ? "Name or password is not right. Check both and try again"
        : "姓名或密码不正确，请核对后再试";
  }
}

@ObjectType({ implements: Problem, description: "Too many wrong passwords: the account rests for a while." })
export class AccountLocked extends Problem {
  @Field(() => DateTime, { description: "When it may be tried again." })
  until: Date;

  constructor(until: Date, now: Date, locale: Locale) {
    super();
    const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
    this.code = "ACCOUNT_LOCKED";
    this.message =
      locale === "en"
        ? `Too many wrong passwords. Try again in ${minutes} min`
        : `密码连续输错，账号暂停登录，请 ${minutes} 分钟后再试`;
    this.until = until;
  }
}

const weaknesses = {
  NOTORIOUS: {
    "zh-CN": "这个密码太常见，很容易被猜到，请换一个",
    en: "This password is among those that are tried first; choose another",
  },
  USED_BEFORE: {
    "zh-CN": "不能使用最近 5 次用过的密码",
    en: "This was one of your last 5 passwords; choose another",
  },
  TOO_SHORT: { "zh-CN": "密码至少 8 位", en: "A password has at least 8 characters" },
  TOO_PLAIN: {
    "zh-CN": "密码须包含大写字母、小写字母、数字、符号中的至少三种",
    en: "A password has at least three of: capital letters, small letters, digits, signs",
  },
  UNCHANGED: {
    "zh-CN": "新密码不能与当前密码相同",
    en: "The new password is not the one in use",
  },
  CONTAINS_NAME: { "zh-CN": "密码不能包含自己的姓名", en: "A password does not contain your own name" },
};

/** What a password may lack. */
export type Weakness = keyof typeof weaknesses;

@ObjectType({
  implements: Problem,
  description: "The new password is too easy to guess; the message says what it lacks.",
})
export class WeakPassword extends Problem {
  constructor(weakness: Weakness, locale: Locale) {
    super();
    this.code = `WEAK_PASSWORD_${weakness}`;
    this.message = weaknesses[weakness][locale];
  }
}

@ObjectType({
  implements: Problem,
  description:
    "The link is unknown, was used or revoked, or is older than a week; which of these is not said.",
})
export class InvitationNotValid extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "INVITATION_NOT_VALID";
    this.message =
      locale === "en"
        ? "This link is no longer valid: a link works once, and for a week. Ask your administrator for another"
        : "链接已失效：每个链接只能使用一次，7 天内有效。请联系管理员重新发送";
  }
}

export const SignInResult = createUnionType({
  name: "SignInResult",
  description: "The signed-in viewer, or why not.",
  types: () => [ViewerRow, InvalidCredentials, AccountLocked] as const,
});

export const ChangePasswordResult = createUnionType({
  name: "ChangePasswordResult",
  description: "The viewer, who may go on, or why the password was not changed.",
  types: () => [ViewerRow, InvalidCredentials, AccountLocked, WeakPassword] as const,
});

export const AcceptInvitationResult = createUnionType({
  name: "AcceptInvitationResult",
  description: "The viewer, signed in, or why not.",
  types: () => [ViewerRow, InvitationNotValid, WeakPassword] as const,
});
