import {
  ApiGuesses,
  afterToolTurn,
  defineSkill,
  isLicenceText,
  Library,
  openToolTalk,
  readDescription,
  responseBeginsWithSubstance,
  retrieveApis,
  showLibrary,
  TOOL_SETS,
  ToolInstruction,
  toolRepliesSound,
  toolTaskOf,
  toolTaskSound,
} from 'agentinstruct/skill';

const MOST_CODE = 3000;

export default defineSkill({
  title: 'Tool use',
  summary: 'Requests that take calls of listed functions, in conversations with native or written calls',
  accepts: {
    kinds: ['code', 'api'],
    tokens: [60, 80_000],
    refuse({ kind, text, tokens }) {
      if (kind === 'code' && tokens > MOST_CODE) return `code of about ${tokens} tokens; takes at most ${MOST_CODE}`;
      return isLicenceText(text) ? 'a licence' : null;
    },
  },
  content: Library,
  instruction: ToolInstruction,
  with: TOOL_SETS,
  fromSeed: ({ text, title }) => ({
    library: title ?? 'Functions',
    apis: [{ name: 'look_up', about: text.slice(0, 200), parameters: [], returns: 'the entry', changes: false }],
  }),
  show: showLibrary,
  pose: (library, { request, expected, further, mishap }) => ({
    material: showLibrary(library),
    question: [request, ...[...expected, ...further].map((each) => JSON.stringify(each)), mishap ?? '']
      .join('\n')
      .trim(),
  }),
  programs: {
    'read-description': {
      make: ({ text, title }, _, { draw }) => readDescription(text, title, draw.next()),
    },
    'retrieve-similar-apis': {
      asks: ApiGuesses,
      searches: true,
      make: (_, written, { search }) => retrieveApis(written, search),
    },
  },
  converse: {
    open({ content, instruction, draw }) {
      const task = toolTaskOf(content, instruction);
      return task && openToolTalk(task, draw);
    },
    next({ content, instruction, type, draw }, messages) {
      const task = toolTaskOf(content, instruction);
      if (task) return afterToolTurn(task, type, messages, draw);
      return { drop: { reason: 'ill-formed', detail: 'The item is no task of tool use' } };
    },
  },
  checks: [toolTaskSound, responseBeginsWithSubstance, toolRepliesSound],
});
