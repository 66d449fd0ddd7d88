import { expect, it } from "vitest";
import { fuzz } from "../fuzz/fuzz.js";
import { noticeFixtures } from "../kit/notice-fixtures.js";

/** The same documents every time; `npm run fuzz` makes others, and keeps what fails. */
const seed = 2022;
const count = 600;

it(
  `${count} broken notices (seed ${seed}) are read, or refused with a reason, within the limits`,
  { timeout: 120_000 },
  async () => {
    const { failures, outcomes } = await fuzz(noticeFixtures(), seed, (begun) => begun >= count);
    const told = failures.map(({ number, name, steps, faults }) => ({ number, name, steps, faults }));
    expect(told).toEqual([]);
    // Neither all refused nor all read: the mutations reach the reader.
    expect(outcomes.get("notice") ?? 0).toBeGreaterThan(count / 5);
    expect(outcomes.size).toBeGreaterThan(5);
  },
);
