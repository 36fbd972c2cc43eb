const [OPENS, CLOSES] = ['<think>', '</think>'];
/** An end on a line of its own. */
const END_LINE = /^[ \t]*<\/think>[ \t]*$/m;

/** A model's words, and what it thought before them. */
export interface Separated {
  text: string;
  thoughts: string;
}

/**
 * The text after a leading `<think>` block, and what stands in it; no text where the block never closes. Chat templates
 * that open the block in the prompt leave only its end: it counts on a line of its own, in what does not begin as JSON.
 * `given` is the reasoning that came beside the text: where there is some, only a whole block is taken out.
 */
export function withoutThoughts(said: string, given: string): Separated {
  const apart = given.trim() === '';
  const lead = said.trimStart();
  if (lead.startsWith(OPENS)) {
    const end = lead.indexOf(CLOSES);
    if (end >= 0) return split(lead, OPENS.length, end, end + CLOSES.length);
    return apart ? { text: '', thoughts: lead.slice(OPENS.length) } : { text: said, thoughts: '' };
  }
  const found = apart && !/^[{[]/.test(lead) ? END_LINE.exec(said) : null;
  if (!found || said.slice(0, found.index).includes(OPENS)) return { text: said, thoughts: '' };
  return split(said, 0, found.index, found.index + found[0].length);
}

function split(said: string, from: number, end: number, next: number): Separated {
  return { text: said.slice(next).trimStart(), thoughts: said.slice(from, end) };
}
