import { type GatedOptions, gatedTeacher } from '../gated/gated-teacher.ts';
import type { Teacher } from '../teacher.ts';
import { httpBackend } from './http-backend.ts';
import type { HttpBackendOptions } from './options.ts';

/** A teacher at one OpenAI-compatible endpoint, with its limits found and its faults retried. */
export function openHttpTeacher(options: HttpBackendOptions & Partial<GatedOptions>): Teacher {
  const patience = Math.max(options.patience ?? 900_000, (options.timeout ?? 0) * 1.5);
  return gatedTeacher([httpBackend(options)], { ...options, patience: options.patience ?? patience });
}
