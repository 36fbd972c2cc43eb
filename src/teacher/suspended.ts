/** A call was put off to a batch: what waits for its reply ends here, and is gone through again when the reply is there. */
export class Suspended extends Error {
  override readonly name = 'Suspended';

  constructor() {
    super('The reply is awaited from a batch');
  }
}
