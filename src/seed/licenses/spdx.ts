/** Identifiers of the SPDX licence list that documents, data and code usually name, and none is long to type. */
const IDS =
  `0BSD AFL-3.0 AGPL-1.0-only AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 Artistic-1.0 Artistic-2.0 BSD-1-Clause
  BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Clear BSD-4-Clause BSL-1.0 BUSL-1.1 BlueOak-1.0.0 CAL-1.0 CC0-1.0
  CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0
  CC-BY-NC-1.0 CC-BY-NC-2.0 CC-BY-NC-2.5 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-SA-1.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-2.5
  CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-1.0 CC-BY-ND-2.0 CC-BY-ND-2.5 CC-BY-ND-3.0 CC-BY-ND-4.0 CC-BY-NC-ND-1.0
  CC-BY-NC-ND-2.0 CC-BY-NC-ND-2.5 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-PDDC CC-PDM-1.0 CDDL-1.0 CDDL-1.1 CDLA-Permissive-1.0
  CDLA-Permissive-2.0 CDLA-Sharing-1.0 CECILL-2.1 CPAL-1.0 CPL-1.0 ECL-2.0 EFL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.1-only
  GFDL-1.1-or-later GFDL-1.2-only GFDL-1.2-or-later GFDL-1.3-only GFDL-1.3-or-later GPL-1.0-only GPL-1.0-or-later GPL-2.0-only
  GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later HPND ICU ISC Intel LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1-only LGPL-2.1-or-later
  LGPL-3.0-only LGPL-3.0-or-later LPPL-1.3c MIT MIT-0 MPL-1.1 MPL-2.0 MS-PL MS-RL MulanPSL-2.0 NCSA NIST-PD NIST-Software NLOD-1.0
  NLOD-2.0 ODbL-1.0 ODC-By-1.0 OFL-1.0 OFL-1.1 OGL-Canada-2.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OSL-3.0 OpenSSL PDDL-1.0 PHP-3.01
  PSF-2.0 PostgreSQL Python-2.0 QPL-1.0 Ruby SSPL-1.0 TCL UPL-1.0 Unicode-3.0 Unicode-DFS-2016 Unlicense Vim W3C WTFPL X11 ZPL-2.1
  Zlib`.split(/\s+/);

const BY_LOWER = new Map(IDS.map((id) => [id.toLowerCase(), id]));

