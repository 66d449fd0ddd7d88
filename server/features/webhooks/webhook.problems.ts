import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale, Words } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import type { TargetRefusal } from "./target-guard.js";
import { WebhookDeliveryRow, WebhookRow } from "./webhook.row.js";

const targetWords: Record<TargetRefusal, Words> = {
  NOT_A_URL: {
    "zh-CN": "网址不完整：应形如 https://oa.example.cn/hooks",
    en: "This is no address: expected one such as https://oa.example.org/hooks",
  },
  NOT_HTTPS: {
    "zh-CN": "网址应以 https:// 开头；内网的 http 地址请管理员在 WEBHOOK_TARGETS 中放行",
    en: "Expected https://; for plain http within the office network, have WEBHOOK_TARGETS allow it",
  },
  HAS_CREDENTIALS: {
    "zh-CN": "网址中不能带用户名或密码；接收方请验证签名",
    en: "The address must not hold a name or password; the receiver checks the signature instead",
  },
  PORT_NOT_ALLOWED: {
    "zh-CN": "端口应为 80、443 或 1024 以上",
    en: "Expected port 80, 443, or 1024 and above",
  },
  HOST_UNKNOWN: {
    "zh-CN": "找不到这个主机名，请检查网址",
    en: "There is no such host; check the address",
  },
  ADDRESS_NOT_ALLOWED: {
    "zh-CN": "不允许向这个地址发送：内网地址请管理员在 WEBHOOK_TARGETS 中放行",
    en: "Nothing may be sent to this address; for one within the office network, have WEBHOOK_TARGETS allow it",
  },
};

@ObjectType({ implements: Problem, description: "The address is not one that events may be posted to." })
export class WebhookTargetRefused extends Problem {
  constructor(refusal: TargetRefusal, locale: Locale) {
    super();
    this.code = `WEBHOOK_${refusal}`;
    this.message = targetWords[refusal][locale];
  }
}

@ObjectType({
  implements: Problem,
  description: "The owner has as many webhooks as one may have: delete one that is no longer needed.",
})
export class TooManyWebhooks extends Problem {
  constructor(most: number, locale: Locale) {
    super();
    this.code = "TOO_MANY_WEBHOOKS";
    this.message =
      locale === "en"
        ? `You have ${most} webhooks, as many as one may have; delete one that is no longer needed`
        : `推送地址已达上限（每人 ${most} 个），请先删除不再使用的`;
  }
}

@ObjectType({ implements: Problem, description: "Somebody changed the webhook since." })
export class StaleWebhook extends Problem {
  @Field(() => WebhookRow, { description: "The webhook as it now is." })
  webhook!: WebhookRow;

  constructor(locale: Locale) {
    super();
    this.code = "STALE_WEBHOOK";
    this.message =
      locale === "en"
        ? "Somebody changed this webhook in the meantime; look at it as it now is"
        : "这个推送地址刚被他人更新，请按最新情况再操作";
  }
}

@ObjectType({
  implements: Problem,
  description:
    "A ping, a change that is no more or that the webhook does not follow, or an owner who may not be told.",
})
export class NothingToSend extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "NOTHING_TO_SEND";
    this.message =
      locale === "en"
        ? "There is nothing to send again: a ping, a change that is no more, a programme that it does not follow, or an owner who may not be told"
        : "没有可重发的内容：测试消息、已不存在的变更，不再关注的年度实事，或所有者已无权接收";
  }
}

@ObjectType({
  implements: Problem,
  description: "The secret was sealed with another SECRET of the server.",
})
export class WebhookSecretUnreadable extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "WEBHOOK_SECRET_UNREADABLE";
    this.message =
      locale === "en"
        ? "The signing secret cannot be read, for the server's SECRET was changed: rotate the webhook's secret"
        : "服务器的 SECRET 已更换，签名密钥无法读取：请更换此推送地址的密钥";
  }
}

@ObjectType({ description: "A webhook with its signing secret: it is shown this once." })
export class WebhookWithSecret {
  @Field(() => WebhookRow, { description: "The webhook." })
  webhook!: WebhookRow;

  @Field(() => String, { description: "`whsec_…`: give it to the receiver; it cannot be read again." })
  secret!: string;
}

export const createProblems = [WebhookTargetRefused, TooManyWebhooks] as const;

export const CreateWebhookResult = createUnionType({
  name: "CreateWebhookResult",
  description: "The webhook with its secret, or why there is none.",
  types: () => [WebhookWithSecret, ...createProblems] as const,
});

export const updateProblems = [WebhookTargetRefused, StaleWebhook] as const;

export const UpdateWebhookResult = createUnionType({
  name: "UpdateWebhookResult",
  description: "The webhook as it now is, or why it was not changed.",
  types: () => [WebhookRow, ...updateProblems] as const,
});

export const sendProblems = [NothingToSend, WebhookSecretUnreadable] as const;

export const SendWebhookResult = createUnionType({
  name: "SendWebhookResult",
  description: "The attempt, delivered or not, or why none was made.",
  types: () => [WebhookDeliveryRow, ...sendProblems] as const,
});
