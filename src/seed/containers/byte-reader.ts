/** Reads a stream of bytes in portions of any size, and holds no more than what it is asked for. */
export class ByteReader {
  readonly #stream: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#stream = stream[Symbol.asyncIterator]();
  }

  /** The next `length` bytes; fewer only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    await this.#read(length, (piece) => pieces.push(piece));
    return pieces.length === 1 ? (pieces[0] ?? this.#rest) : Buffer.concat(pieces);
  }

  /** Passes over bytes; says how many there were. */
  async skip(length: number): Promise<number> {
    let passed = 0;
    await this.#read(length, (piece) => {
      passed += piece.length;
    });
    return passed;
  }

  /** Ends the stream. */
  async close(): Promise<void> {
    await this.#stream.return?.();
  }

  async #read(length: number, use: (piece: Uint8Array) => void): Promise<void> {
    for (let left = length; left > 0; ) {
      if (this.#rest.length === 0) {
        const next = await this.#stream.next();
        if (next.done) return;
        this.#rest = next.value;
      }
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) use(piece);
    }
  }
}
