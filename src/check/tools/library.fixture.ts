import type { Api, ApiParameter, Library } from './api.ts';
import type { ToolTask } from './task.ts';

/** A parameter that is free, but for what is given. */
export function parameter(name: string, type: ApiParameter['type'], more: Partial<ApiParameter> = {}): ApiParameter {
  return { name, type, about: `the ${name}`, required: true, allowed: null, inner: null, ...more };
}

/** A function that only looks, but for what is given. */
export function api(name: string, parameters: ApiParameter[], more: Partial<Api> = {}): Api {
  return { name, about: `About ${name}.`, parameters, returns: 'what it found', changes: false, ...more };
}

/** Three functions of a library: one finds, one lists, one changes. */
export const LOANS: Library = {
  library: 'Loans of a library',
  apis: [
    api('find_book', [
      parameter('title', 'string'),
      parameter('language', 'string', { required: false, allowed: ['en', 'de'] }),
    ]),
    api('list_loans', [parameter('reader', 'integer'), parameter('limit', 'integer', { required: false })]),
    api('extend_loan', [parameter('loan', 'string'), parameter('days', 'integer')], { changes: true }),
  ],
};

/** A task that one call fulfils, but for what is given. */
export function toolTask(more: Partial<ToolTask> = {}): ToolTask {
  return {
    library: LOANS,
    request: 'Which books has reader twelve taken home?',
    expected: [{ name: 'list_loans', arguments: '{"reader": 12}', open: [] }],
    further: [],
    mishap: null,
    ...more,
  };
}
