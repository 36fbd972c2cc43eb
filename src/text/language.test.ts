import { describe, expect, it } from 'vitest';
import { detectLanguage, languageCode } from './language.ts';

const TEXTS: Record<string, string> = {
  en: 'The river runs through the old town, and the market stands on both of its banks every Saturday.',
  de: 'Der Fluss fließt durch die alte Stadt, und jeden Samstag steht der Markt auf beiden Seiten des Ufers.',
  fr: 'La rivière traverse la vieille ville, et le marché se tient chaque samedi sur ses deux rives.',
  es: 'El río atraviesa la ciudad vieja, y el mercado se pone todos los sábados en sus dos orillas.',
  pl: 'Rzeka płynie przez stare miasto, a targ odbywa się w każdą sobotę na obu jej brzegach.',
  ru: 'Река течёт через старый город, и каждую субботу на обоих её берегах стоит рынок.',
  ar: 'يجري النهر عبر المدينة القديمة، ويقام السوق كل يوم سبت على ضفتيه وفي الشوارع القريبة.',
  hi: 'नदी पुराने शहर से होकर बहती है और हर शनिवार को उसके दोनों किनारों पर बाज़ार लगता है।',
  zh: '河流穿过老城，每个星期六两岸都有集市，人们来买菜和聊天。',
  af: 'Die rivier loop deur die ou dorp, en elke Saterdag staan die mark aan albei kante, maar dit is nie baie groot nie.',
  nl: 'De rivier stroomt door de oude stad en elke zaterdag staat de markt aan beide kanten van het water.',
  la: 'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae appellantur; horum omnium fortissimi sunt, propterea quod a cultu longissime absunt, neque ad eos mercatores commeant atque ea important.',
  it: 'Il fiume attraversa la città vecchia e ogni sabato il mercato si tiene sulle due rive, con la gente dei paesi vicini.',
};

describe('detectLanguage', () => {
  it.each(Object.entries(TEXTS))('tells %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it('says nothing of what is too short, or no language', async () => {
    for (const text of ['', 'Fig. 3', '12 34 56', 'if (a[i] < b[j]) { c += d; }'])
      expect(await detectLanguage(text)).toBeNull();
  });

  it('looks at the words around code', async () => {
    const code = '```python\nfor line in open(path): print(line.strip().lower())\nimport os, sys, json\n```';
    expect(await detectLanguage(`${TEXTS.de}\n\n${code}\n\n${code}\n\n${TEXTS.de}`)).toBe('de');
  });

  it('is not led by a title page in another language', async () => {
    expect(await detectLanguage(`${TEXTS.en}\n`.repeat(9) + `${TEXTS.de}\n`.repeat(90))).toBe('de');
  });

  it('takes the language of the document where a passage could be of two', async () => {
    const passage =
      'की संगीत थिएटर मेलोड्राम भी शामिल है। वोज्शिएक बोगसुलावस्की थियेटर (1922–26), "पोलिश स्मारकीय थिएटर" का सबसे अच्छा उदाहरण था। 1930 के दशक के मध्य से,';
    expect(await detectLanguage(passage)).toBe('mr');
    expect(await detectLanguage(passage, 'hi')).toBe('hi');
    expect(await detectLanguage(TEXTS.nl ?? '', 'af')).toBe('af');
    expect(await detectLanguage(TEXTS.de ?? '', 'fr')).toBe('de');
  });
});

describe('languageCode', () => {
  it.each([
    ['en-GB', 'en'],
    ['pt_BR', 'pt'],
    [' DE ', 'de'],
    ['english', null],
    ['', null],
    [null, null],
  ])('%s is %s', (tag, code) => expect(languageCode(tag)).toBe(code));
});
