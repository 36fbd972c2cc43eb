const FIRST = 2 ** 10;

/** Ids of 16 hex digits, one after the other: 8 bytes each. */
export class IdList {
  #ids = new BigUint64Array(FIRST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(id: string): void {
    if (this.#length === this.#ids.length) {
      const larger = new BigUint64Array(this.#length * 2);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    this.#ids[this.#length++] = BigInt(`0x${id}`);
  }

  /** The id at a place; throws where there is none. */
  at(place: number): string {
    if (place >= this.#length) throw new RangeError(`there is no id at ${place}`);
    return (this.#ids[place] ?? 0n).toString(16).padStart(16, '0');
  }
}
