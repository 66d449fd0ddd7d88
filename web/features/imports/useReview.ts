import { computed } from "vue";
import { useI18n } from "vue-i18n";
import type { Import_ComparisonFragment, Import_ReadingFragment } from "../../gql/graphql";
import { officesAnswered, openSpots } from "./answers";
import { countKept } from "./corrections";
import { ticked } from "./differences";
import { useImportDraft } from "./import-draft";
import { phrasesByPlace } from "./notice-phrases";
import { officeQuestionSpot, projectSpot, questionSpot, taskSpot } from "./spots";
import type { Trouble } from "./troubles";
import type { Refused } from "./useImport";

interface Review {
  reading: Import_ReadingFragment;
  comparison: Import_ComparisonFragment;
  refused: Refused | null;
  trouble: Trouble | null;
  isRenewed: boolean;
}

/** What follows from a reading, its comparison with the board, and the draft of answers and corrections. */
export function useReview(review: () => Review) {
  const { t } = useI18n();
  const draft = useImportDraft();

  const projects = computed(() => review().reading.notice.projects);
  const isStanding = computed(() => review().comparison.existingProgramme !== null);
  const asked = computed(() => {
    const { questions, officeQuestions } = review().comparison;
    // Where the board stands already there is nothing left to decide; a corrected period is decided.
    if (isStanding.value) return { questions: [], officeQuestions: [] };
    const isOut = (spot: string) => draft.corrections.get(spot)?.leaveOut === true;
    const isDated = (spot: string) => "dueOn" in (draft.corrections.get(spot) ?? {});
    const kept = questions.filter(({ projectIndex, taskIndex }) => {
      const spot = taskSpot(projectIndex, taskIndex);
      return !isOut(projectSpot(projectIndex)) && !isOut(spot) && !isDated(spot);
    });
    return { questions: kept, officeQuestions };
  });
  const open = computed(() => openSpots(asked.value, draft));

  const plan = computed(() => {
    const { notice } = review().reading;
    const { amends, differences } = review().comparison;
    const all = notice.projects.reduce((sum, { tasks }) => sum + tasks.length + 1, 0);
    const kept = countKept(draft.corrections, notice.projects);
    return {
      ...kept,
      leftOut: all - kept.projects - kept.tasks,
      changes: amends && !isStanding.value ? ticked(differences, draft.ticks).length : null,
      open: open.value.length,
      questions: asked.value.questions.length + asked.value.officeQuestions.length,
      hasYear: notice.year !== null,
    };
  });

  /** Where a question stands that is asked now; null for one that is not asked any more. */
  function spotOfQuestion(id: string): string | null {
    const question = asked.value.questions.find((each) => each.id === id);
    if (question) return questionSpot(taskSpot(question.projectIndex, question.taskIndex));
    const ofOffice = asked.value.officeQuestions.find((each) => each.id === id);
    return ofOffice ? officeQuestionSpot(ofOffice) : null;
  }

  /** What the server has against an answer or a correction, by the spot of the question or of what was corrected. */
  const problems = computed(() => {
    const { refused } = review();
    const found = new Map<string, string>();
    if (refused?.__typename === "InvalidAnswer") {
      const spot = spotOfQuestion(refused.questionId);
      if (spot) found.set(spot, refused.message);
    }
    if (refused?.__typename === "InvalidCorrection") {
      const { projectIndex, taskIndex, message } = refused;
      found.set(taskIndex === null ? projectSpot(projectIndex) : taskSpot(projectIndex, taskIndex), message);
    }
    return found;
  });

  const message = computed(() => {
    const { refused, trouble, isRenewed } = review();
    if (isRenewed) return t("imports.bar.renewed");
    if (refused?.__typename === "BoardChanged" || refused?.__typename === "UnknownDifference")
      return t("imports.bar.compared");
    if (refused) return refused.message;
    return trouble ? t(`imports.trouble.${trouble}`) : null;
  });

  /** The board that stands already, where nothing is left to import. */
  const standing = computed(() => {
    const { refused, comparison } = review();
    return refused?.__typename === "NoticeAlreadyImported" ? refused.programme : comparison.existingProgramme;
  });

  return {
    projects,
    asked,
    /** What the names of offices were said to be. */
    officeNames: computed(() => officesAnswered(asked.value.officeQuestions, draft.officeAnswers)),
    open,
    plan,
    problems,
    message,
    standing,
    phrases: computed(() => phrasesByPlace(review().reading, review().comparison.questions)),
    /** Dates of the plan's own year are said without it. */
    today: computed(() => `${review().reading.notice.year ?? new Date().getFullYear()}-01-01`),
  };
}
