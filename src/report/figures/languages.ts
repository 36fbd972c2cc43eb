import { detectLanguage } from '../../text/language.ts';
import { lastUser } from '../row-parts.ts';
import type { Collector } from './collector.ts';

/** Whether prompts and responses are in one language, in a sample of rows in which both can be told. */
export interface Languages {
  told: number;
  same: number;
  /** Pairs of different languages, prompt > response, most first. */
  different: Record<string, number>;
}

const SAMPLE = 4000;
const LEAST_TEXT = 120;
/** Skills whose task may be to answer in another language, or in code. */
const FREE = new Set(['text-modification', 'coding', 'tool-use', 'web-agent']);

/** Gathers languages of the first 4,000 rows with enough prose on both sides. */
export function createLanguages(): Collector<Languages> {
  const texts: [prompt: string, response: string][] = [];
  return {
    row(pair) {
      if (texts.length >= SAMPLE || FREE.has(pair.lineage.skill)) return;
      const [prompt, response] = [lastUser(pair), pair.messages.at(-1)?.content ?? ''];
      if (prompt.length >= LEAST_TEXT && response.length >= LEAST_TEXT) {
        texts.push([prompt.slice(0, 2000), response.slice(0, 2000)]);
      }
    },
    async result() {
      let [told, same] = [0, 0];
      const different: Record<string, number> = {};
      for (const [prompt, response] of texts) {
        const [asked, answered] = [await detectLanguage(prompt), await detectLanguage(response)];
        if (asked === null || answered === null) continue;
        told++;
        if (asked === answered) same++;
        else different[`${asked} > ${answered}`] = (different[`${asked} > ${answered}`] ?? 0) + 1;
      }
      return { told, same, different };
    },
  };
}
