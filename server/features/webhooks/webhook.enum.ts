import { registerEnumType } from "type-graphql";

/** Whether a webhook is told of changes. */
export enum WebhookState {
  ACTIVE = "ACTIVE",
  PAUSED = "PAUSED",
}

registerEnumType(WebhookState, {
  name: "WebhookState",
  description: "Whether a webhook is told of changes.",
  valuesConfig: {
    ACTIVE: { description: "It is told of every change that it follows." },
    PAUSED: { description: "Nothing is sent; it goes on where it stopped once it is resumed." },
  },
});

/** Why a webhook is paused. */
export enum PauseReason {
  BY_PERSON = "BY_PERSON",
  REPEATED_FAILURE = "REPEATED_FAILURE",
  GONE = "GONE",
  OWNER_MAY_NOT = "OWNER_MAY_NOT",
  SECRET_UNREADABLE = "SECRET_UNREADABLE",
}

registerEnumType(PauseReason, {
  name: "WebhookPauseReason",
  description: "Why a webhook is paused.",
  valuesConfig: {
    BY_PERSON: { description: "Somebody paused it." },
    REPEATED_FAILURE: {
      description: "An event failed ten times over about 75 hours; it is a dead letter now.",
    },
    GONE: { description: "The receiver answered 410 Gone: it wants no more." },
    OWNER_MAY_NOT: { description: "Its owner was disabled, or no longer has a role that may keep webhooks." },
    SECRET_UNREADABLE: {
      description: "Its secret was sealed with another SECRET of the server: rotate it, then resume.",
    },
  },
});

/** A part of an event that may be left out. */
export enum WebhookDetail {
  ACTOR = "ACTOR",
  REASON = "REASON",
  FIELDS = "FIELDS",
}

registerEnumType(WebhookDetail, {
  name: "WebhookDetail",
  description: "A part of an event that may be left out; ids, verb and revision are always in it.",
  valuesConfig: {
    ACTOR: { description: "Who did it: id and name." },
    REASON: { description: "The reason given." },
    FIELDS: { description: "Every field that differs, before and after." },
  },
});

/** What became of one attempt. */
export enum DeliveryOutcome {
  DELIVERED = "DELIVERED",
  RETRYING = "RETRYING",
  FAILED = "FAILED",
}

registerEnumType(DeliveryOutcome, {
  name: "WebhookDeliveryOutcome",
  description: "What became of one attempt.",
  valuesConfig: {
    DELIVERED: { description: "Answered with 2xx." },
    RETRYING: { description: "Not delivered; it is tried again at `nextAttemptAt`." },
    FAILED: { description: "Not delivered, and not tried again by itself." },
  },
});
