import { z } from 'zod';
import type { PdfPage } from './open.ts';
import type { Run } from './run.ts';
import { watched } from './watched.ts';

const Annotation = z.object({
  subtype: z.string(),
  rect: z.array(z.number()).length(4),
  hidden: z.boolean().optional(),
  noView: z.boolean().optional(),
  fieldType: z.string().nullish(),
  fieldValue: z.unknown().optional(),
  password: z.boolean().optional(),
  checkBox: z.boolean().optional(),
  radioButton: z.boolean().optional(),
  exportValue: z.unknown().optional(),
  buttonValue: z.unknown().optional(),
  contentsObj: z.object({ str: z.string() }).optional(),
  defaultAppearanceData: z.object({ fontSize: z.number() }).optional(),
});
type Annotation = z.infer<typeof Annotation>;

const USUAL_SIZE = 10;
const MOST_ANNOTATIONS = 5000;

/**
 * What is written into a page rather than printed on it: the values of form fields, marks in boxes as `[x]`, and text
 * that was typed onto the page. Comments on the text are none of it; they are counted.
 */
export async function annotationRuns(page: PdfPage): Promise<{ runs: Run[]; comments: number }> {
  const { transform } = page.getViewport({ scale: 1 });
  const found = await watched(page.getAnnotations()).catch(() => []);
  const annotations = found.slice(0, MOST_ANNOTATIONS).flatMap((raw) => Annotation.safeParse(raw).data ?? []);
  return {
    runs: annotations.flatMap((annotation) => runsOf(annotation, transform)),
    comments: annotations.filter(isComment).length,
  };
}

function isComment({ subtype, contentsObj }: Annotation): boolean {
  return !['Widget', 'Link', 'FreeText', 'Popup'].includes(subtype) && (contentsObj?.str ?? '').trim() !== '';
}

function runsOf(annotation: Annotation, transform: number[]): Run[] {
  const lines = said(annotation)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '');
  const [x0, , x1, bottom] = placed(annotation.rect, transform);
  const height = Math.abs((annotation.rect[3] ?? 0) - (annotation.rect[1] ?? 0));
  const size = annotation.defaultAppearanceData?.fontSize || Math.min(USUAL_SIZE, height);
  if (!(size > 0.5)) return [];
  const margin = Math.max(0, (height - size * lines.length) / 2);
  return lines.map((text, i) => ({
    ...{
      text,
      x0,
      x1: Math.min(x1, x0 + text.length * size * 0.5),
      y: bottom - margin - size * (lines.length - i - 0.8),
    },
    ...{ size, bold: false, mono: false, rtl: false },
  }));
}

function said(annotation: Annotation): string {
  const { subtype, fieldType, fieldValue, hidden, noView, password } = annotation;
  if (hidden === true || noView === true || password === true) return '';
  if (subtype === 'FreeText') return annotation.contentsObj?.str ?? '';
  if (subtype !== 'Widget') return '';
  if (fieldType === 'Tx' || fieldType === 'Ch') {
    return [fieldValue]
      .flat()
      .filter((value) => typeof value === 'string' && value !== '')
      .join(', ');
  }
  const marked = annotation.checkBox === true ? annotation.exportValue : annotation.buttonValue;
  const box = annotation.checkBox === true || annotation.radioButton === true;
  return box && typeof fieldValue === 'string' && fieldValue !== 'Off' && fieldValue === marked ? '[x]' : '';
}

/** A rectangle of the page's own space, from its top left to its bottom right. */
function placed([a = 0, b = 0, c = 0, d = 0]: number[], t: number[]): [number, number, number, number] {
  const [t0 = 1, t1 = 0, t2 = 0, t3 = 1, t4 = 0, t5 = 0] = t;
  const xs = [t0 * a + t2 * b + t4, t0 * c + t2 * d + t4];
  const ys = [t1 * a + t3 * b + t5, t1 * c + t3 * d + t5];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