/** Other ways to name a licence, folded (see `folded`), and what they mean. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:the )?(?:mit|expat)(?: licen[cs]e)?$/, 'MIT'],
  [/^(?:the )?apache(?: software)?(?: licen[cs]e)?,?(?: version| v)? ?2(?:\.0)?(?: licen[cs]e)?$/, 'Apache-2.0'],
  [
    /^(?:the )?(?:bsd[ -]?3(?:[ -]clause)?|(?:3|three)[ -]clause bsd|(?:new|modified|revised) bsd)(?: licen[cs]e)?$/,
    'BSD-3-Clause',
  ],
  [
    /^(?:the )?(?:bsd[ -]?2(?:[ -]clause)?|(?:2|two)[ -]clause bsd|simplified bsd|freebsd)(?: licen[cs]e)?$/,
    'BSD-2-Clause',
  ],
  [/^(?:the )?isc(?: licen[cs]e)?$/, 'ISC'],
  [/^(?:the )?zlib(?:\/libpng)?(?: licen[cs]e)?$/, 'Zlib'],
  [/^(?:the )?unlicen[cs]e$/, 'Unlicense'],
  [/^(?:the )?boost software licen[cs]e(?:,? (?:version )?1\.0)?$/, 'BSL-1.0'],
  [/^(?:the )?(?:mozilla public licen[cs]e|mpl)(?:,? (?:version |v\.?)?2(?:\.0)?)$/, 'MPL-2.0'],
  [/^(?:the )?(?:eclipse public licen[cs]e|epl)(?: -)?(?:,? (?:version |v\.?)?2(?:\.0)?)$/, 'EPL-2.0'],
  [/^(?:the )?(?:eclipse public licen[cs]e|epl)(?: -)?(?:,? (?:version |v\.?)?1(?:\.0)?)$/, 'EPL-1.0'],
  [/^(?:the )?(?:european union public licen[cs]e|eupl)(?:,? (?:version |v\.?)?1\.2)?$/, 'EUPL-1.2'],
  [
    /^(?:the )?(?:open government licen[cs]e|ogl)(?: for public sector information)?,? (?:version |v\.?)?([123])(?:\.0)?$/,
    'OGL-UK-$1.0',
  ],
  [/^(?:the )?(?:odc )?(?:open database licen[cs]e|odbl)(?:,? (?:version |v\.?)?1(?:\.0)?)?$/, 'ODbL-1.0'],
  [
    /^(?:odc[ -]?by|(?:the )?open data commons attribution licen[cs]e)(?:,? (?:version |v\.?)?1(?:\.0)?)?$/,
    'ODC-By-1.0',
  ],
  [
    /^(?:odc )?(?:pddl|(?:the )?(?:open data commons )?public domain dedication and licen[cs]e)(?:,? (?:version |v\.?)?1(?:\.0)?)?$/,
    'PDDL-1.0',
  ],
  [/^(?:the )?(?:sil )?(?:open font licen[cs]e|ofl)(?:,? (?:version |v\.?)?1\.1)?$/, 'OFL-1.1'],
  [
    /^(?:cc[ -]?(?:0|zero)|creative commons zero)(?:[ -](?:v(?:ersion)? ?)?1(?:\.0)?)?(?: universal)?(?: (?:licen[cs]e|public domain dedication))?$/,
    'CC0-1.0',
  ],
  [/^(?:cc )?public domain mark(?: 1(?:\.0)?)?$/, 'CC-PDM-1.0'],
];

/** Where licences are kept on the web, without scheme and `www.`, and what stands there. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^creativecommons\.org\/licen[cs]es\/(by(?:-(?:nc-sa|nc-nd|nc|nd|sa))?)\/(\d\.\d)\b/, 'cc-$1-$2'],
  [/^creativecommons\.org\/publicdomain\/zero\/1\.0\b/, 'CC0-1.0'],
  [/^creativecommons\.org\/publicdomain\/mark\/1\.0\b/, 'CC-PDM-1.0'],
  [/^(?:opensource|spdx|choosealicense)\.(?:org|com)\/licen[cs]es?\/([\w.+-]+?)(?:\.html|\.php|\/)?$/, '$1'],
  [/^apache\.org\/licen[cs]es\/licen[cs]e-2\.0\b/, 'Apache-2.0'],
  [/^gnu\.org\/(?:copyleft|licen[cs]es)(?:\/old-licen[cs]es)?\/([alf]?g[pf]d?l)-(\d\.\d)\b/, '$1-$2'],
  [/^mozilla\.org\/(?:[a-z-]+\/)?mpl\/2\.0\b/, 'MPL-2.0'],
  [/^unlicen[cs]e\.org\/?$/, 'Unlicense'],
  [/^opendatacommons\.org\/licen[cs]es\/(pddl|odbl)\b/, '$1-1.0'],
  [/^opendatacommons\.org\/licen[cs]es\/by\b/, 'ODC-By-1.0'],
  [/^nationalarchives\.gov\.uk\/doc\/open-government-licen[cs]e\/version\/([123])\b/, 'OGL-UK-$1.0'],
];

const LONGEST = 300;

/**
 * A licence as it is stated (a name, an address, an SPDX expression) as SPDX writes it: `CC BY-SA 4.0` and
 * `https://creativecommons.org/licenses/by-sa/4.0/` are `CC-BY-SA-4.0`, `MIT or Apache 2` is `MIT OR Apache-2.0`. What is not
 * known stays as it is stated; what says that there is none (`unknown`, `n/a`) is null. GNU licences without "or later" are
 * `-only`; Creative Commons without a version stay without (`CC-BY-SA`).
 */
export function spdxOf(stated: string): string | null {
  const said = stated.slice(0, LONGEST).replaceAll(/\s+/g, ' ').trim();
  if (/^(?:|-|none|null|unknown|unspecified|undefined|n\/?a|other|\?+)$/i.test(said)) return null;
  const whole = one(said);
  if (whole !== undefined) return whole;
  const parts = said.replaceAll(/[()]/g, ' ').split(/\s+(OR|AND|WITH|or|and)\s+|\s*[/|]\s*(?=\D)/);
  if (parts.length === 1) return said;
  const known = parts.map((part) =>
    part === undefined ? 'OR' : /^(?:or|and|with)$/i.test(part) ? part.toUpperCase() : one(part),
  );
  return known.every((part) => part !== undefined) ? known.join(' ') : said;
}

