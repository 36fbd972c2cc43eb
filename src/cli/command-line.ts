const HIDDEN = ['yes', 'json', 'header', 'extraBody'];

/** The command as a reader of run.json and the card may type it: flags that may hold secrets are left out. */
export function commandLine(seeds: readonly string[], flags: Record<string, unknown>): string {
  const words = Object.entries(flags).flatMap(([name, value]) => {
    if (HIDDEN.includes(name) || value === undefined) return [];
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [flag];
    if (Array.isArray(value))
      return name === 'set' || name === 'skillsDir'
        ? value.flatMap((each) => [flag, quote(String(each))])
        : [flag, quote(value.join(','))];
    if (typeof value === 'object' && value !== null)
      return [
        flag,
        quote(
          Object.entries(value)
            .map(([key, part]) => `${key}=${part}`)
            .join(','),
        ),
      ];
    return [flag, quote(withoutLogin(String(value)))];
  });
  return ['agentinstruct generate', ...seeds.map(quote), ...words].join(' ');
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function withoutLogin(text: string): string {
  return text.replace(/^(https?:\/\/)[^/@]*@/, '$1').replace(/^(https?:\/\/[^?]*)\?.*$/, '$1');
}
