import type { Input } from './input.ts';
import { sourceOf } from './tokens.ts';

/** Units and prefixes of siunitx by their commands. */
const UNITS: ReadonlyMap<string, string> = new Map(
  `kilo k  mega M  giga G  tera T  hecto h  deci d  centi c  milli m  micro µ  nano n  pico p  per /  squared ²  cubed ³
  metre m  meter m  second s  gram g  kilogram kg  kelvin K  ampere A  mole mol  candela cd  newton N  joule J  watt W
  pascal Pa  hertz Hz  volt V  ohm Ω  farad F  coulomb C  tesla T  henry H  weber Wb  lumen lm  lux lx  becquerel Bq
  litre L  liter L  minute min  hour h  day d  celsius °C  degreeCelsius °C  degree °  percent %  electronvolt eV
  radian rad  steradian sr  tonne t  hectare ha  byte B  angstrom Å  atomicmassunit u  um µm`
    .split(/\s{2,}/)
    .map((pair): [string, string] => {
      const [name = '', unit = ''] = pair.split(' ');
      return [name, unit];
    }),
);

/** A quantity of siunitx in words: its number (`n`), its unit (`u`) or both. */
export function quantity(input: Input, parts: 'n' | 'u' | 'nu'): string {
  input.option();
  const said = [...parts].map((part) => {
    const source = sourceOf(input.argument() ?? []);
    return part === 'n' ? numberOf(source) : unitOf(source);
  });
  return said.filter((part) => part !== '').join(' ');
}

function numberOf(source: string): string {
  return source.trim().replace(/[eE]([-+]?\d+)$/, ' × 10^$1');
}

function unitOf(source: string): string {
  return source
    .replaceAll(
      /\\([a-zA-Z]+)\s*/g,
      (_, name: string) => UNITS.get(name) ?? (/^(?:square|cubic)$/.test(name) ? '' : name),
    )
    .replaceAll(/[{}~]/g, '')
    .replaceAll('.', '·')
    .trim();
}
