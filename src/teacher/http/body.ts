import type { Message } from '../../data.ts';
import { schemaJson } from '../schema-json.ts';
import type { JsonSchema, Request } from '../teacher.ts';

/** What the endpoint takes, as far as is known: begins with all and is lowered as it complains. */
export interface Wire {
  /** How a shape is asked for: a JSON schema, strict or not; any JSON object; in the prompt's words alone. */
  format: 'strict' | 'loose' | 'object' | 'none';
  room: 'max_tokens' | 'max_completion_tokens';
  temperature: boolean;
  topP: boolean;
}

/** All that an endpoint can take. */
export const FULL_WIRE: Wire = { format: 'strict', room: 'max_tokens', temperature: true, topP: true };

const LOWER = { strict: 'loose', loose: 'object', object: 'none', none: 'none' } as const;
const UNSUPPORTED =
  /unsupported|not support|only the default|deprecated|cannot both|unknown|unrecogni[sz]ed|unexpected|extra[_ ](forbidden|inputs)|not permitted|not allowed|instead/;
const FORMAT =
  /response_format|json[_ ]schema|json_object|json mode|structured output|\bstrict\b|schema|guided|grammar|additionalproperties/;
/** What a server says that fails (500) at every attempt, not only at this one. */
const LASTING =
  /unsupported|(?:not|n't) (?:yet |currently )?(?:be )?(?:support|implement|allow|permit)|(?:fail\w*|unable|cannot|could not|error) (?:to )?(?:compil|pars|convert|translat)|invalid|unrecogni[sz]ed/;

/** Statuses that may complain of what was sent; a 500 does only with words of something that lasts. */
const COMPLAINTS = new Set([400, 422, 500, 501]);

/**
 * The wire to use after a complaint about this one, or null where the refusal is about something else or may pass.
 * `words` is what the provider said, in lower case; `status` is null where it was not kept.
 */
export function lowerWire(used: Wire, request: Request, status: number | null, words: string): Wire | null {
  if ((status !== null && !COMPLAINTS.has(status)) || (status === 500 && !LASTING.test(words))) return null;
  const { temperature, topP } = request.sampling;
  if (UNSUPPORTED.test(words)) {
    if (used.room === 'max_tokens' && /max_completion_tokens/.test(words))
      return { ...used, room: 'max_completion_tokens' };
    if (used.topP && topP !== undefined && /top_?p\b/.test(words)) return { ...used, topP: false };
    if (used.temperature && temperature !== undefined && /temperature/.test(words))
      return { ...used, temperature: false };
  }
  if (request.schema && used.format !== 'none' && FORMAT.test(words)) return { ...used, format: LOWER[used.format] };
  return null;
}

/** Writes the JSON body of a completion. */
export type BodyWriter = (model: string, request: Request, wire: Wire) => string;

/** A writer that adds `extra` to every body; a field in `extra` stands in place of the teacher's own. */
export function createBodyWriter(extra: Readonly<Record<string, unknown>> = {}): BodyWriter {
  const set = new Set(Object.keys(extra).filter((name) => extra[name] !== undefined));
  const fields = JSON.stringify(extra).slice(1, -1);
  const tail = fields ? `,${fields}}` : '}';
  const ownRoom = set.has('max_tokens') || set.has('max_completion_tokens');
  return (model, request, wire) => {
    const { temperature, topP } = request.sampling;
    let body = `{"messages":${turnsOf(request.messages)}`;
    if (request.tools && !set.has('tools')) body += `,"tools":${wellFormed(request.tools)}`;
    if (!set.has('model')) body += `,"model":${JSON.stringify(model)}`;
    if (temperature !== undefined && wire.temperature && !set.has('temperature'))
      body += `,"temperature":${temperature}`;
    if (topP !== undefined && wire.topP && !set.has('top_p')) body += `,"top_p":${topP}`;
    if (!ownRoom) body += `,"${wire.room}":${request.maxTokens}`;
    if (request.schema && wire.format !== 'none' && !set.has('response_format')) {
      body += `,"response_format":${formatOf(request.schema, wire.format)}`;
    }
    return body + tail;
  };
}

function turnsOf(messages: readonly Message[]): string {
  const plain = messages.every(({ content, tool_calls }) => !tool_calls && content.isWellFormed());
  return plain ? JSON.stringify(messages) : wellFormed(messages);
}

/** As JSON, lone surrogates in it made U+FFFD: servers in Python fail on them. */
function wellFormed(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? each.toWellFormed() : each));
}

function formatOf(schema: JsonSchema, format: Exclude<Wire['format'], 'none'>): string {
  if (format === 'object') return '{"type":"json_object"}';
  const json = schemaJson(schema);
  return `{"type":"json_schema","json_schema":{"name":"reply","schema":${json},"strict":${format === 'strict'}}}`;
}
