import { describe, expect, it } from 'vitest';
import {
  isContentsPage,
  isLicenceText,
  isLinkList,
  isReferenceList,
  looksLikeProse,
  notMaterial,
  notProse,
} from './shape.ts';

const ALICE = `Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or
twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it.`;
const CONTENTS = `Table of Contents

   1   Introduction ...................................................7
   1.1    Purpose......................................................7
   1.2   Requirements .................................................8
   1.3   Terminology ..................................................8
   1.4   Overall Operation ...........................................12`;
const INDEX = `## INDEX.

| Chap. |  | Page. |
| --- | --- | --- |
| I. | Deux Parents et Deux Enfants | 7 |
| II. | Papa se fâche | 8 |
| III. | Voilà ce que c’est! | 9 |
| IV. | Marie couche le petit blessé | 10 |
| V. | Voilà le Docteur | 10 |`;
const MENU = `- Overview\n- What We Do\n- Bureaus & Offices\n- Contact Us\n- FOIA\n- https://www.doi.gov/news`;
const LIST = `- Dictionary words are refused, and so is the name of the service.
- Repetitive or sequential characters (e.g. 'aaaaaa', '1234abcd').
- Context-specific words, such as the username, and derivatives thereof.
- Passwords obtained from previous breach corpuses.
- Anything that stands on the list that the verifier keeps.`;
const REFERENCES = `[1] Alvestrand, H., "Tags for the Identification of Languages", RFC 1766, March 1995.

[3] Berners-Lee, T., "Universal Resource Identifiers in WWW", RFC 1630, June 1994.

[4] Berners-Lee, T., Masinter, L. and M. McCahill, "Uniform Resource Locators (URL)", RFC 1738, December 1994.

[5] Berners-Lee, T. and D. Connolly, "Hypertext Markup Language - 2.0", RFC 1866, November 1995.`;
const CITED = `# REFERENCES CITED

Munch, J.W., 1995, Method 524.2, Measurement of purgeable compounds in water: Cincinnati, Ohio, 48 p.

Pankow, J.F., 1986, Magnitude of artifacts caused by bubbles: Analytical Chemistry, v. 58, p. 1822-1826.

Rose, D.L., and Schroeder, M.P., 1995, Methods of analysis: Survey Open-File Report 94-708, 26 p.

Slater, R.W., Jr., 1986, Volatile organic compounds: Cincinnati, Ohio, August 1986.

Squillace, P.J., 1995, Occurrence of the additive in ground water: Survey Fact Sheet FS-114-95, 4 p.`;
const DATA = `| Compound | Found | Deviation | Runs |
| --- | --- | --- | --- |
${['Benzene', 'Toluene', 'Xylene', 'Styrene', 'Bromoform', 'Furan'].map((name, at) => `| ${name} | 0.${at}2 | 0.0${at} | ${at + 7} |`).join('\n')}`;
const APACHE = `/* Licensed to the Apache Software Foundation (ASF) under one or more contributor license agreements. The ASF
 * licenses this file to You under the Apache License, Version 2.0 (the "License"); you may not use this file except in
 * compliance with the License. See the NOTICE file for additional information regarding copyright holders.
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. */`;
const CODE = `class AuthBase:\n    def __call__(self, r):\n        return not self == other and all([self.a == r.a]);\n`;
const CHINESE = '他来到北京以后，每天早上都去公园散步，晚上回家读书写信，日子过得很安静。'.repeat(2);

const SAMPLES = { ALICE, CONTENTS, INDEX, MENU, LIST, REFERENCES, CITED, DATA, APACHE, CODE, CHINESE };
const CASES: [name: string, test: (text: string) => boolean, yes: (keyof typeof SAMPLES)[]][] = [
  ['isContentsPage', isContentsPage, ['CONTENTS', 'INDEX']],
  ['isLinkList', isLinkList, ['MENU']],
  ['isReferenceList', isReferenceList, ['REFERENCES', 'CITED']],
  ['isLicenceText', isLicenceText, ['APACHE']],
];

describe('the shape of a text', () => {
  it.each(CASES)('%s', (_, test, yes) => {
    const told = Object.entries(SAMPLES).filter(([, text]) => test(text));
    expect(told.map(([name]) => name)).toEqual(yes);
  });

  it('looksLikeProse', () => {
    expect([ALICE, CHINESE, LIST].map(looksLikeProse)).toEqual([true, true, true]);
    expect([CONTENTS, INDEX, MENU, CODE, '', 'Heading'].map(looksLikeProse)).toEqual(Array(6).fill(false));
  });
});

it('names what is amiss, for prose and for any material', () => {
  const links = Array.from({ length: 8 }, (_, at) => `- [Page ${at}](https://example.org/${at})`).join('\n');
  const table = 'a | b | c\n1 | 2 | 3\n4 | 5 | 6';
  const prose =
    'The clock in the tower was built by two sisters, and it strikes the hours but not the quarters. '.repeat(4);
  expect([links, table, prose].map(notMaterial)).toEqual(['a list of links', null, null]);
  expect([links, table, prose].map(notProse)).toEqual(['a list of links', 'not running text', null]);
});
