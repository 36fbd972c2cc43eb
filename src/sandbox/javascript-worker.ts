/** A worker thread that runs one JavaScript program after the other; workers.ts starts and ends it. */
import { parentPort } from 'node:worker_threads';
import { runJavaScript, type Source } from './javascript.ts';
import type { Limits } from './program.ts';

parentPort?.on('message', async ({ source, limits }: { source: Source; limits: Limits }) => {
  parentPort?.postMessage(await runJavaScript(source, limits));
});
