/** A text with the logins, queries and fragments of its URLs taken out. In a list a comma ends a URL only before the next. */
export function withoutLogins(text: string): string {
  return text
    .split(/(,\s*)(?=https?:\/\/)/i)
    .map((part) => (URL.canParse(part) ? openUrl(part) : openText(part)))
    .join('');
}

/** A URL as it is written where it holds nothing to take out; a path such as C:/docs#1 has no host and stays. */
function openUrl(text: string): string {
  const url = new URL(text);
  if (url.host === '' || !(url.username || url.password || url.search || url.hash)) return text;
  return Object.assign(url, { username: '', password: '', search: '', hash: '' }).href;
}

function openText(text: string): string {
  return text.replaceAll(/\b(https?:\/\/)(?:[^\s/?#]*@)?([^\s?#]*)(?:[?#]\S*)?/gi, '$1$2');
}
