import { ChangeVerb } from "../../log/change.entity.js";
import { StageKind } from "../programmes/stage-kind.enum.js";

const { PENDING, ACTIVE, SUBMITTED, ACCEPTED } = StageKind;

/** What a person is to a card. `works`: project owner, assignee, head of the lead office. */
export interface Standing {
  works: boolean;
  /** Leads the card's project. */
  leads: boolean;
  /** Has the role SUPERVISOR. */
  supervises: boolean;
}

/** What the rules look at on a card. */
export interface Position {
  kind: StageKind;
  /** Counted from 1; one more each time the card is returned or reopened. */
  attempt: number;
  /** The last attempt that was reported on; 0 while nothing was reported. */
  reportedAttempt: number;
  /** The id of whoever submitted it. */
  submittedById: string | null;
}

/** What a move still needs from the one who makes it. */
export enum MoveNeed {
  REPORT = "REPORT",
  REASON = "REASON",
}

/** Why a move is refused; each has its words in `move-words.ts`. */
export type MoveRefusal =
  | "NO_SUCH_TRANSITION"
  | "NOT_A_WORKER"
  | "NOT_A_JUDGE"
  | "NOT_A_SUPERVISOR"
  | "OWN_SUBMISSION"
  | "ALREADY_REPORTED"
  | "NOT_FROM_HERE";

interface Transition {
  verb: ChangeVerb;
  from: readonly StageKind[];
  to: StageKind;
  may: (standing: Standing) => boolean;
  otherwise: MoveRefusal;
  needs?: (position: Position) => MoveNeed[];
  /** A refusal that holds whoever asks. */
  unless?: (position: Position, viewerId: string) => MoveRefusal | null;
}

const worker = (standing: Standing) => standing.works;
const judge = (standing: Standing) => standing.leads || standing.supervises;
const supervisor = (standing: Standing) => standing.supervises;
const reason = () => [MoveNeed.REASON];

/** The stage table of the design: the first line that fits and is allowed decides. */
const transitions: readonly Transition[] = [
  { verb: ChangeVerb.START, from: [PENDING], to: ACTIVE, may: worker, otherwise: "NOT_A_WORKER" },
  {
    verb: ChangeVerb.POSTPONE,
    from: [ACTIVE],
    to: PENDING,
    may: worker,
    otherwise: "NOT_A_WORKER",
    unless: (position) => (position.reportedAttempt > 0 ? "ALREADY_REPORTED" : null),
  },
  {
    verb: ChangeVerb.SUBMIT,
    from: [PENDING, ACTIVE],
    to: SUBMITTED,
    may: worker,
    otherwise: "NOT_A_WORKER",
    needs: (position) => (position.reportedAttempt === position.attempt ? [] : [MoveNeed.REPORT]),
  },
  { verb: ChangeVerb.WITHDRAW, from: [SUBMITTED], to: ACTIVE, may: worker, otherwise: "NOT_A_WORKER" },
  {
    verb: ChangeVerb.RETURN,
    from: [SUBMITTED],
    to: ACTIVE,
    may: judge,
    otherwise: "NOT_A_JUDGE",
    needs: reason,
  },
  {
    verb: ChangeVerb.ACCEPT,
    from: [SUBMITTED],
    to: ACCEPTED,
    may: judge,
    otherwise: "NOT_A_JUDGE",
    unless: (position, viewerId) => (position.submittedById === viewerId ? "OWN_SUBMISSION" : null),
  },
  {
    verb: ChangeVerb.REOPEN,
    from: [ACCEPTED],
    to: ACTIVE,
    may: supervisor,
    otherwise: "NOT_A_SUPERVISOR",
    needs: reason,
  },
];

/** Whether a person who is this to a card may make moves of this verb at all. */
export function mayDo(verb: ChangeVerb, standing: Standing): boolean {
  if (verb === ChangeVerb.REORDER) return judgeReorder(standing).allowed;
  return transitions.some((transition) => transition.verb === verb && transition.may(standing));
}

/** The kind of stage that a verb leads to; undefined where it is no move to another stage. */
export function kindAfter(verb: ChangeVerb): StageKind | undefined {
  return transitions.find((transition) => transition.verb === verb)?.to;
}

/**
 * Whether a card may be moved by this very verb: started, withdrawn, returned. A card that stands where the verb does
 * not begin is refused as NOT_FROM_HERE.
 */
export function judgeVerb(
  position: Position,
  verb: ChangeVerb,
  standing: Standing,
  viewerId: string,
): AllowedMove | RefusedMove {
  const fitting = transitions.find((one) => one.verb === verb && one.from.includes(position.kind));
  if (!fitting) return { allowed: false, refusal: "NOT_FROM_HERE" };
  if (!fitting.may(standing)) return { allowed: false, refusal: fitting.otherwise };
  return follow(fitting, position, viewerId);
}

/** A move that may be made, as what, and what it still needs. */
export interface AllowedMove {
  allowed: true;
  verb: ChangeVerb;
  needs: MoveNeed[];
}

/** A move that may not be made. */
export interface RefusedMove {
  allowed: false;
  refusal: MoveRefusal;
}

/**
 * Whether a card may go to a stage of kind `to`, for this person. Where two rules fit (a leader who is also the
 * owner takes a card back from SUBMITTED), `prefersReason` picks the one that asks for a reason: a return rather
 * than a withdrawal. Within one kind a card is only put in another order.
 */
export function judgeMove(
  position: Position,
  to: StageKind,
  standing: Standing,
  viewerId: string,
  prefersReason = false,
): AllowedMove | RefusedMove {
  if (position.kind === to) return judgeReorder(standing);
  const fitting = transitions.filter(
    (transition) => transition.to === to && transition.from.includes(position.kind),
  );
  if (fitting.length === 0) return { allowed: false, refusal: "NO_SUCH_TRANSITION" };
  const permitted = fitting.filter((transition) => transition.may(standing));
  const chosen =
    (prefersReason && permitted.find((transition) => transition.needs === reason)) || permitted[0];
  if (!chosen) return { allowed: false, refusal: fitting.at(-1)?.otherwise ?? "NO_SUCH_TRANSITION" };
  return follow(chosen, position, viewerId);
}

function follow(transition: Transition, position: Position, viewerId: string): AllowedMove | RefusedMove {
  const refusal = transition.unless?.(position, viewerId) ?? null;
  if (refusal) return { allowed: false, refusal };
  return { allowed: true, verb: transition.verb, needs: transition.needs?.(position) ?? [] };
}

function judgeReorder(standing: Standing): AllowedMove | RefusedMove {
  if (standing.works || judge(standing)) return { allowed: true, verb: ChangeVerb.REORDER, needs: [] };
  return { allowed: false, refusal: "NOT_A_WORKER" };
}
