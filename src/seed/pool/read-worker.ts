/** A thread that reads one file after the other; lane.ts starts and ends it. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { readFile } from '../read-file.ts';
import { serveReading } from './serve-reading.ts';

// The table by which languages are told is a program of 2 MB: compiled beforehand a thread takes 70 MB less (decision 41).
enableCompileCache();
if (parentPort) serveReading(parentPort, readFile, flushCompileCache);
