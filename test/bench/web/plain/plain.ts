// Its columns are a component of its own, beside the page that shows them.
/* eslint-disable vue/one-component-per-file */
import { createApp, defineComponent, h, ref, shallowRef } from "vue";

/** The same cards with no features: Vue, columns, and only the cards near the window in the page. */

interface Card {
  id: string;
  title: string;
  project: string;
  people: string;
  colour: string;
  words: string;
}
interface Column {
  id: string;
  name: string;
  cards: Card[];
}
interface Board {
  stages: { id: string; name: string }[];
  projects: {
    name: string;
    owners: { name: string }[];
    tasks: {
      id: string;
      title: string;
      stage: { id: string };
      light: { colour: string };
      period: { words: string };
    }[];
  }[];
}

const height = 108;

const PlainColumn = defineComponent({
  props: { name: { type: String, required: true }, cards: { type: Array<Card>, required: true } },
  setup(props) {
    const top = ref(0);
    return () => {
      const first = Math.max(0, Math.floor(top.value / height) - 4);
      const shown = props.cards.slice(first, first + 18);
      return h("section", { onScroll: (event: Event) => (top.value = (event.target as Element).scrollTop) }, [
        h("h3", `${props.name} ${props.cards.length}`),
        h(
          "div",
          { style: { blockSize: `${props.cards.length * height}px` } },
          shown.map((card, index) =>
            h(
              "article",
              {
                key: card.id,
                "data-task-id": card.id,
                style: { transform: `translateY(${(first + index) * height}px)` },
              },
              [
                h("p", card.project),
                h("h3", card.title),
                h("p", `${card.colour} ${card.words}`),
                h("p", card.people),
              ],
            ),
          ),
        ),
      ]);
    };
  },
});

const columns = shallowRef<Column[]>([]);
createApp({
  render: () =>
    h(
      "main",
      columns.value.map((column) => h(PlainColumn, column)),
    ),
}).mount("#app");

const board = (await (await fetch("board.json")).json()) as Board;
const cards = board.projects.flatMap((project) =>
  project.tasks.map((task) => ({ stageId: task.stage.id, card: cardOf(project, task) })),
);
columns.value = board.stages.map((stage) => ({
  ...stage,
  cards: cards.filter(({ stageId }) => stageId === stage.id).map(({ card }) => card),
}));

function cardOf(
  { name, owners }: Board["projects"][number],
  { id, title, light, period }: Board["projects"][number]["tasks"][number],
): Card {
  const people = owners.map((owner) => owner.name).join("、");
  return { id, title: title || name, project: name, people, colour: light.colour, words: period.words };
}
