import { backendsOf, createBatches, type EndpointSpec, type TeacherSpec, urlsOf } from '../open-teacher.ts';
import { replayTeacher } from '../recording.ts';
import { createLooks, type Examined, type ExamineOptions, examine } from './examine.ts';

/**
 * Examines what a teacher's name stands for: endpoints and models as {@link examine} does, a recording by reading it,
 * batches by whether the endpoint has them; no batch is begun. The rehearsal is nothing to examine. Errors: E_USAGE for a
 * name that is none, and the signal's reason.
 */
export async function examineNamed(
  spec: EndpointSpec & Partial<TeacherSpec>,
  options: ExamineOptions,
): Promise<Examined[]> {
  const { teacher } = spec;
  if (teacher === 'rehearsal') return [];
  if (teacher.startsWith('replay:')) return [await examineRecording(teacher.slice('replay:'.length), options)];
  if ('roles' in spec && teacher.startsWith('batch:')) return [await examineBatches(spec, options)];
  const all: Examined[] = [];
  for (const backend of backendsOf(spec)) all.push(await examine(backend, options));
  return all;
}

async function examineRecording(path: string, options: ExamineOptions): Promise<Examined> {
  const { checks, look } = createLooks(options);
  const teacher = replayTeacher(path);
  const reached = await look('reach', async () => {
    await teacher.open(options.signal);
    return { result: 'ok', found: `holds replies of ${teacher.model}` };
  });
  return { endpoint: `replay:${path}`, model: reached ? teacher.model : null, checks };
}

async function examineBatches(spec: EndpointSpec & Partial<TeacherSpec>, options: ExamineOptions): Promise<Examined> {
  const transport = createBatches({ record: null, roles: {}, ...spec });
  const { checks, look } = createLooks(options);
  if (!transport) throw new Error('the teacher is none of batches');
  const ends = AbortSignal.timeout(options.deadline);
  const signal = options.signal ? AbortSignal.any([options.signal, ends]) : ends;
  let model: string | null = null;
  try {
    if (spec.teacher.startsWith('batch:files:')) {
      const found = 'nothing to examine: whoever answers the files in the folder is not asked';
      await look('reach', async () => ({ result: 'skipped', found }));
      return { endpoint: spec.teacher, model: spec.model, checks };
    }
    const reached = await look('reach', async () => {
      model = await reach(spec, signal);
      return { result: 'ok', found: `serves ${model}` };
    });
    const held = async () => {
      await transport.open(signal);
      await transport.find('doctor', signal);
      return { result: 'ok', found: 'the endpoint has a batch API; none was begun' } as const;
    };
    if (reached) await look('batches', held);
    return { endpoint: `batch:${transport.name}`, model, checks };
  } finally {
    await transport.close();
  }
}

/** The model of the endpoint behind batches: asked at once, for batches go on trying where nothing answers. */
async function reach(spec: EndpointSpec, signal: AbortSignal): Promise<string> {
  const [url] =
    spec.teacher === 'batch:openai' ? ['https://api.openai.com/v1'] : urlsOf(spec.teacher.slice('batch:'.length));
  const [backend] = backendsOf({ ...spec, teacher: url ?? '' });
  if (!backend) throw new Error('no endpoint is named');
  try {
    await backend.open(signal);
    return backend.model;
  } finally {
    await backend.close();
  }
}
