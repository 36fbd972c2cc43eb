import { describe, expect, it } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { selfContained } from './self-contained.ts';

async function finding(question: string, reply?: unknown, material = '') {
  const { verify, asked } = scriptedVerify(reply);
  const found = await selfContained.check(subject({ material, question }), verify);
  return { reason: found?.reason ?? null, detail: found?.detail ?? '', asked };
}

describe('a question that stands alone', () => {
  it.each([
    'Given that x = 3, what is the square of x?',
    'Who was the author of Hamlet?',
    'Is the author of a translation paid twice?',
    'How does the company that built the Eiffel Tower earn its money today?',
    'Kodak invented the digital camera in 1975, so why did the company not sell it?',
    'My landlord sent me a document in Polish. Does the document need a stamp?',
    'I wrote a short study on bees. Should the study name its funder?',
    'Why does the passage of time seem to speed up with age?',
    'At what height above sea level does water boil at 90 °C?',
    'What is the table of contents of a book for?',
    'Which of the following words is a noun?',
    'Why is the text editor Vim so hard to leave?',
    'What does the code of Hammurabi say of builders?',
    'What does the above-ground part of a potato look like?',
    'Why do we salt the roads in winter?',
    'Why does the map of an underground railway bend the rivers?',
    'Which card game has the most players?',
    'In Frankenstein, why did the author set the opening in the Arctic?',
    'How do I mend a puncture without the right patch?',
    'What is the material that bulletproof vests are made of?',
    'I gave an interview to a paper. According to the interview, am I a doctor?',
    'Is it the author who puts a book before a printer?',
    'Why did Fresnel cut the lens, and how did he mount it?',
    'Bees dance, so what does the author of a book on them count?',
    'Write a letter to a newspaper as the author of an article that it would not print.',
  ])('keeps %j', async (question) => {
    const { reason, asked } = await finding(question);
    expect({ reason, asked: asked.length }).toEqual({ reason: null, asked: 0 });
  });

  it.each([
    'What is the main point of the passage?',
    'According to the text, who wound the clock?',
    'Why does the author think that tides matter?',
    "What is the author's attitude to reform?",
    'Which risks does the article mention?',
    'As described above, how is the seal fitted?',
    'What follows from the given information?',
    'Which of the aforementioned steps comes first?',
    'What does this document say about refunds?',
    'How do these excerpts differ?',
    'what does the text say about salt',
    'In the passage, who is blamed?',
    'Which inventor does the passage credit with the lens?',
    'What does the author consider the weakness of mirrors?',
    'How does the text distinguish a lens from a mirror?',
    'As noted earlier, what are rings of prisms called?',
    'Write a story about the man described in the text.',
    'Describe what the author says about bees.',
    'Name two reasons given in the article.',
  ])('drops %j by program', async (question) => {
    const { reason, asked } = await finding(question);
    expect({ reason, asked: asked.length }).toEqual({ reason: 'not-self-contained', asked: 0 });
  });

  it.each([
    'How much did the company earn in 2014?',
    'What does the code print?',
    'Who may be impeached, going by the card?',
    "Should the company's debts be sold?",
    'Which city has the highest value in the table?',
    'Why did the study use twins?',
    'What is the speaker warning of, as the report has it?',
    'According to the account, who lit the lamp?',
    'What did he invent?',
    'Based on the information provided, why did mirrors fail?',
    'What did Darwin conclude about finches, according to the text?',
    'For what reason does the author reject the lens?',
    'Turn the text into a ballad.',
  ])('lets an agent decide on %j', async (question) => {
    const dropped = await finding(question, { lacking: 'which one', standsAlone: false });
    expect(dropped).toMatchObject({ reason: 'not-self-contained' });
    expect(dropped.detail).toContain('Judged by an agent');
    expect((await finding(question, { lacking: null, standsAlone: true })).reason).toBeNull();
  });

  it('asks of what brings its own text, and sends the question alone', async () => {
    const { reason, asked } = await finding('What does the text mean?\n```\nAbandon hope\n```', {
      lacking: null,
      standsAlone: true,
    });
    expect(reason).toBeNull();
    expect(asked).toMatchObject([{ agent: 'self-contained', material: '' }]);
    expect(asked[0]?.item).toContain('Abandon hope');
  });

  it('has other languages judged, and says so', async () => {
    const { reason, detail } = await finding('Was sagt der Autor über die Uhr?', {
      lacking: 'der Autor',
      standsAlone: false,
    });
    expect(reason).toBe('not-self-contained');
    expect(detail).toBe('Judged by an agent: "der Autor"');
  });

  it('drops what could not be judged, under a reason of its own', async () => {
    expect((await finding('Was sagt der Autor?')).reason).toBe('unverified-empty');
  });

  it('leaves questions that come with their material alone', async () => {
    expect((await finding('What does the author say?', undefined, 'Some passage.')).reason).toBeNull();
  });

  it('shows the agent the choices', async () => {
    const { verify, asked } = scriptedVerify({ lacking: null, standsAlone: true });
    const item = itemOf('option', { options: ['Lima', 'Quito'], key: 0 });
    await selfContained.check(subject({ material: '', question: '¿Cuál es la capital?', item }), verify);
    expect(asked[0]?.item).toContain('Quito');
  });

  it('reads a huge question in bounded time', async () => {
    const { verify } = scriptedVerify({ lacking: null, standsAlone: true });
    const question = `What of it? ${'a the “code '.repeat(50_000)}`;
    await expect(selfContained.check(subject({ material: '', question }), verify)).resolves.toBeNull();
  });
});
