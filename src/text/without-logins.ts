/**
 * A text with the logins, queries and fragments of its URLs taken out. In a list a comma ends a URL only before the next;
 * what stands between "://" and "@" goes wherever it stands.
 */
export function withoutLogins(text: string): string {
  return text
    .split(/(,\s*)(?=https?:\/\/)/i)
    .map((part) => (isUrl(part) ? openUrl(part) : openText(part)))
    .join('')
    .replaceAll(/(:\/\/)[^\s/?#]*@/g, '$1');
}

/** Whether a text is one URL with a host; batch:https://host/v1 has none, and is looked through as a text. */
function isUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).host !== '';
}

/** A URL as it is written where it holds nothing to take out. */
function openUrl(text: string): string {
  const url = new URL(text);
  if (!(url.username || url.password || url.search || url.hash)) return text;
  return Object.assign(url, { username: '', password: '', search: '', hash: '' }).href;
}

function openText(text: string): string {
  return text.replaceAll(/\b(https?:\/\/)(?:[^\s/?#]*@)?([^\s?#]*)(?:[?#]\S*)?/gi, '$1$2');
}
