/**
 * Holds the text that readers extract against that of independent tools (pandoc, pdftotext, ...), for the files in
 * `../shared/seeds`: `npx node bench/extraction.ts [format...]`. Word 5-grams, counted; the exit code is 1 where a file is
 * below the bar. A format is a file in `bench/extraction/` and a line here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compare, LEAST, type Truth } from './extraction/compare.ts';
import { truth as docx } from './extraction/docx.ts';
import { truth as epub } from './extraction/epub.ts';
import { truth as html } from './extraction/html.ts';
import { truth as odt } from './extraction/odt.ts';
import { truth as pdf } from './extraction/pdf.ts';
import { truth as rtf } from './extraction/rtf.ts';

const FORMATS: Record<string, Truth> = { docx, epub, html, odt, pdf, rtf };
const SEEDS = join(import.meta.dirname, '../../shared/seeds');

const names = process.argv.slice(2);
const unknown = names.find((name) => !FORMATS[name]);
if (unknown !== undefined || !existsSync(SEEDS)) {
  console.error(unknown === undefined ? `No ${SEEDS}` : `No format "${unknown}": ${Object.keys(FORMATS).join(', ')}`);
  process.exitCode = 2;
} else {
  console.log('| file | against | words | recall | precision |\n| --- | --- | ---: | ---: | ---: |');
  for (const [name, truth] of Object.entries(FORMATS)) {
    if (names.length === 0 || names.includes(name)) await hold(name, truth);
  }
}

async function hold(name: string, truth: Truth): Promise<void> {
  for (const file of truth.files) {
    const path = join(SEEDS, file);
    const { words, recall, precision } = compare(await truth.ours(path), await truth.reference(path));
    const low = recall < LEAST || precision < LEAST;
    if (low) process.exitCode = 1;
    const figures = [recall, precision].map((share) => share.toFixed(4)).join(' | ');
    const made = file.endsWith('.md') ? `, made into ${name}` : '';
    console.log(`| ${file}${made} | ${truth.tool} | ${words} | ${figures} |${low ? ' below the bar' : ''}`);
  }
  for (const [file, why] of Object.entries(truth.excluded)) console.log(`| ${file} | left out: ${why} | | | |`);
}
