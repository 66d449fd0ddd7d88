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

export enum ViewGrouping {
  STAGE = "STAGE",
  QUARTER = "QUARTER",
  LIGHT = "LIGHT",
  OFFICE = "OFFICE",
  LEADER = "LEADER",
  OWNER = "OWNER",
  PROJECT = "PROJECT",
}

registerEnumType(ViewGrouping, {
  name: "ViewGrouping",
  description: "What columns and lanes are made by. A task with several of a kind stands in each.",
  valuesConfig: {
    STAGE: { description: "Its stage, by kind." },
    QUARTER: { description: "Its quarters." },
    LIGHT: { description: "Its light." },
    OFFICE: { description: "Its project's lead office." },
    LEADER: { description: "Its project's leaders." },
    OWNER: { description: "Its project's owners." },
    PROJECT: { description: "Its project." },
  },
});

export enum ViewOrderField {
  DUE_ON = "DUE_ON",
  STARTS_ON = "STARTS_ON",
  LIGHT = "LIGHT",
  PROJECT = "PROJECT",
  STAGE = "STAGE",
  TITLE = "TITLE",
}

registerEnumType(ViewOrderField, {
  name: "ViewOrderField",
  description:
    "What a view's tasks are ordered by. What is missing comes last; what is equal, in the notice's order.",
  valuesConfig: {
    DUE_ON: { description: "The last day of its period." },
    STARTS_ON: { description: "The first day of its period." },
    LIGHT: { description: "Its light, RED first." },
    PROJECT: { description: "Its project's place in the notice." },
    STAGE: { description: "Its stage, from the left." },
    TITLE: { description: "Its title." },
  },
});

export enum ViewOrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}

registerEnumType(ViewOrderDirection, {
  name: "ViewOrderDirection",
  description: "Which way an order goes.",
  valuesConfig: {
    ASC: { description: "The least first." },
    DESC: { description: "The greatest first." },
  },
});
