import { createUnionType, ObjectType } from "type-graphql";
import type { Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { WeakPassword } from "./session.problems.js";
import { ViewerRow } from "./viewer.row.js";

@ObjectType({
  implements: Problem,
  description: "Not a set-up link of this server, or one that is older than 24 hours.",
})
export class SetUpLinkInvalid extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "SET_UP_LINK_INVALID";
    this.message =
      locale === "en"
        ? "This set-up link is not valid, or older than 24 hours. Start the server again: it prints another one"
        : "首次设置链接无效，或已超过 24 小时。请重新启动服务器，终端里会打印新的链接";
  }
}

@ObjectType({ implements: Problem, description: "Somebody has an account: the first one was made already." })
export class AlreadySetUp extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "ALREADY_SET_UP";
    this.message =
      locale === "en"
        ? "The first account was made already. Sign in, or ask an administrator for an invitation"
        : "首个账号已经建好。请直接登录，或请管理员发邀请链接";
  }
}

export const SetUpResult = createUnionType({
  name: "SetUpResult",
  description: "The first administrator, signed in, or why not.",
  types: () => [ViewerRow, SetUpLinkInvalid, AlreadySetUp, WeakPassword] as const,
});
