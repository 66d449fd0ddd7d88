/** Rows or columns counted anew when some of them are left out. */
export class KeptPlaces {
  private readonly ranges: { from: number; to: number; removed: number }[] = [];
  private removed = 0;

  /** Leaves out the places `from` to `to`; ranges come in order, and what they share counts once. */
  remove(from: number, to: number): void {
    const last = this.ranges.at(-1);
    const start = Math.max(from, (last?.to ?? 0) + 1);
    if (to < start) return;
    this.removed += to - start + 1;
    if (last && last.to === start - 1) {
      last.to = to;
      last.removed = this.removed;
    } else this.ranges.push({ from: start, to, removed: this.removed });
  }

  /** How many of the places 1 to `place` are kept: the new number of `place` where it is kept itself. */
  upTo(place: number): number {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ranges[middle]!.from <= place) low = middle + 1;
      else high = middle;
    }
    const range = this.ranges[low - 1];
    if (!range) return place;
    return place - range.removed + Math.max(0, range.to - place);
  }

  has(place: number): boolean {
    return this.upTo(place) > this.upTo(place - 1);
  }

  get isWhole(): boolean {
    return this.removed === 0;
  }
}
