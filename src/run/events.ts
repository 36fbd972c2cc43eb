import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

/** The run's log: one JSON object a line in events.jsonl, with what happened and when. Holds no prompts and no secrets. */
export interface Events {
  write(event: string, facts: Record<string, string | number | boolean | null>): void;
  close(): Promise<void>;
}

/** Opens the log for more lines. A log that cannot be written does not end the run. */
export function openEvents(dir: string, now: () => Date): Events {
  const file = createWriteStream(join(dir, 'events.jsonl'), { flags: 'a' });
  file.on('error', () => undefined);
  return {
    write: (event, facts) => void file.write(`${JSON.stringify({ at: now().toISOString(), event, ...facts })}\n`),
    async close() {
      file.end();
      if (!file.errored && !file.closed)
        await Promise.race([once(file, 'close'), once(file, 'error')]).catch(() => undefined);
    },
  };
}
