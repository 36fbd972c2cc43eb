import { describe, expect, it } from 'vitest';
import { unwrap } from './unwrap.ts';

const LONG = 'The clock in the tower of the old town had been standing still for nine days,';

describe('unwrap', () => {
  it('joins Chinese lines without a space, and others with one', () => {
    const lines = [
      '他来到北京以后，每天早上都去公园散步，晚上回家读书写信，日子过',
      '得很安静。后来他认识了一位钟表匠，两个人常常在钟楼下面谈话，谈',
      '的是时间。钟表匠说，钟楼里的钟已经停了九天了，因为没有人去问那',
      '把钥匙在哪里。',
    ];
    expect(unwrap(lines.join('\n'))).toBe(lines.join(''));
  });

  it('joins the lines of Markdown paragraphs, whatever they break at', () => {
    const text = `# One\n\n${LONG} and\n[nobody](https://example.org/a/very/long/address/that/is/no/part/of/the/line) asked\nfor the key, as everybody knew that it had been lost in the flood of Vienna.\n\nAfter.`;
    expect(unwrap(text, { markdown: true }).split('\n')).toHaveLength(5);
  });

  it('keeps verse, lists, tables, fences and equations of Markdown', () => {
    const kept = [
      'How doth the little crocodile\nImprove his shining tail,\nAnd pour the waters of the Nile\nOn every golden scale!',
      `- ${LONG}\n- ${LONG}`,
      `| ${LONG} |\n| --- |\n| ${LONG} |`,
      `\`\`\`\n${LONG}\n${LONG}\n\`\`\``,
      `$$\n${LONG}\n$$`,
    ].join('\n\n');
    expect(unwrap(kept, { markdown: true })).toBe(kept);
  });

  it('leaves plain text that was not wrapped at a width', () => {
    const text = `${LONG}\nA line.\n\n${LONG} ${LONG}\nAnother.\n\nOne\nTwo\nThree`;
    expect(unwrap(text)).toBe(text);
  });
});
