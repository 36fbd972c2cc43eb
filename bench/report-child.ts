import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeReport } from '../src/report/make-report.ts';
import { pageOf } from '../src/report/page/page.ts';

const { dir }: { dir: string } = JSON.parse(process.argv[2] ?? '{}');
const began = performance.now();
const report = await makeReport(dir, { state: null, skillsDirs: [], now: () => new Date(), version: '0' });
writeFileSync(join(dir, 'report.html'), pageOf(report));
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ seconds, rss: process.resourceUsage().maxRSS * 1024, rows: report.rows }));
