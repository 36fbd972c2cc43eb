import { basename, extname } from 'node:path';

/** What a file's name says of what is in it: its base name without ending, hyphens and underscores as spaces. */
export function titleOfFile(source: string): string {
  const name = basename(source);
  const words = name.slice(0, name.length - extname(name).length).replaceAll(/[-_]+/g, ' ');
  return words.trim() || name;
}
