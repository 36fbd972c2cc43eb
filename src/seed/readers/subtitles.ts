import { cleanText, decodeText } from '../decode.ts';
import { decodeEntities } from '../entities.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`;
const CUE = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}(?:\\s.*)?$`);
const HEAD = new RegExp(`^\\s*(?:WEBVTT(?:\\s|$)|\\d{1,6}\\s*\\n\\s*${TIME}\\s*-->)`);

/** Seconds without words after which a new paragraph begins, and characters after which one ends with its sentence. */
const PAUSE = 4;
const LONG = 600;

/**
 * Subtitles (SubRip, WebVTT) as running text: without times, marks of style and repeated lines; who speaks, where it is
 * said, in lines of their own. Paragraphs end with pauses, and with sentences once they are long.
 */
export const reader: Reader = {
  id: 'subtitles',
  extensions: ['.srt', '.vtt'],
  claims: (head) => HEAD.test(new TextDecoder().decode(head.subarray(0, 2000))),
  async read(file) {
    const text = cleanText(runningText(cuesOf(await decodeText(await file.bytes()))));
    if (text === '') throw new Unreadable('no subtitles in it');
    return [
      {
        ...{ source: file.source, kind: 'text', text, license: null, language: null, sections: [] },
        title: titleOfFile(file.source.replace(/\.(?:srt|vtt)$/i, '').replace(/\.[a-z]{2,3}$/i, '')),
      },
    ];
  },
};

interface Cue {
  from: number;
  to: number;
  lines: string[];
}

function cuesOf(source: string): Cue[] {
  const cues: Cue[] = [];
  let open: Cue | undefined;
  const lines = source.split('\n');
  for (const [at, line] of lines.entries()) {
    const time = CUE.exec(line);
    if (time) {
      open = { from: seconds(time.slice(1, 5)), to: seconds(time.slice(5, 9)), lines: [] };
      cues.push(open);
    } else if (line.trim() === '') open = undefined;
    else if (open && !(/^\s*\d{1,6}\s*$/.test(line) && CUE.test(lines[at + 1] ?? ''))) open.lines.push(plain(line));
  }
  return cues;
}

function seconds([hours = '0', minutes = '0', rest = '0', fraction = '0']: (string | undefined)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest) + Number(`0.${fraction}`);
}

function plain(line: string): string {
  const spoken = line.replaceAll(/<v(?:\.[^<>\s]{0,100})?\s+([^<>]{1,100})>/g, '$1: ');
  return decodeEntities(
    spoken.replaceAll(/<[^<>]{0,200}>|\{\\[^{}]{0,200}\}/g, '').replaceAll(/^[♪♫#\s]+|[♪♫#\s]+$/g, ''),
  ).trim();
}

function runningText(cues: readonly Cue[]): string {
  const paragraphs: string[] = [];
  let said = '';
  let last: Cue | undefined;
  const end = () => {
    if (said !== '') paragraphs.push(said);
    said = '';
  };
  for (const cue of cues) {
    if (last && cue.from - last.to > PAUSE) end();
    for (const line of cue.lines) {
      if (line === '' || last?.lines.includes(line)) continue;
      const speaks = /^(?:[-–—]\s|[\p{Lu}][\p{L}.' ]{0,30}:\s)/u.test(line);
      if (said.length > LONG && /[.!?…]["”’)]*$/.test(said)) end();
      said += said === '' ? line : speaks ? `\n${line}` : `${/\p{L}-$/u.test(said) ? '' : ' '}${line}`;
    }
    if (cue.lines.length > 0) last = cue;
  }
  end();
  return paragraphs.join('\n\n');
}
