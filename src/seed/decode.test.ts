import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encode } from '../../test/encode.ts';
import { decodeBytes } from './decode.ts';

const TEXTS: Record<string, [text: string, encodings: string[]]> = {
  German: [
    'Gregor lag auf seinem panzerartig harten Rücken und sah, wenn er den Kopf ein wenig hob, seinen gewölbten, braunen, von bogenförmigen Versteifungen geteilten Bauch, auf dessen Höhe sich die Bettdecke kaum noch erhalten konnte.',
    ['windows-1252', 'macintosh'],
  ],
  Polish: [
    'Warszawa leży nad Wisłą i jest największym miastem Polski. Po zniszczeniach wojennych Stare Miasto odbudowano z wielką dokładnością, a dziś przyjeżdżają tu goście z całego świata, by zobaczyć zamek, łazienki i muzea.',
    ['windows-1250', 'iso-8859-2'],
  ],
  Russian: [
    'Москва стоит на реке и является крупнейшим городом страны. Каждый год сюда приезжают тысячи людей, чтобы увидеть музеи, театры и старые улицы.',
    ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
  ],
  Greek: [
    'Η Αθήνα είναι μία από τις αρχαιότερες πόλεις του κόσμου. Σήμερα είναι μια μεγάλη σύγχρονη πόλη με πολλούς επισκέπτες κάθε χρόνο.',
    ['windows-1253', 'iso-8859-7'],
  ],
  Hebrew: [
    'העיר ממוקמת בהרים, בין ים המלח לים התיכון. היא אחת הערים העתיקות בעולם, ובמהלך השנים נהרסה ונבנתה מחדש פעמים רבות.',
    ['windows-1255', 'iso-8859-8'],
  ],
  Arabic: [
    'تقع المدينة على ضفاف النهر وهي من أقدم مدن العالم. يزورها كل عام آلاف الناس ليروا المتاحف والأسواق القديمة.',
    ['windows-1256', 'iso-8859-6'],
  ],
  Chinese: ['这座城市位于河边，是世界上最古老的城市之一。每年都有成千上万的人来参观博物馆和老街。', ['gbk', 'gb18030']],
  Traditional: ['這座城市位於河邊，是世界上最古老的城市之一。每年都有成千上萬的人來參觀博物館和老街。', ['big5']],
  Japanese: [
    'この町は川のほとりにあり、世界で最も古い町のひとつです。毎年多くの人が博物館や古い通りを見に来ます。',
    ['shift_jis', 'euc-jp'],
  ],
  Korean: [
    '이 도시는 강가에 있으며 세계에서 가장 오래된 도시 가운데 하나이다. 해마다 많은 사람이 찾아온다.',
    ['euc-kr'],
  ],
};
const WIDE = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'];
const CASES = Object.entries(TEXTS).flatMap(([language, [text, encodings]]) =>
  [...encodings, ...WIDE].map((encoding) => [language, encoding, text] as const),
);

describe('decodeBytes', () => {
  it.each(CASES)('reads %s in %s', async (_, encoding, text) => {
    expect(await decodeBytes(encode(text, encoding))).toBe(text);
  });

  it.each(WIDE)('leaves out the byte order mark of %s', async (encoding) => {
    expect(await decodeBytes(encode('\ufeffab', encoding))).toBe('ab');
  });

  it('reads ISO-2022-JP, which is ASCII as far as bytes go', async () => {
    const bytes = Buffer.from('\x1b$B$3$l$OF|K\\8l\x1b(B abc', 'latin1');
    expect(await decodeBytes(bytes)).toBe('これは日本語 abc');
  });

  it('keeps UTF-8 in which a few bytes are of another encoding', async () => {
    const good = 'Größe, Länge und Höhe: für Übungen, naïve Café-Gäste, süße Brötchen.';
    expect(await decodeBytes(Buffer.concat([Buffer.from(good), Buffer.from(' M\xfcller', 'latin1')]))).toBe(
      `${good} Müller`,
    );
  });

  it('leaves out a character that the end cuts off', async () => {
    expect(await decodeBytes(Buffer.from('naïve café').subarray(0, -1))).toBe('naïve caf');
  });

  it('goes by what the file states where bytes do not say', async () => {
    const bytes = Buffer.from('The sign \xb1 is in the text.', 'latin1');
    expect(await decodeBytes(bytes, 'iso-8859-2')).toBe('The sign ą is in the text.');
    expect(await decodeBytes(bytes, 'no-such-encoding')).toBe('The sign ± is in the text.');
  });

  it('refuses what is no text, and what it cannot read', async () => {
    const program = Buffer.concat([Buffer.from('abc'), Buffer.from([0, 1, 2, 0, 3, 255, 0, 9])]);
    const packed = deflateRawSync(Buffer.from('a text that was packed '.repeat(50) + Math.random()));
    for (const bytes of [program, packed, Buffer.from('PK\x03\x04 abc'), Buffer.alloc(64)])
      await expect(decodeBytes(bytes)).rejects.toThrow(/^binary/);
    for (let size = 20; size < 2000; size += 40)
      await expect(decodeBytes(randomBytes(size))).rejects.toThrow(/^binary|cannot be read/);
  });
});
