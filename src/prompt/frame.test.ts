import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { fillFrame, HOLES, parseFrame } from './frame.ts';
import { loadAgentWords } from './load-agent-words.ts';
import { loadFrames } from './load-frames.ts';

const SOURCE = '<m>\n{{material}}\n</m>\n\n{{item}}\n\nNote: {{words}}\n\n{{format}}\n';
const VALUES = { material: 'M', item: 'I', words: 'W', format: 'F' };

function caught(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('no UserError was thrown');
}

describe('parseFrame', () => {
  test('names the line of a hole that nothing fills', () => {
    const error = caught(() => parseFrame('verify', 'prompts/verify.md', `\n${SOURCE}{{angle}}`));
    expect(error).toMatchObject({ code: 'E_FRAME' });
    expect(error.message).toContain('prompts/verify.md:11');
    expect(error.message).toContain('{{angle}}');
    expect(caught(() => parseFrame('verify', 'v.md', '{{ material }}')).message).toContain('{{ material }}');
  });

  test('names the holes that are forgotten', () => {
    expect(caught(() => parseFrame('verify', 'v.md', '{{material}} {{item}}')).message).toContain(
      '{{words}}, {{format}}',
    );
  });
});

describe('fillFrame', () => {
  const frame = parseFrame('verify', 'v.md', SOURCE.replaceAll('\n', '\r\n'));

  test('takes an empty value out with its paragraph', () => {
    expect(fillFrame(frame, VALUES)).toBe('<m>\nM\n</m>\n\nI\n\nNote: W\n\nF');
    expect(fillFrame(frame, { ...VALUES, material: '', words: '' })).toBe('I\n\nF');
  });

  test('keeps a hole or a replacement pattern within a value as text', () => {
    const value = fc.array(fc.constantFrom('{{item}}', '{{words}}', '$&', '$1', '{{', '}}', 'a'), { minLength: 1 });
    fc.assert(
      fc.property(value, (parts) => {
        const material = parts.join('');
        expect(fillFrame(frame, { ...VALUES, material })).toBe(`<m>\n${material}\n</m>\n\nI\n\nNote: W\n\nF`);
      }),
    );
  });
});

test('loadFrames reads the shipped frames, the material of each before what varies', async () => {
  const frames = await loadFrames();
  for (const [stage, frame] of Object.entries(frames.stages)) {
    const holes = frame.paragraphs.flat().flatMap(({ hole }) => (hole === '' ? [] : [hole]));
    expect(holes.toSorted()).toEqual([...HOLES[stage as keyof typeof HOLES]].toSorted());
    expect([holes[0], holes.at(-1)]).toEqual(['material', 'format']);
  }
  expect(frames.system).not.toBe('');
  expect(frames.hash).toMatch(/^[0-9a-f]{16}$/);
  expect((await loadFrames()).hash).toBe(frames.hash);
});

test('loadFrames names a frame that is not there', async () => {
  await expect(loadFrames('/nowhere')).rejects.toMatchObject({
    code: 'E_FRAME',
    message: expect.stringContaining('ENOENT'),
  });
});

test('loadVerifyWords gives the words of every agent that a check asks', async () => {
  const words = await loadAgentWords('verify');
  for (const agent of ['answer-from-material', 'declines', 'same-answer'])
    expect(words.get(agent)?.words).toMatch(/\w/);
  expect(new Set([...words.values()].map(({ hash }) => hash)).size).toBe(words.size);
});
