/** What a unit measures: powers of base units, and of each currency. Counts of things have none. */
export type Dimension = Readonly<Record<string, number>>;

/** A unit by its size in base units: metre, kilogram, second, kelvin, ampere, bit, and each currency's own unit. */
export interface Unit {
  factor: number;
  dimension: Dimension;
}

const NONE: Dimension = {};
const LENGTH: Dimension = { m: 1 };
const AREA: Dimension = { m: 2 };
const VOLUME: Dimension = { m: 3 };
const MASS: Dimension = { kg: 1 };
const TIME: Dimension = { s: 1 };
const SPEED: Dimension = { m: 1, s: -1 };
const FORCE: Dimension = { kg: 1, m: 1, s: -2 };
const PRESSURE: Dimension = { kg: 1, m: -1, s: -2 };
const ENERGY: Dimension = { kg: 1, m: 2, s: -2 };
const POWER: Dimension = { kg: 1, m: 2, s: -3 };
const DATA: Dimension = { bit: 1 };
const RATE: Dimension = { s: -1 };

type Row = readonly [names: string, factor: number, dimension: Dimension];

/** Words, compared in lower case and without the ending of a plural. */
const WORDS: readonly Row[] = [
  ['metre meter metro metr метр', 1, LENGTH],
  ['inch inche zoll', 0.0254, LENGTH],
  ['foot feet fuß', 0.3048, LENGTH],
  ['yard', 0.9144, LENGTH],
  ['mile meile milla miglia', 1609.344, LENGTH],
  ['light-year lightyear lichtjahr', 9.4607e15, LENGTH],
  ['hectare hektar hectárea ettaro', 1e4, AREA],
  ['acre', 4046.86, AREA],
  ['litre liter litro litr литр', 1e-3, VOLUME],
  ['gallon', 3.785e-3, VOLUME],
  ['pint', 4.73e-4, VOLUME],
  ['teaspoon', 4.93e-6, VOLUME],
  ['tablespoon', 1.48e-5, VOLUME],
  ['gram gramme gramm gramo grammo', 1e-3, MASS],
  ['kilo', 1, MASS],
  ['tonne ton tonelada tonnellata tona тонна', 1000, MASS],
  ['pound', 0.4536, MASS],
  ['ounce', 0.02835, MASS],
  ['second sekunde seconde segundo secondo sekunda секунда', 1, TIME],
  ['minute minuto minuut minuta минута', 60, TIME],
  ['hour stunde heure hora ora uur godzina час', 3600, TIME],
  ['day tag tage jour día dia giorno dag dzień dni день', 86_400, TIME],
  ['week woche semaine semana settimana tydzień', 604_800, TIME],
  ['fortnight', 1_209_600, TIME],
  ['month monat mois mes mese maand miesiąc месяц', 2.6298e6, TIME],
  ['year jahr année an ans año ano anno jaar rok lat lata год', 3.15576e7, TIME],
  ['decade jahrzehnt', 3.15576e8, TIME],
  ['century centuri jahrhundert siècle siglo', 3.15576e9, TIME],
  ['watt', 1, POWER],
  ['horsepower', 745.7, POWER],
  ['joule julio', 1, ENERGY],
  ['calorie kalorie caloría', 4.184, ENERGY],
  ['newton', 1, FORCE],
  ['pascal', 1, PRESSURE],
  ['atmosphere', 101_325, PRESSURE],
  ['volt', 1, { kg: 1, m: 2, s: -3, A: -1 }],
  ['ampere amp', 1, { A: 1 }],
  ['kelvin', 1, { K: 1 }],
  ['hertz', 1, RATE],
  ['bit', 1, DATA],
  ['byte', 8, DATA],
  ['knot', 0.5144, SPEED],
  ['percent prozent', 0.01, NONE],
  ['dozen dutzend', 12, NONE],
  ['dollar usd us$', 1, { USD: 1 }],
  ['euro eur', 1, { EUR: 1 }],
  ['gbp sterling', 1, { GBP: 1 }],
  ['yen jpy', 1, { JPY: 1 }],
  ['rupee inr', 1, { INR: 1 }],
  ['yuan renminbi cny', 1, { CNY: 1 }],
  ['franc franken chf', 1, { CHF: 1 }],
];

