/**
 * Which parts of benchmarks hold an n-gram. Open addressing in typed arrays: 24 bytes a place, at most half of them
 * taken. Grams are told by 53 bits of hash: among a hundred million there is about one pair that is taken for the same.
 */
export class GramTable {
  #keys: Float64Array;
  #first: Int32Array;
  #second: Int32Array;
  /** The item that was added last. */
  #item: Int32Array;
  /** Of the benchmark that was added last: which one, in how many of its items the gram stands, and the most of all so far. */
  #group: Uint16Array;
  #run: Uint8Array;
  #most: Uint8Array;
  #size = 0;

  constructor(capacity = 2 ** 16) {
    this.#keys = new Float64Array(capacity);
    this.#first = new Int32Array(capacity).fill(-1);
    this.#second = new Int32Array(capacity).fill(-1);
    this.#item = new Int32Array(capacity);
    this.#group = new Uint16Array(capacity);
    this.#run = new Uint8Array(capacity);
    this.#most = new Uint8Array(capacity);
  }

  /** Notes that a part of an item of a benchmark holds the gram. Parts come in order, item by item, benchmark by benchmark. */
  add(key: number, part: number, item: number, group: number): void {
    if (this.#size * 2 >= this.#keys.length) this.#grow();
    const at = this.#placeOf(key);
    if (this.#first[at] === -1) {
      this.#keys[at] = key;
      this.#first[at] = part;
      this.#item[at] = item;
      this.#group[at] = group;
      this.#run[at] = this.#most[at] = 1;
      this.#size++;
      return;
    }
    const last = this.#second[at] === -1 ? this.#first[at] : this.#second[at];
    if (last === part) return;
    this.#second[at] = part;
    if (this.#item[at] === item) return;
    this.#item[at] = item;
    this.#run[at] = this.#group[at] === group ? Math.min(255, (this.#run[at] ?? 0) + 1) : 1;
    this.#group[at] = group;
    this.#most[at] = Math.max(this.#most[at] ?? 0, this.#run[at] ?? 0);
  }

  /** In how many items of one benchmark the gram stands, at the most; 0 where it is not known. */
  countOf(key: number): number {
    return this.#most[this.#placeOf(key)] ?? 0;
  }

  /** The first part that holds the gram and the one added last, if there are two; nothing for a gram of `stock` items or more. */
  partsOf(key: number, stock: number): readonly number[] {
    const at = this.#placeOf(key);
    const [first = -1, second = -1] = [this.#first[at], this.#second[at]];
    if (first === -1 || (this.#most[at] ?? 0) >= stock) return NONE;
    return second === -1 ? [first] : [first, second];
  }

  #placeOf(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (key ^ (key / 0x20_0000)) & mask;
    while (this.#first[at] !== -1 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const old = { keys: this.#keys, first: this.#first, second: this.#second };
    const counts = { item: this.#item, group: this.#group, run: this.#run, most: this.#most };
    const capacity = old.keys.length * 2;
    this.#keys = new Float64Array(capacity);
    this.#first = new Int32Array(capacity).fill(-1);
    this.#second = new Int32Array(capacity).fill(-1);
    this.#item = new Int32Array(capacity);
    this.#group = new Uint16Array(capacity);
    this.#run = new Uint8Array(capacity);
    this.#most = new Uint8Array(capacity);
    for (const [from, key] of old.keys.entries()) {
      if (old.first[from] === -1) continue;
      const to = this.#placeOf(key);
      this.#keys[to] = key;
      this.#first[to] = old.first[from] ?? -1;
      this.#second[to] = old.second[from] ?? -1;
      this.#item[to] = counts.item[from] ?? 0;
      this.#group[to] = counts.group[from] ?? 0;
      this.#run[to] = counts.run[from] ?? 0;
      this.#most[to] = counts.most[from] ?? 0;
    }
  }
}

const NONE: readonly number[] = [];
