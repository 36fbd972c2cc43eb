/**
 * Asks one agent, outside of any run: `node examples/ask.ts`. The prompt ends with `format.words`, which say in what form
 * to reply. A reply that does not fit goes back once with what is wrong with it; a second one is a fault.
 */
import { type Asker, ask, createCaller, createMeter, jsonFormat, memoryJournal, scriptedTeacher } from 'agentinstruct';
import { z } from 'zod';

const Terms = z.strictObject({
  terms: z.array(z.strictObject({ term: z.string(), meaning: z.string().describe('One sentence') })).max(5),
});
const format = jsonFormat(Terms);

// Says first what cannot be used, then, asked again, what can.
const teacher = scriptedTeacher([
  'Here are the terms you asked for.',
  '{"terms": [{"term": "enrollment", "meaning": "The process by which an applicant becomes a subscriber."}]}',
]);
const meter = createMeter();
const caller = createCaller({ teacher, journal: memoryJournal(), meter });
const asker: Asker = { caller, order: 0, sampling: () => ({ temperature: 0 }), maxTokens: () => 500 };

await teacher.open();
const asked = await ask(
  asker,
  {
    stage: 'instruct',
    agent: 'terms',
    words: 'example',
    messages: [
      {
        role: 'user',
        content: `List the terms that need explaining in: "Enrollment begins when the applicant is proofed."\n\n${format.words}`,
      },
    ],
  },
  format,
);
await teacher.close();

if ('fault' in asked) throw new Error(`${asked.fault.reason}: ${asked.fault.detail}`);
for (const { term, meaning } of asked.value.terms) console.log(`${term}: ${meaning}`);
console.log(`${asked.trail.calls.length} calls, ${meter.stages.get('instruct')?.usage.calls} paid`);
