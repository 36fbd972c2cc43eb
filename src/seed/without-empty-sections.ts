/** Markdown without headings below which nothing stands before the next heading of the same or a higher rank. */
export function withoutEmptySections(text: string): string {
  const kept: string[] = [];
  /** The rank of the highest heading since the last text, from the end. */
  let below = 0;
  for (const block of text.split('\n\n').reverse()) {
    const rank = /^(#{1,6}) [^\n]*$/.exec(block)?.[1]?.length ?? 0;
    if (rank > 0 && below === 0 && kept.length === 0) continue;
    if (rank > 0 && below > 0 && rank >= below) continue;
    below = rank;
    kept.push(block);
  }
  return kept.reverse().join('\n\n');
}
