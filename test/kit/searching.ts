import type { Client } from "./client.js";

/** Looks for a text and tells all of what is found. */
export const searchQuery = `query ($text: String!, $kinds: [SearchKind!], $programmeId: ID, $first: Int, $after: String,
    $last: Int, $before: String) {
  search(text: $text, kinds: $kinds, programmeId: $programmeId, first: $first, after: $after, last: $last, before: $before) {
    totalCount kinds { kind count } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { field snippet highlights { start end } item { __typename
      ... on Project { id name } ... on Task { id title } ... on Person { id name } ... on Office { id name } } } } }`;

export interface Hit {
  field: string;
  snippet: string;
  highlights: { start: number; end: number }[];
  item: { __typename: string; id: string; name?: string; title?: string };
}

export interface SearchData {
  search: {
    totalCount: number;
    kinds: { kind: string; count: number }[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
    nodes: Hit[];
  };
}

export const kinds = ["PROJECT", "TASK", "PERSON", "OFFICE"];

/** What is found, up to 100 hits. */
export async function search(client: Client, text: string, options: Record<string, unknown> = {}) {
  return (await client.ask<SearchData>(searchQuery, { text, first: 100, ...options })).search;
}

/** What was found, each as `Kind name`, in order. */
export async function namesOf(
  client: Client,
  text: string,
  options: Record<string, unknown> = {},
): Promise<string[]> {
  const { nodes } = await search(client, text, options);
  return nodes.map(({ item }) => `${item.__typename} ${item.name ?? item.title ?? ""}`);
}
