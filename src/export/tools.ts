import { z } from 'zod';
import { Tool } from '../data.ts';
import { cleanText } from './clean-text.ts';
import { LeftOut } from './left-out.ts';

const Tools = z.array(Tool).min(1);
const ToolsText = z.string().transform((text, context) => {
  try {
    const value: unknown = JSON.parse(text, (_, each: unknown) => (typeof each === 'string' ? cleanText(each) : each));
    return value;
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

/** Parses the column `tools`, JSON text or null. */
export function readTools(value: unknown): readonly Tool[] | null | LeftOut {
  if (value === undefined || value === null || value === '') return null;
  const tools = ToolsText.pipe(Tools).safeParse(value);
  return tools.success ? tools.data : new LeftOut('tools-unreadable');
}
