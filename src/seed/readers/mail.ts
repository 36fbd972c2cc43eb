import { cleanText, decodeText } from '../decode.ts';
import { languageCode } from '../language.ts';
import { messageOf } from '../mail/message.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { toMarkdown } from '../to-markdown.ts';
import { unwrap } from '../unwrap.ts';

/** Header lines, three of them such as only messages have, and no line that is none before the first blank one. */
const HEAD = /^(?:From [^\n]{1,200}\n)?(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}/;
const TRACES = /^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Date|From|Subject|Content-Type):/gim;

/**
 * E-mail (RFC 5322): its text, the subject as title; signatures, and the names and addresses in headers, are left out.
 * Attachments are not read.
 */
export const reader: Reader = {
  id: 'mail',
  extensions: ['.eml'],
  claims: (head) => isMessage(Buffer.from(head.subarray(0, 20_000)).toString('latin1').replaceAll('\r\n', '\n')),
  async read(file, { reject }) {
    const { subject, body, language, attached } = messageOf(Buffer.from(await file.bytes()).toString('latin1'));
    for (const name of attached) reject({ source: file.source, reason: `attachment "${name}" is not read` });
    if (!body) throw new Unreadable('a message without text');
    const said = await decodeText(body.bytes, body.charset);
    const text = cleanText(withoutSignature(body.html ? await toMarkdown(said) : unwrap(said))).trim();
    if (text === '') throw new Unreadable('a message without text');
    return [
      {
        ...{ source: file.source, kind: 'text', text, license: null, sections: [] },
        language: languageCode(language),
        title: subject || titleOfFile(file.source),
      },
    ];
  },
};

function isMessage(head: string): boolean {
  const headers = HEAD.exec(head)?.[0] ?? '';
  const names = new Set([...headers.matchAll(TRACES)].map(([name]) => name.toLowerCase()));
  return names.size >= 4 && (names.has('message-id:') || names.has('received:')) && names.has('from:');
}

/** Without what stands below the mark of a signature (RFC 3676), if that is short. */
function withoutSignature(text: string): string {
  const at = text.lastIndexOf('\n-- \n') === -1 ? text.lastIndexOf('\n--\n') : text.lastIndexOf('\n-- \n');
  return at === -1 || text.length - at > 1000 ? text : text.slice(0, at);
}
