/** What somebody who works a website can do next. `id` is an element's number in the latest observation. */
export type WebAction =
  | { kind: 'click'; id: number }
  | { kind: 'type'; id: number; text: string; enter: boolean }
  | { kind: 'scroll'; way: 'up' | 'down' }
  | { kind: 'select'; id: number; option: string }
  | { kind: 'goto'; url: string }
  | { kind: 'back' }
  | { kind: 'stop'; answer: string };

/** The grammar of actions as rows publish it in their system message. */
export const WEB_GRAMMAR = `Each of your turns is two lines: a thought in one line, then one action in one line. The actions are:

click [id]
type [id] [text]
type [id] [text] [enter]
scroll [up]
scroll [down]
select [id] [option]
goto [url]
back
stop [answer]

An id is the number of an element in the latest observation. "type" puts the text in place of what the field holds; with [enter] it is sent. "select" takes one of the options that the element offers. "stop" ends the task and gives the answer, or says what was done.`;

/** Most characters of a thought. */
const MOST_THOUGHT = 500;

/** A turn of the assistant taken apart, or what is wrong with it. */
export type WebTurn = { thought: string; action: WebAction } | { problem: string };

/** Reads a turn of two lines: a thought and an action. Empty lines between and around them do not count. */
export function readWebTurn(turn: string): WebTurn {
  const lines = turn.split('\n').flatMap((line) => line.trim() || []);
  const [thought = '', last = ''] = lines;
  if (lines.length !== 2) return { problem: `The turn has ${lines.length} lines; a thought and an action are two` };
  if (thought.length > MOST_THOUGHT) return { problem: `The thought has ${thought.length} characters` };
  if (readWebAction(thought) !== null) return { problem: 'The turn holds two actions and no thought' };
  const action = readWebAction(last);
  return action === null ? { problem: `"${last.slice(0, 200)}" is no action` } : { thought, action };
}

/** Reads one line as an action; null where it is none. Text in brackets may hold brackets itself. */
export function readWebAction(line: string): WebAction | null {
  if (line === 'back') return { kind: 'back' };
  const scroll = /^scroll \[(up|down)\]$/.exec(line)?.[1];
  if (scroll === 'up' || scroll === 'down') return { kind: 'scroll', way: scroll };
  const [, verb, id, rest] = /^(click|type|select) \[(\d{1,4})\](?: \[(.*)\])?$/.exec(line) ?? [];
  if (verb === 'click') return rest === undefined ? { kind: 'click', id: Number(id) } : null;
  if (verb === 'select') return rest ? { kind: 'select', id: Number(id), option: rest } : null;
  if (verb === 'type') return rest === undefined ? null : typed(Number(id), rest);
  const [, word, given] = /^(goto|stop) \[(.*)\]$/.exec(line) ?? [];
  if (word === 'goto') return given ? { kind: 'goto', url: given } : null;
  return word === 'stop' && given?.trim() ? { kind: 'stop', answer: given } : null;
}

function typed(id: number, rest: string): WebAction {
  const enter = rest.endsWith('] [enter');
  return { kind: 'type', id, text: enter ? rest.slice(0, -'] [enter'.length) : rest, enter };
}

/** An action as the line that {@link readWebAction} reads. */
export function showWebAction(action: WebAction): string {
  switch (action.kind) {
    case 'click':
      return `click [${action.id}]`;
    case 'type':
      return `type [${action.id}] [${action.text}]${action.enter ? ' [enter]' : ''}`;
    case 'scroll':
      return `scroll [${action.way}]`;
    case 'select':
      return `select [${action.id}] [${action.option}]`;
    case 'goto':
      return `goto [${action.url}]`;
    case 'back':
      return 'back';
    case 'stop':
      return `stop [${action.answer}]`;
  }
}
