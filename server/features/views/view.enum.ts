import { registerEnumType } from "type-graphql";

export enum ViewLayout {
  BOARD = "BOARD",
  MATRIX = "MATRIX",
  TIMELINE = "TIMELINE",
  TABLE = "TABLE",
  DASHBOARD = "DASHBOARD",
}

registerEnumType(ViewLayout, {
  name: "ViewLayout",
  description: "How a view lays its tasks out.",
  valuesConfig: {
    BOARD: { description: "Columns of cards (看板)." },
    MATRIX: { description: "Projects by quarters, as the notice has them (矩阵)." },
    TIMELINE: { description: "Along the calendar (时间线)." },
    TABLE: { description: "Rows and columns (表格)." },
    DASHBOARD: { description: "Charts (图表)." },
  },
});

export enum ViewSharing {
  PRIVATE = "PRIVATE",
  OFFICE = "OFFICE",
  EVERYONE = "EVERYONE",
}

registerEnumType(ViewSharing, {
  name: "ViewSharing",
  description: "Who may look at a view. What it shows is each one's own to see all the same.",
  valuesConfig: {
    PRIVATE: { description: "Its owner alone." },
    OFFICE: { description: "The owner's office, and the offices below it." },
    EVERYONE: { description: "Everybody who is signed in." },
  },
});
