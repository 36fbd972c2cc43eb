import { expect, test } from 'vitest';
import { isRefusal } from './refusal.ts';

test.each([
  "I'm sorry, but I can't help with that.",
  'I’m sorry, but I can’t assist with that request.',
  'I cannot assist with this request.',
  'I am sorry, but I cannot provide that information.',
  'I am unable to help with that.',
  "I'm not able to assist with this.",
  "I can't help with that. If you want, I can suggest another topic.",
  'As an AI language model, I cannot provide medical advice.',
  'As an AI, I am not able to create such content.',
  "I'm very sorry, but as an AI developed to be safe, I can't comply with that.",
  "I won't help with creating that.",
  'I will not generate that content.',
  'I must decline.',
  'I must respectfully decline to answer.',
  'I cannot comply with this request.',
  'I cannot fulfill this request.',
  'I can not continue with this conversation.',
  "I can't discuss that.",
  'I cannot write this.',
  '  I cannot help with that.\n',
])('"%s" is a refusal', (text) => {
  expect(isRefusal(text)).toBe(true);
});

test.each([
  'It cannot be determined from the passage.',
  'The passage does not say.',
  'I cannot agree with the claim, because the author gives no figures.',
  "I can't tell from the text who wrote the letter.",
  "I can't believe how far the lighthouse could be seen!",
  'I cannot find the date in the material.',
  'I cannot see a reason why the plan would fail.',
  "I'm sorry to hear that your parcel is late. Let me look it up.",
  "I'm sorry, we are out of blue ones; would green do?",
  'Sorry, the library closes at six.',
  'No. The keeper left in 1968.',
  'As an AI engineer, I would begin with the data.',
  'As a language model improves, its loss falls.',
  'The answer is (B): the model cannot help with that, the author says.',
  '"I cannot help with that," said the clerk, and shut the window.',
  'You cannot help with that without a permit.',
  'We decline the offer.',
  'I will not be at home on Monday.',
  'I am unable to find any error in the proof.',
  'I cannot provide an exact figure, but about three million is likely.',
  'I cannot answer this from the passage.',
  "I can't wait to see it.",
  `I cannot help with that in one line, so here is the whole of it. ${'The lamp burned oil. '.repeat(20)}`,
  '',
])('"%s" is none', (text) => {
  expect(isRefusal(text)).toBe(false);
});
