import type { Usage } from '../data.ts';
import type { UserError } from '../errors.ts';
import type { Request } from './teacher.ts';

/** What a run may still spend. */
export interface Purse {
  /**
   * Sets aside what a request may take at most, and waits until that fits. Errors: E_BUDGET once it never will, the
   * signal's reason.
   */
  reserve(request: Request, signal?: AbortSignal): Promise<Reserved>;
  /** As `reserve`, at once; null where it does not fit now. */
  reserveNow(request: Request): Reserved | null;
  /** The error of a run that may ask nothing more of the kind. */
  spentUp(request: Request): UserError;
}

/** What was set aside for one request. */
export interface Reserved {
  /** Takes what was really spent, null for nothing, and gives back the rest. */
  settle(usage: Usage | null): void;
}
