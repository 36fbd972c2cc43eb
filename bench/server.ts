/**
 * A teacher in a process of its own, so that its CPU and memory are not those under test:
 * `node bench/server.ts '{"canned": "text", "latency": 100}'`. Prints its URL once it is warm; ends with its standard
 * input.
 */
import { type ServeOptions, serveTeacher } from '../src/teacher/serve/serve.ts';
import { chainTeacher } from './chain-teacher.ts';
import { drive } from './load.ts';
import { barePath } from './paths.ts';
import { SMALL } from './sizes.ts';

const WARM_UP = 1000;

const options: ServeOptions = JSON.parse(process.argv[2] ?? '{}');
const cold = await serveTeacher(chainTeacher(), { ...options, latency: 0 });
const path = barePath(cold.url, SMALL, 64);
await drive(path.call, 0, WARM_UP, 64);
await path.close();
await cold.close();

const served = await serveTeacher(chainTeacher(), options);
process.stdout.write(`${served.url}\n`);
process.stdin.resume();
process.stdin.once('end', () => void served.close());
