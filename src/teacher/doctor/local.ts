import { request } from 'undici';
import { z } from 'zod';

/** A server that answers on this machine. */
export interface LocalServer {
  kind: string;
  /** What to give to --teacher. */
  url: string;
  models: string[];
}

/** Programs that serve models, at the port that they take unless told otherwise. */
export const USUAL_PORTS: readonly { kind: string; port: number }[] = [
  { kind: 'Ollama', port: 11434 },
  { kind: 'LM Studio', port: 1234 },
  { kind: 'vLLM', port: 8000 },
  { kind: 'llama.cpp', port: 8080 },
  { kind: 'SGLang', port: 30000 },
  { kind: 'KoboldCpp', port: 5001 },
  { kind: 'text-generation-webui or TabbyAPI', port: 5000 },
  { kind: 'Jan', port: 1337 },
];

const MOST_MS = 700;
const MOST_MODELS = 50;
const Models = z.object({ data: z.array(z.object({ id: z.string(), owned_by: z.string().optional() })) });

/** Looks for servers of models at the usual ports of this machine, all at once; in 0.7 s at most. */
export async function findLocal(ports = USUAL_PORTS): Promise<LocalServer[]> {
  const found = await Promise.all(ports.map(({ kind, port }) => lookAt(kind, `http://127.0.0.1:${port}`)));
  return found.filter((server) => server !== null);
}

async function lookAt(usual: string, origin: string): Promise<LocalServer | null> {
  const parsed = Models.safeParse(await get(`${origin}/v1/models`));
  if (!parsed.success) return null;
  const { data } = parsed.data;
  const owner = data[0]?.owned_by?.toLowerCase() ?? '';
  const kind = { vllm: 'vLLM', sglang: 'SGLang', llamacpp: 'llama.cpp', library: 'Ollama' }[owner] ?? usual;
  return { kind, url: `${origin}/v1`, models: data.slice(0, MOST_MODELS).map(({ id }) => id) };
}

async function get(url: string): Promise<unknown> {
  try {
    const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(MOST_MS) });
    const text = await body.text();
    return statusCode === 200 ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
