import { type Mapped, normalForm } from './normal-form.ts';
import { createSplitter, type Section } from './sections.ts';
import { partsOf, type TokenizerFile } from './tokenizer-file.ts';
import { byteWalk, type Cursor, textWalk, type Walk } from './walk.ts';

/**
 * Where tokens stand in their text: start and end of each, one behind the other, in code units; undefined where they
 * cannot be placed. The library gives none, so the tokens are spelled along the text; what is spelled differently
 * (normal forms, marks for spaces, bytes, unknown words) is followed. The method is that of docs/decisions/0040.
 */
export type Align = (text: string, tokens: readonly string[]) => Int32Array | undefined;

/** What of a tokenizer's own functions the alignment needs. */
export interface Normalizers {
  normalize(text: string): string;
  /** Without parts that put something in front, or strip ends. */
  core(text: string): string;
}

/** Makes the alignment of a tokenizer. */
export function createAlign(file: TokenizerFile, { normalize, core }: Normalizers): Align {
  const raw = file.added_tokens.filter((token) => !token.normalized || !file.normalizer);
  const normalized = file.added_tokens.filter((token) => token.normalized && file.normalizer);
  const split = createSplitter(raw.map((token) => ({ ...token, as: token.content })));
  const splitNormal = createSplitter(normalized.map((token) => ({ ...token, as: normalize(token.content) })));
  const walk = walkOf(file);
  const isAdded = new Map(file.added_tokens.map((token) => [token.content, true]));
  return (text, tokens) => {
    const offsets = new Int32Array(tokens.length * 2);
    const cursor: Cursor = { tokens, at: 0 };
    const place = (base: number) => (start: number, end: number) => {
      offsets[cursor.at * 2] = base + start;
      offsets[cursor.at * 2 + 1] = base + end;
    };
    const inside = (section: Section): boolean => {
      const mapped = normalForm(section.text, normalize, core);
      if (mapped === undefined) return false;
      return splitNormal(mapped.text).every((part) => {
        if (!part.added) return walk(slice(mapped, part), cursor, place(section.start));
        place(section.start)(mapped.starts[part.start] ?? 0, mapped.ends[part.end - 1] ?? 0);
        return ++cursor.at <= tokens.length;
      });
    };
    const done = split(text).every((section) => {
      if (!section.added) return inside(section);
      if (!isAdded.has(tokens[cursor.at] ?? '')) return false;
      place(0)(section.start, section.end);
      cursor.at++;
      return true;
    });
    return done && cursor.at === tokens.length ? offsets : undefined;
  };
}

function slice({ text, starts, ends }: Mapped, { start, end }: Section): Mapped {
  return { text: text.slice(start, end), starts: starts.subarray(start, end), ends: ends.subarray(start, end) };
}

function walkOf({ pre_tokenizer, post_processor, model }: TokenizerFile): Walk {
  const bytes = partsOf(pre_tokenizer).find(({ type }) => type === 'ByteLevel');
  if (bytes) {
    const trim = partsOf(post_processor).some(
      ({ type, trim_offsets }) => type === 'ByteLevel' && trim_offsets === true,
    );
    return byteWalk({ prefix: bytes.add_prefix_space === true, trim });
  }
  return textWalk({
    unknown: model.unk_token ?? null,
    bytes: model.byte_fallback === true,
    spaces: partsOf(pre_tokenizer).some(({ type }) => type === 'Metaspace'),
    prefix: model.continuing_subword_prefix ?? '',
    suffix: model.end_of_word_suffix ?? '',
  });
}
