import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale, Words } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { AccessTokenRow } from "./access-token.row.js";
import { longestDays, mostUsable } from "./token-limits.js";

const refusals = {
  TOKEN_LIVES_TOO_LONG: {
    "zh-CN": `个人令牌必须有期限，最长 ${longestDays} 天；只有程序账号的令牌可以不设期限`,
    en: `A personal token has an end, at most ${longestDays} days off; only a service's may have none`,
  },
  TOKEN_EXCEEDS_ITS_MAKER: {
    "zh-CN":
      "用令牌新建的令牌，权限和期限都不能超过它自己，也不能更改程序账号的角色；请减少权限、缩短期限，或登录后新建",
    en: "A token makes no token with more scopes or a longer life than its own, and gives no program another role: ask for less, or sign in",
  },
  SERVICE_NAME_TAKEN: {
    "zh-CN": "这个名称已是某个人的姓名，请给程序另起一个名称",
    en: "A person has this name: give the program another",
  },
  TOO_MANY_TOKENS: {
    "zh-CN": `可用的令牌已有 ${mostUsable} 个，请先撤销不用的`,
    en: `There are ${mostUsable} usable tokens already: revoke what is not used`,
  },
} satisfies Record<string, Words>;

@ObjectType({ implements: Problem, description: "Such a token is not made; the message says why." })
export class TokenNotAllowed extends Problem {
  constructor(code: keyof typeof refusals, locale: Locale) {
    super();
    this.code = code;
    this.message = refusals[code][locale];
  }
}

@ObjectType({ description: "A token that was just made." })
export class CreatedToken {
  @Field(() => String, {
    description: "The token itself, for `Authorization: Bearer …`. Shown this once and kept nowhere.",
  })
  secret!: string;

  @Field(() => AccessTokenRow, { description: "What it is for and what it may do." })
  token!: AccessTokenRow;
}

export const CreateTokenResult = createUnionType({
  name: "CreateTokenResult",
  description: "The token, or why it was not made.",
  types: () => [CreatedToken, TokenNotAllowed] as const,
});
