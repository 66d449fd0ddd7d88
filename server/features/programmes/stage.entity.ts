import { type Rel } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import type { Locale } from "../../graphql/locale.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Programme } from "./programme.entity.js";
import { StageKind } from "./stage-kind.enum.js";

/** A column of the board (阶段). Name, colour and order are the programme's; rules look at the kind alone. */
@Entity()
export class Stage extends LoggedRecord {
  @ManyToOne({ entity: () => Programme, deleteRule: "cascade" })
  programme!: Rel<Programme>;

  @Enum({ items: () => StageKind })
  kind!: StageKind;

  @Property({ type: "string", length: 50 })
  name!: string;

  /** From the left, 1 first. */
  @Property({ type: "integer" })
  position!: number;

  /** `#RRGGBB`; null for the theme's own. */
  @Property({ type: "string", length: 7, nullable: true })
  colour: string | null = null;

  /** How many cards it should hold at most: shown, never enforced. */
  @Property({ type: "integer", nullable: true })
  wipLimit: number | null = null;

  logSubject(): LogSubject {
    return { kind: SubjectKind.STAGE };
  }
}

/** The stages that a new programme begins with. */
export const firstStages = [
  { kind: StageKind.PENDING, name: "待启动" },
  { kind: StageKind.ACTIVE, name: "进行中" },
  { kind: StageKind.SUBMITTED, name: "待验收" },
  { kind: StageKind.ACCEPTED, name: "已验收" },
] as const;

const englishNames: Readonly<Record<StageKind, string>> = {
  PENDING: "To do",
  ACTIVE: "In progress",
  SUBMITTED: "Awaiting acceptance",
  ACCEPTED: "Accepted",
};

/** What a stage is called in a sentence: while it has its first name, by its kind in the sentence's language. */
export function stageName({ kind, name }: { kind: StageKind; name: string }, locale: Locale): string {
  const isFirst = firstStages.some((stage) => stage.kind === kind && stage.name === name);
  return isFirst && locale === "en" ? englishNames[kind] : name;
}
