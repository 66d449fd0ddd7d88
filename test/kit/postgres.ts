import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

/**
 * Makes a fresh, empty database on the run's real PostgreSQL server and returns its connection URL
 * (`postgres://…`). Nobody needs to drop it: it goes with the server at the end of the run.
 */
export async function createDatabase(): Promise<string> {
  const url = await serverUrl();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return new URL(`/${name}`, url).href;
}

async function serverUrl(): Promise<string> {
  const response = await fetch(inject("postgresOffer"));
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
