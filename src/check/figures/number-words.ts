const WORDS = {
  13: 'thirteen dreizehn treize trece',
  14: 'fourteen vierzehn quatorze catorce',
  15: 'fifteen fünfzehn quinze quince',
  16: 'sixteen sechzehn seize dieciséis',
  17: 'seventeen siebzehn dix-sept diecisiete',
  18: 'eighteen achtzehn dix-huit dieciocho',
  19: 'nineteen neunzehn dix-neuf diecinueve',
  20: 'twenty zwanzig vingt veinte',
  30: 'thirty dreißig trente treinta',
  40: 'forty vierzig quarante cuarenta',
  50: 'fifty fünfzig cinquante cincuenta',
  60: 'sixty sechzig soixante sesenta',
  70: 'seventy siebzig soixante-dix setenta',
  80: 'eighty achtzig quatre-vingts ochenta',
  90: 'ninety neunzig quatre-vingt-dix noventa',
  100: 'hundred hundert cent cien ciento',
  1000: 'thousand tausend mille mil',
};

const VALUES = new Map(
  Object.entries(WORDS).flatMap(([value, words]) => words.split(' ').map((word) => [word, Number(value)])),
);

/** Values of the larger number words of a text, English, German, French and Spanish: what digits elsewhere may stand for. */
export function numberWords(text: string): number[] {
  const words = text.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
  return words.flatMap((word) => VALUES.get(word) ?? word.split('-').flatMap((part) => VALUES.get(part) ?? []));
}
