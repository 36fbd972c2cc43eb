import type { Format } from '../format.ts';
import { messagesFormat } from '../messages-format.ts';
import { loadLines } from '../usage.ts';

/** Conversations as TRL, NeMo RL, torchtune and most programs read them (TRL's "conversational language modeling"). */
export const format: Format = {
  id: 'messages',
  summary: 'messages with role and content: TRL and most trainers',
  layouts: [],
  kinds: ['jsonl', 'json', 'parquet'],
  columns: 'id',
  usage: (files) => [
    ...loadLines(files),
    'TRL: `SFTTrainer(..., train_dataset=data["train"])`. All tokens are trained on unless `assistant_only_loss=True`, which needs a chat template with `{% generation %}` marks; `agentinstruct recipe` writes one.',
  ],
  open: messagesFormat,
};
