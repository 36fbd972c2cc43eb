import type { Usage } from '../data.ts';
import type { Request } from './teacher.ts';

/** What a run may still spend. */
export interface Purse {
  /**
   * Sets aside what a request may take at most, and waits until that fits. Errors: E_BUDGET once it never will, the
   * signal's reason.
   */
  reserve(request: Request, signal?: AbortSignal): Promise<Reserved>;
}

/** What was set aside for one request. */
export interface Reserved {
  /** Takes what was really spent, null for nothing, and gives back the rest. */
  settle(usage: Usage | null): void;
}
