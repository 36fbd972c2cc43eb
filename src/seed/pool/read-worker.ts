/** A thread that reads one file after the other; lane.ts starts and ends it. */
import { parentPort } from 'node:worker_threads';
import { readFile } from '../read-file.ts';
import { serveReading } from './serve-reading.ts';

if (parentPort) serveReading(parentPort, readFile);
