/** A row that is not in an export, and why: a few words in kebab case, which are counted. */
export class LeftOut {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}
