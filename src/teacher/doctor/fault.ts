import type { Fault } from '../backend.ts';
import { CallFailure } from '../teacher.ts';

/** A request that was not answered, as an examination throws it. */
export class Unanswered extends Error {
  readonly advice: string;

  constructor(fault: Fault) {
    const asks = fault.waitMs === null ? '' : `, and asks to wait ${Math.round(fault.waitMs / 1000)} s`;
    super(fault.words + asks);
    this.name = 'Unanswered';
    this.advice = adviceOn(fault);
  }
}

/** What can be done about a fault that may pass. */
function adviceOn({ status, timedOut, words }: Fault): string {
  if (timedOut)
    return 'Look whether the server is busy, or still loads the model; --timeout gives an answer longer, here 60 s at most.';
  if (status === 429)
    return 'Wait as it asks, or raise the limit of the account; --rpm and --tpm keep a run to so much a minute.';
  if (/answers 200 without/.test(words))
    return 'Look whether the address is the one of an OpenAI-compatible endpoint, and at the log of the server.';
  return 'Look at the log of the server, then run doctor again.';
}

/** What can be done about an error of an examination that is no UserError. */
export function adviceFor(error: unknown): string {
  if (error instanceof Unanswered) return error.advice;
  return error instanceof CallFailure
    ? 'Look at what the server says of the request.'
    : 'Look at the log of the server.';
}
