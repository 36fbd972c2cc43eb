import type { Reject } from '../reader.ts';

/** Names of files and folders that systems and programs add to archives, and that no one wrote. */
const ADDED = /(?:^|\/)(?:__MACOSX|node_modules|seeds\.yaml|desktop\.ini|Thumbs\.db|\.[^/]*)(?:\/|$)/i;
const LONGEST = 1000;

/** Decides, by their names, which members of an archive are read, and what their sources are. */
export class MemberNames {
  readonly #seen = new Set<string>();
  readonly #archive: string;
  readonly #reject: (reject: Reject) => void;

  constructor(archive: string, reject: (reject: Reject) => void) {
    this.#archive = archive;
    this.#reject = reject;
  }

  /**
   * The source of a member: its place below the archive, in NFC, with `/`. Undefined where it is not read: in silence for
   * hidden names and what systems add; told for what has a fault, is there twice, or has a name that cannot be used.
   */
  sourceOf(name: string, fault?: string): string | undefined {
    const parts = name.split(/[/\\]+/).filter((part) => part !== '' && part !== '.');
    const place = parts.join('/').normalize('NFC');
    if (place === '' || (ADDED.test(place) && !parts.includes('..'))) return undefined;
    const source = `${this.#archive}/${place.replaceAll(/\p{Cc}/gu, '\ufffd').slice(0, LONGEST)}`;
    const reason = fault ?? this.#faultOf(parts, place);
    if (reason !== undefined) this.#reject({ source, reason });
    this.#seen.add(place);
    return reason === undefined ? source : undefined;
  }

  #faultOf(parts: string[], place: string): string | undefined {
    if (parts.includes('..')) return 'a name that leads out of its archive';
    if (place.length > LONGEST) return `a name of ${place.length} characters`;
    if (/\p{Cc}/u.test(place)) return 'a name with control characters';
    return this.#seen.has(place) ? 'there twice; the first is read' : undefined;
  }
}
