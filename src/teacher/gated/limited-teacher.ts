import { Call, unwatch, watch } from '../call-signal.ts';
import { createGate } from '../limits/gate.ts';
import type { Teacher } from '../teacher.ts';

/** What one process works through at once where a teacher bears any number. */
const USUAL = 64;

/** The teacher with a load: itself where it has one, else behind a gate that lets `capacity` requests (64) through at once. */
export function limitedTeacher(teacher: Teacher, capacity = USUAL): Teacher & Required<Pick<Teacher, 'load'>> {
  if (hasLoad(teacher)) return teacher;
  const gate = createGate({ capacity: { fixed: capacity } });
  return {
    get model() {
      return teacher.model;
    },
    ...(teacher.modelFor && { modelFor: (stage) => teacher.modelFor?.(stage) ?? teacher.model }),
    load: gate,
    open: (signal) => teacher.open(signal),
    close: () => teacher.close(),
    async complete(request, signal, kept) {
      const call = new Call();
      if (signal) watch(signal, call);
      try {
        call.check();
        const pass = await gate.enter(request, 0, call);
        try {
          return await teacher.complete(request, signal);
        } finally {
          pass.ended(null);
          if (kept) kept.then(pass.release, pass.release);
          else pass.release();
        }
      } finally {
        if (signal) unwatch(signal, call);
      }
    },
  };
}

function hasLoad(teacher: Teacher): teacher is Teacher & Required<Pick<Teacher, 'load'>> {
  return teacher.load !== undefined;
}
