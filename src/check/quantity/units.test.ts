import { describe, expect, it } from 'vitest';
import { parseUnit, sameDimension } from './units.ts';

/** How many of the second unit are in one of the first; null where they measure different things. */
function ratio(one: string, other: string): number | null {
  const [a, b] = [parseUnit(one), parseUnit(other)];
  return a && b && sameDimension(a.dimension, b.dimension) ? a.factor / b.factor : null;
}

describe('units', () => {
  it.each([
    ['km', 'm', 1000],
    ['µg', 'mg', 1e-3],
    ['miles', 'kilometres', 1.609],
    ['km²', 'square metres', 1e6],
    ['hectares', 'm2', 1e4],
    ['Quadratkilometer', 'km^2', 1],
    ['m³', 'litres', 1000],
    ['cubic kilometres', 'm^3', 1e9],
    ['tonnes', 'kg', 1000],
    ['Gt', 'tonnes', 1e9],
    ['pounds', 'kg', 0.4536],
    ['years', 'days', 365.25],
    ['Stunden', 'minutes', 60],
    ['Jahre', 'years', 1],
    ['kWh', 'MJ', 3.6],
    ['TWh', 'J', 3.6e15],
    ['kcal', 'kJ', 4.184],
    ['MW', 'mW', 1e9],
    ['kWh/day', 'W', 41.67],
    ['GB', 'bits', 8e9],
    ['Mbit/s', 'kilobytes per second', 125],
    ['litres of water per person per day', 'm3 a year', 0.36525],
    ['kg CO2 per year', 'grams each day', 2.738],
    ['m s⁻¹', 'km/h', 3.6],
    ['light-years', 'km', 9.4607e12],
    ['million people', 'people', 1e6],
    ['Millionen Tonnen', 'kg', 1e9],
    ['person-hours', 'minutes', 60],
    ['%', 'share', 0.01],
    ['thousand €', 'euros', 1000],
    ['$ per year', 'dollars a month', 1 / 12],
    ['Hz', 'beats per minute', 60],
    ['cups of coffee', 'piano tuners', 1],
    ['dozen eggs', 'eggs', 12],
  ])('one %s is so many %s', (one, other, size) =>
    expect(ratio(one, other)).toBeCloseTo(size, 2 - Math.round(Math.log10(size))),
  );

  it.each([
    ['km', 'km²'],
    ['kWh', 'kW'],
    ['litres', 'kg'],
    ['€', '$'],
    ['litres per day', 'litres'],
    ['GB', 'people'],
  ])('%s and %s measure different things', (one, other) => expect(ratio(one, other)).toBeNull());

  it.each(['', '   ', '123', '...'])('%j is no unit', (text) => expect(parseUnit(text)).toBeNull());

  it.each(['/'.repeat(100_000), `${'per '.repeat(50_000)}m`, 'm^999999 km^-999999', `${'kilo'.repeat(30)}metre`])(
    'odd text ends soon and throws nothing',
    (text) => expect(() => parseUnit(text)).not.toThrow(),
  );
});
