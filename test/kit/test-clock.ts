import { dayIn, type Clock } from "../../server/clock.js";

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #instant: Date;

  constructor(instant: string) {
    this.#instant = new Date(instant);
  }

  now(): Date {
    return this.#instant;
  }

  today(timeZone: string): string {
    return dayIn(this.#instant, timeZone);
  }

  /** Puts the clock to an instant in RFC 3339 form. */
  moveTo(instant: string): void {
    this.#instant = new Date(instant);
  }
}
