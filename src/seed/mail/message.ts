import { decodedWords, headersOf, parameter, quotedPrintable } from './headers.ts';

/** What a message says: its subject, and its text, plain or as HTML. */
export interface Message {
  subject: string;
  language: string | undefined;
  /** The bytes of its text, what encoding they are said to be in, and whether they are HTML. */
  body: { bytes: Uint8Array; charset: string | undefined; html: boolean } | undefined;
  /** Names of what is attached. */
  attached: string[];
}

const DEEPEST = 10;
const MOST_PARTS = 1000;

/** The message in a file (RFC 5322, MIME), given as Latin-1 so that bytes stay what they are. */
export function messageOf(raw: string): Message {
  const text = raw.replaceAll('\r\n', '\n');
  const found: Message = { subject: '', language: undefined, body: undefined, attached: [] };
  const { headers } = split(text);
  found.subject = decodedWords(utf8(headers.get('subject') ?? '')).trim();
  found.language = headers.get('content-language');
  read(text, found, 0, { left: MOST_PARTS });
  return found;
}

function split(text: string): { headers: ReturnType<typeof headersOf>; rest: string } {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  return end === -1
    ? { headers: headersOf(text), rest: '' }
    : { headers: headersOf(text.slice(0, end)), rest: text.slice(end).replace(/^\n{1,2}/, '') };
}

/** Reads a part into what was found: the first plain text is taken, else the first HTML. */
function read(text: string, found: Message, depth: number, parts: { left: number }): void {
  if (parts.left-- <= 0 || depth > DEEPEST) return;
  const { headers, rest } = split(text);
  const type = headers.get('content-type') ?? 'text/plain';
  const kind = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(type)?.[1]?.toLowerCase() ?? 'text/plain';
  const name = parameter(headers.get('content-disposition'), 'filename') ?? parameter(type, 'name');
  const boundary = parameter(type, 'boundary');
  if (kind.startsWith('multipart/') && boundary !== undefined) {
    for (const part of partsOf(rest, boundary)) read(part, found, depth + 1, parts);
  } else if (kind === 'message/rfc822') read(rest, found, depth + 1, parts);
  else if (
    name !== undefined ||
    /^\s*attachment/i.test(headers.get('content-disposition') ?? '') ||
    !/^text\/(?:plain|html)$/.test(kind)
  )
    found.attached.push(decodedWords(name ?? kind));
  else if (!found.body || (found.body.html && kind === 'text/plain'))
    found.body = {
      bytes: bytesOf(rest, headers.get('content-transfer-encoding')),
      charset: parameter(type, 'charset'),
      html: kind === 'text/html',
    };
}

function partsOf(text: string, boundary: string): string[] {
  const pieces = `\n${text}`.split(`\n--${boundary}`).slice(1, MOST_PARTS);
  const end = pieces.findIndex((piece) => piece.startsWith('--'));
  return (end === -1 ? pieces : pieces.slice(0, end)).map((piece) => piece.replace(/^[^\S\n]*\n/, ''));
}

function bytesOf(text: string, encoding: string | undefined): Uint8Array {
  const kind = encoding?.trim().toLowerCase();
  if (kind === 'base64') return Buffer.from(text, 'base64');
  return kind === 'quoted-printable' ? quotedPrintable(text) : Buffer.from(text, 'latin1');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
