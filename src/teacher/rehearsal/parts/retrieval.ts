import type { Part } from '../part.ts';
import { answerSearch, saidAbout } from '../source-answer.ts';
import { editSearch } from '../source-edits.ts';
import { counterpart, makeSearches } from '../source-items.ts';
import { readSearch, readSources } from '../sources.ts';

/** Questions on a collection of documents, their answers looked up in it, with citations and refusals where they are due. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if ('disputed' in fields && 'theirs' in fields) return counterpart(asked);
    if ('admits' in fields && 'answers' in fields) return [saidAbout(String(task?.item?.answer ?? ''))];
    const collection = task && 'question' in fields && 'evidence' in fields ? readSources(task.material) : null;
    const editing = task && task.suggestion !== null && 'revised' in fields ? readSources(task.material) : null;
    if (task && (editing ?? (task.suggestion !== null ? collection : null))) return editSearch(asked);
    return collection && !task?.item ? makeSearches(asked, collection) : null;
  },
  answer(messages, draw) {
    const asked = messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const shown = messages.filter(({ role }) => role === 'user' || role === 'system');
    const all = shown.map(({ role, content }) => (role === 'system' ? withoutAdvice(content) : content)).join('\n\n');
    const search = readSearch(asked) ?? readSearch(all);
    return search && answerSearch(search, all, draw);
  },
} satisfies Part;

/** A system turn without the paragraph of advice that rows do not keep: the first, when it is long and on one line. */
function withoutAdvice(system: string): string {
  const [first = '', ...rest] = system.split('\n\n');
  return first.length > LONG_ADVICE && !first.includes('\n') ? rest.join('\n\n') : system;
}

const LONG_ADVICE = 400;
