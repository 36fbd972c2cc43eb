/** Units that say the same, in the ways that answers write them out. Names of currencies that several countries share are left out. */
const SAME: readonly (readonly string[])[] = [
  ['%', 'percent', 'per cent', 'prozent', 'pour cent', 'por ciento'],
  ['km', 'kilometre', 'kilometer'],
  ['m', 'metre', 'meter'],
  ['cm', 'centimetre', 'centimeter'],
  ['mm', 'millimetre', 'millimeter'],
  ['kg', 'kilogram', 'kilogramme'],
  ['g', 'gram', 'gramme'],
  ['l', 'L', 'litre', 'liter'],
  ['ml', 'mL', 'millilitre', 'milliliter'],
  ['h', 'hr', 'hrs', 'hour'],
  ['min', 'mins', 'minute'],
  ['s', 'sec', 'second'],
  ['€', 'euro', 'eur', 'EUR'],
  ['°', 'degree'],
  ['m^2', 'square metre', 'square meter', 'sq m'],
  ['cm^2', 'square centimetre', 'square centimeter', 'sq cm'],
  ['km^2', 'square kilometre', 'square kilometer', 'sq km'],
  ['m^3', 'cubic metre', 'cubic meter'],
  ['cm^3', 'cubic centimetre', 'cubic centimeter', 'cc'],
  ['km/h', 'kmh', 'kph', 'km per hour', 'kilometre per hour', 'kilometer per hour'],
  ['m/s', 'm per second', 'metre per second', 'meter per second'],
  ['mph', 'mi/h', 'mile per hour'],
];

const CANONICAL = new Map(SAME.flatMap(([first = '', ...others]) => [first, ...others].map((name) => [name, first])));

/** A unit as it is compared: its case counts (mW, MW), its spaces do not. */
export function spaced(unit: string): string {
  return unit.normalize('NFC').replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
}

/** Whether two units are one: the same marks, names that mean the same, or a word of four letters and its plural. */
export function sameUnit(one: string, other: string): boolean {
  return spaced(one) === spaced(other) || nameOf(one) === nameOf(other);
}

/** A unit under one of its names. Abbreviations keep their case; words do not, nor the plural `s` of words. */
function nameOf(unit: string): string {
  const marks = spaced(unit)
    .replaceAll('²', '^2')
    .replaceAll('³', '^3')
    .replaceAll(/\s*([/^])\s*/g, '$1');
  const known = CANONICAL.get(marks);
  if (known !== undefined) return known;
  const words = marks.replaceAll(/\p{L}{4,}/gu, (word) => word.toLowerCase().replace(/(?<=\p{L}{3}[^s])s$/u, ''));
  return CANONICAL.get(words) ?? words;
}
