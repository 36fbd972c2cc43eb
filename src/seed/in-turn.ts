/**
 * Takes at most so many things of lists, one of each list in turn: the first of each in their order, then the second of
 * each. Lists come one after the other and are not known beforehand; at most twice as many things are held as are taken.
 */
export class InTurn<T> {
  readonly #most: number;
  #lists: T[][] = [];
  /** How many lists have a thing for each turn, counted from 0. */
  readonly #reach: number[] = [];
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** The most things that one more list can bring. */
  get room(): number {
    let before = 0;
    for (let turn = 0; ; turn++) {
      const reach = this.#reach[turn];
      if (reach === undefined) return Math.max(turn, this.#most - before);
      before += reach;
      if (before + turn + 1 > this.#most) return turn;
    }
  }

  /** Adds a list; what lies beyond `room` is not looked at. */
  add(list: readonly T[]): void {
    const own = list.slice(0, this.room);
    if (own.length === 0) return;
    for (const turn of own.keys()) this.#reach[turn] = (this.#reach[turn] ?? 0) + 1;
    this.#lists.push(own);
    this.#held += own.length;
    if (this.#held > 2 * this.#most) this.#trim();
  }

  /** What is taken of all lists so far: list by list, each in its order. */
  taken(): T[] {
    this.#trim();
    return this.#lists.flat();
  }

  #trim(): void {
    let [left, turn] = [this.#most, 0];
    for (let reach = this.#reach[0]; reach !== undefined && reach <= left; reach = this.#reach[turn]) {
      left -= reach;
      turn++;
    }
    this.#lists = this.#lists.map((list) => {
      const more = left > 0 && list.length > turn;
      if (more) left--;
      return list.slice(0, turn + (more ? 1 : 0));
    });
    this.#held = this.#lists.reduce((sum, list) => sum + list.length, 0);
    this.#reach.length = 0;
    for (const list of this.#lists) for (const each of list.keys()) this.#reach[each] = (this.#reach[each] ?? 0) + 1;
  }
}
