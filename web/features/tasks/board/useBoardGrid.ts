import { computed } from "vue";
import type { TaskGroupKey } from "../../../gql/graphql";
import { useBoardDisplay } from "../../../stores/board-display";
import type { BoardCard, BoardStage } from "../board-cards";
import type { CardGroup, LaneKey } from "../group-cards";
import type { Translate } from "../task-words";
import { groupWords } from "../group-words";
import { gridOf, groupId } from "./board-grid";

/** A column or a lane as it is shown. */
export interface ShownGroup {
  id: string;
  name: string;
  group: CardGroup;
  isFolded: boolean;
}

interface Shown {
  cards: () => readonly BoardCard[];
  stages: () => readonly BoardStage[];
  columns: () => TaskGroupKey;
  lanes: () => LaneKey | null;
  /** While a card is carried, what is hidden because it is empty is shown: it may go there. */
  isCarrying: () => boolean;
}

/** The board's columns and lanes, without what this browser hides, and which of them it folds. */
export function useBoardGrid({ cards, stages, columns, lanes, isCarrying }: Shown, t: Translate) {
  const display = useBoardDisplay();
  const grid = computed(() => gridOf(cards(), columns(), lanes(), stages()));

  function shown(groups: readonly CardGroup[], by: TaskGroupKey, side: "column" | "lane"): ShownGroup[] {
    const hides = display.hidesEmpty && !isCarrying();
    return groups
      .filter((group) => !hides || group.cards.length > 0)
      .map((group) => {
        const id = groupId(group);
        const isFolded = display.folded.has(foldKey(side, by, id));
        return { id, group, name: groupWords(group, by, t), isFolded };
      });
  }

  return {
    grid,
    columns: computed(() => shown(grid.value.columns, grid.value.columnsBy, "column")),
    lanes: computed(() => {
      const { lanes: groups, lanesBy } = grid.value;
      return groups && lanesBy ? shown(groups, lanesBy, "lane") : null;
    }),
    fold(side: "column" | "lane", id: string, wanted: boolean): void {
      const by = side === "column" ? grid.value.columnsBy : grid.value.lanesBy;
      if (by) display.fold(foldKey(side, by, id), wanted);
    },
  };
}

/** Ids are the programme's own; a stage's or a person's is never another's, a quarter's is every programme's. */
function foldKey(side: "column" | "lane", by: TaskGroupKey, id: string): string {
  return `${side} ${by} ${id}`;
}
