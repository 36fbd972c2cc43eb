/** A run of words that two texts share, that only the earlier one has, or only the later one. */
export interface Change {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

const MOST_WORDS = 1500;

/** What changed from one text to another, word by word (longest common subsequence); of long texts as a whole. */
export function changes(before: string, after: string): Change[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length > MOST_WORDS || now.length > MOST_WORDS) return whole(before, after);
  const columns = now.length + 1;
  const best = new Uint16Array((old.length + 1) * columns);
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = now.length - 1; b >= 0; b--) {
      const place = a * columns + b;
      best[place] =
        old[a] === now[b]
          ? (best[place + columns + 1] ?? 0) + 1
          : Math.max(best[place + columns] ?? 0, best[place + 1] ?? 0);
    }
  }
  const found: Change[] = [];
  const add = (kind: Change['kind'], text: string) => {
    const last = found.at(-1);
    if (last?.kind === kind) last.text += text;
    else found.push({ kind, text });
  };
  let [a, b] = [0, 0];
  while (a < old.length || b < now.length) {
    const place = a * columns + b;
    if (a < old.length && b < now.length && old[a] === now[b]) {
      add('same', old[a] ?? '');
      a++;
      b++;
    } else if (b >= now.length || (a < old.length && (best[place + columns] ?? 0) >= (best[place + 1] ?? 0))) {
      add('removed', old[a++] ?? '');
    } else add('added', now[b++] ?? '');
  }
  return found;
}

function whole(before: string, after: string): Change[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
}

/** Words with the white space behind them. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? [];
}
