import { expect, test } from 'vitest';
import { parseFault } from './parse-fault.ts';

test.each([
  ['json', '{"a": [1, 2]}'],
  ['yaml', 'a:\n  - b: 1\n    c: [2, 3]'],
  ['javascript', 'import fs from "node:fs";\nexport const f = async (x) => await x?.y ?? 1;'],
  ['typescript', 'enum E { A }\nexport function f<T extends object>(x: T): keyof T | null { return null; }'],
  ['rust', 'anything at all {'],
])('%s is read', async (language, code) => {
  expect(await parseFault(language, code)).toBeNull();
});

test.each([
  ['json', "{'a': 1}"],
  ['yaml', 'a: [1, 2\nb: }'],
  ['javascript', 'const f = (x => {;'],
  ['javascript', 'for (;;) { while'],
  ['typescript', 'let x: = 1'],
  ['typescript', `${'('.repeat(5000)}1`],
])('%s has a fault: %s', async (language, code) => {
  expect(await parseFault(language, code)).toEqual(expect.any(String));
});