/** Symbols, whose case counts. */
const SYMBOLS: readonly Row[] = [
  ['m', 1, LENGTH],
  ['yd', 0.9144, LENGTH],
  ['ft', 0.3048, LENGTH],
  ['mi', 1609.344, LENGTH],
  ['nmi', 1852, LENGTH],
  ['ly', 9.4607e15, LENGTH],
  ['ha', 1e4, AREA],
  ['L l', 1e-3, VOLUME],
  ['gal', 3.785e-3, VOLUME],
  ['g', 1e-3, MASS],
  ['t', 1000, MASS],
  ['lb lbs', 0.4536, MASS],
  ['oz', 0.02835, MASS],
  ['s sec secs', 1, TIME],
  ['min mins', 60, TIME],
  ['h hr hrs Std', 3600, TIME],
  ['d', 86_400, TIME],
  ['wk', 604_800, TIME],
  ['yr yrs y', 3.15576e7, TIME],
  ['W', 1, POWER],
  ['hp', 745.7, POWER],
  ['J', 1, ENERGY],
  ['Wh', 3600, ENERGY],
  ['cal', 4.184, ENERGY],
  ['Cal', 4184, ENERGY],
  ['BTU Btu', 1055, ENERGY],
  ['eV', 1.602e-19, ENERGY],
  ['N', 1, FORCE],
  ['Pa', 1, PRESSURE],
  ['bar', 1e5, PRESSURE],
  ['psi', 6895, PRESSURE],
  ['V', 1, { kg: 1, m: 2, s: -3, A: -1 }],
  ['A', 1, { A: 1 }],
  ['K', 1, { K: 1 }],
  ['Hz', 1, RATE],
  ['bit b', 1, DATA],
  ['B', 8, DATA],
  ['bps', 1, { bit: 1, s: -1 }],
  ['mph', 0.447, SPEED],
  ['kph kmh', 0.2778, SPEED],
  ['%', 0.01, NONE],
  ['ppm', 1e-6, NONE],
  ['ppb', 1e-9, NONE],
  ['$', 1, { USD: 1 }],
  ['€', 1, { EUR: 1 }],
  ['£', 1, { GBP: 1 }],
  ['¥', 1, { JPY: 1 }],
  ['₹', 1, { INR: 1 }],
];

/** Magnitudes that stand before a unit or a thing. Those whose size differs from language to language are left out. */
const MAGNITUDES: readonly (readonly [string, number])[] = [
  ['hundred', 100],
  ['thousand tausend mille mil mila tysiąc tysięcy тысяч', 1e3],
  ['million mio mln millionen millones millón milioni milione milhões milhão milion milionów миллион', 1e6],
  ['milliard mrd milliarden miliard miliardi миллиард', 1e9],
  ['bn', 1e9],
  ['billionen billones', 1e12],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['lakh', 1e5],
  ['crore', 1e7],
];

const PREFIXES: readonly (readonly [string, string, number])[] = [
  ['k', 'kilo', 1e3],
  ['M', 'mega', 1e6],
  ['G', 'giga', 1e9],
  ['T', 'tera', 1e12],
  ['P', 'peta', 1e15],
  ['E', 'exa', 1e18],
  ['h', 'hecto', 100],
  ['d', 'deci', 0.1],
  ['c', 'centi', 0.01],
  ['m', 'milli', 1e-3],
  ['µ', 'micro', 1e-6],
  ['μ', 'micro', 1e-6],
  ['u', 'micro', 1e-6],
  ['n', 'nano', 1e-9],
];
const PREFIXED_SYMBOLS = new Set('m g L l s W Wh J cal eV N Pa V A Hz bit b B t K bps'.split(' '));

function tableOf(rows: readonly Row[]): Map<string, Unit> {
  return new Map(
    rows.flatMap(([names, factor, dimension]) =>
      names.split(' ').map((name) => [name, { factor, dimension }] as const),
    ),
  );
}

const words = tableOf(WORDS);
const symbols = tableOf(SYMBOLS);
const magnitudes = new Map(
  MAGNITUDES.flatMap(([names, size]) => names.split(' ').map((name) => [name, size] as const)),
);

/** The size of a magnitude word; null for any other. */
export function magnitude(word: string): number | null {
  const lower = word.toLowerCase();
  return magnitudes.get(lower) ?? magnitudes.get(lower.replace(/s$/, '')) ?? null;
}

/** The unit that one word or symbol is; null where it is none, such as a thing that is counted. */
export function unitNamed(word: string): Unit | null {
  return symbols.get(word) ?? prefixedSymbol(word) ?? byWord(word.toLowerCase());
}

function prefixedSymbol(word: string): Unit | null {
  for (const [prefix, , size] of PREFIXES) {
    const rest = word.slice(prefix.length);
    const unit = word.startsWith(prefix) && PREFIXED_SYMBOLS.has(rest) ? symbols.get(rest) : undefined;
    if (unit) return { factor: unit.factor * size, dimension: unit.dimension };
  }
  return null;
}

/** Endings of plurals, none first. */
const ENDINGS = [/(?!)/, /s$/, /es$/, /[nei]$/, /en$/];

function byWord(word: string): Unit | null {
  for (const ending of ENDINGS) {
    const unit = words.get(word.replace(ending, ''));
    if (unit) return unit;
  }
  for (const [, prefix, size] of PREFIXES) {
    const unit = word.startsWith(prefix) && word.length > prefix.length ? byWord(word.slice(prefix.length)) : null;
    if (unit) return { factor: unit.factor * size, dimension: unit.dimension };
  }
  return null;
}
