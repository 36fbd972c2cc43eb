/** A row that is not in an export, and why: a few words in kebab case, which are counted. */
export class LeftOut {
  readonly reason: string;
  /** What was found, for people; empty where the reason says it all. */
  readonly detail: string;

  constructor(reason: string, detail = '') {
    this.reason = reason;
    this.detail = detail;
  }
}