/** One licence; undefined where it is not known. */
function one(stated: string): string | undefined {
  const exact = BY_LOWER.get(stated.trim().toLowerCase());
  if (exact !== undefined) return exact;
  const said = folded(stated);
  return (
    BY_LOWER.get(said.replaceAll(' ', '-')) ?? named(said) ?? creativeCommons(said) ?? gnu(said) ?? exception(stated)
  );
}

/** In lower case, without an address's scheme, a note in brackets at the end, and words that say nothing. */
function folded(stated: string): string {
  return stated
    .toLowerCase()
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^(?:https?:)?\/\/(?:www\.)?/, '')
    .replace(/^(?:this work is |released |distributed )?(?:licen[cs]ed )?under (?:the |an? )?/, '')
    .replace(/ \([^()]*\)$/, '')
    .replace(/[.;,]$/, '')
    .trim();
}

function named(said: string): string | undefined {
  for (const [pattern, id] of [...ADDRESSES, ...NAMES]) {
    const found = pattern.exec(said);
    if (!found) continue;
    const filled = id.replaceAll(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
    return BY_LOWER.get(filled.toLowerCase()) ?? gnu(filled);
  }
  return undefined;
}

const WORDS: Record<string, string> = {
  attribution: 'by',
  noncommercial: 'nc',
  sharealike: 'sa',
  noderivatives: 'nd',
  noderivs: 'nd',
};

/** `cc by-nc 4.0`, `creative commons attribution-noncommercial 4.0 international license`, with or without a version. */
function creativeCommons(said: string): string | undefined {
  const short = said
    .replace(/^creative commons |^cc[ -]/, 'cc ')
    .replaceAll(/non-?commercial|no-?deriv(?:ative)?s(?: works)?|share-?alike|attribution/g, (word) => {
      const plain = word.replaceAll(/-|(?:ative)?s? works$/g, '');
      return WORDS[plain] ?? (plain.startsWith('noderiv') ? 'nd' : word);
    })
    .replaceAll(/\b(?:licen[cs]e|international|unported|generic|version|v)\b\.?/g, ' ')
    .replaceAll(/[ -]+/g, '-')
    .replace(/-$/, '');
  const [, terms, version] = /^cc-(by(?:-(?:nc-sa|nc-nd|nc|nd|sa))?)(?:-(\d(?:\.\d)?))?$/.exec(short) ?? [];
  if (terms === undefined) return undefined;
  const id = `CC-${terms.toUpperCase()}`;
  if (version === undefined) return id;
  return BY_LOWER.get(`${id}-${version.includes('.') ? version : `${version}.0`}`.toLowerCase());
}

/** GNU licences in all their spellings. */
function gnu(said: string): string | undefined {
  const short = said
    .toLowerCase()
    .replace(/^(?:the )?gnu /, '')
    .replace(/^affero general public licen[cs]e/, 'agpl')
    .replace(/^(?:lesser|library) general public licen[cs]e/, 'lgpl')
    .replace(/^general public licen[cs]e/, 'gpl')
    .replace(/^free documentation licen[cs]e/, 'gfdl');
  const found = /^(a?gpl|lgpl|gfdl)[ ,-]*(?:version |v\.?)?(\d)(\.\d)?(.*)$/.exec(short);
  if (!found) return undefined;
  const [, name = '', major, minor = '.0', rest = ''] = found;
  if (!/^[\s,-]*(?:\+|only|or[ -](?:\(at your option\) )?(?:any )?(?:later|newer)(?: version)?)?$/.test(rest))
    return undefined;
  return BY_LOWER.get(`${name}-${major}${minor}-${/\+|later|newer/.test(rest) ? 'or-later' : 'only'}`);
}

/** What stands behind WITH in an expression. */
function exception(stated: string): string | undefined {
  return /^[\w.-]+-exception(?:-[\d.]+)?$|^LLVM-exception$/i.test(stated) ? stated : undefined;
}
