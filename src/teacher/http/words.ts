import { z } from 'zod';
import { jsonOf } from './reply.ts';

const Text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const Named = z.object({ message: Text, code: Text, type: Text, param: Text, status: Text });
const Detail = z.object({ msg: Text, type: Text, loc: z.array(Text).nullish().catch(null) });
const Body = z.object({
  ...Named.shape,
  error: z
    .union([z.string(), z.object({ ...Named.shape, innererror: z.object({ code: Text }).nullish().catch(null) })])
    .nullish()
    .catch(null),
  detail: z
    .union([z.string(), z.array(Detail)])
    .nullish()
    .catch(null),
});

/** What a provider said: for people (redacted, at most 300 characters, no final period), and to look for words in. */
export interface Words {
  shown: string;
  /** Message, code, type and parameter, in lower case; never what the provider echoes of the request. */
  all: string;
}

/** Reads the body of a refusal: the error shapes of OpenAI, FastAPI, Ollama and Google; or any text or HTML. */
export function wordsOf(body: string, redact: (text: string) => string): Words {
  const text = redact(body);
  const json = jsonOf(text);
  const parsed = Body.safeParse(Array.isArray(json) ? json[0] : json);
  const said = parsed.success ? fieldsOf(parsed.data) : { message: '', marks: [] };
  const message = redact((said.message || plain(text)).replaceAll(/\s+/g, ' ').trim());
  const shown = message.length > 300 ? `${message.slice(0, 299).toWellFormed()}…` : message.replace(/\.$/, '');
  return { shown: shown || 'it says nothing', all: [message, ...said.marks].join(' ').toLowerCase() };
}

function fieldsOf(body: z.infer<typeof Body>): { message: string; marks: string[] } {
  const { error, detail } = body;
  const named = typeof error === 'object' && error ? error : body;
  const details = Array.isArray(detail) ? detail.map(({ loc, msg }) => `${(loc ?? []).join('.')}: ${msg ?? ''}`) : [];
  const inner = typeof error === 'object' ? error?.innererror?.code : null;
  const marks = [named.code, named.type, named.param, named.status, inner];
  const kinds = Array.isArray(detail) ? detail.map(({ type }) => type) : [];
  const message = typeof error === 'string' ? error : typeof detail === 'string' ? detail : details.join('; ');
  return {
    message: named.message || message,
    marks: [...marks, ...kinds].filter((mark) => typeof mark === 'string'),
  };
}

function plain(body: string): string {
  return body
    .slice(0, 4000)
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .trim();
}
