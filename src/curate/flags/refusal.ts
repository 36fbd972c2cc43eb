import { isRefusal } from '../../teacher/refusal.ts';
import { type FlagRule, lastTurn, shown } from './flag.ts';

const LONGEST = 300;
/** Skills in which declining what the tools or the site cannot do is the right answer. */
const DECLINING = new Set(['tool-use', 'web-agent']);
/** How refusals begin in some other languages; English is told by `isRefusal`. */
const OTHERS = [
  /^(?:es )?tut mir (?:sehr )?leid, (?:aber )?(?:ich kann|dabei kann ich|bei)\b/,
  /^(?:je suis )?d[ée]sol[ée]e?,? (?:mais )?je ne (?:peux|suis)\b/,
  /^lo siento(?: mucho)?, (?:pero )?no puedo\b/,
  /^(?:mi dispiace|spiacente), (?:ma )?non posso\b/,
  /^(?:sinto muito|desculpe), (?:mas )?(?:n[ãa]o posso|eu n[ãa]o posso)/,
  /^(?:很?抱歉|对不起|對不起)[，,]?\s?我(?:无法|無法|不能)/,
  /^(?:申し訳(?:ありません|ございません)|すみません)[がけ、,].{0,40}(?:できません|できかねます)/,
  /^(?:извините|к сожалению)[,]? (?:но )?я не могу/,
];

/** A last turn that only declines. */
export const refusal: FlagRule = {
  name: 'refusal',
  says: 'the answer only declines',
  find(row) {
    if (DECLINING.has(row.skill)) return null;
    const text = lastTurn(row).trim();
    if (text.length > LONGEST) return null;
    const said = text.toLowerCase();
    return isRefusal(text) || OTHERS.some((pattern) => pattern.test(said)) ? shown(text) : null;
  },
};
