import type { PageElement } from './page.ts';

/** The nodes of linkedom as far as they are used here; its own types need the DOM library. */
export interface Node {
  nodeName: string;
  nodeType: number;
  textContent: string | null;
  childNodes: ArrayLike<Node>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): ArrayLike<Node>;
  closest(selector: string): Node | null;
}

const INPUTS: Record<string, PageElement['role'] | 'none'> = {
  ...{ hidden: 'none', file: 'none', password: 'none' },
  ...{ submit: 'button', button: 'button', reset: 'button', image: 'button' },
  ...{ checkbox: 'checkbox', radio: 'radio', search: 'searchbox', number: 'spinbutton', range: 'spinbutton' },
};
const STATED: readonly PageElement['role'][] = ['button', 'link', 'tab', 'checkbox', 'switch', 'menuitem'];
const MOST_OPTIONS = 60;

/** A link or control as an element of a page, without where it leads. Null: it is none; `none`: one that is left out. */
export function controlOf(node: Node, page: Node): Omit<PageElement, 'to'> | 'none' | null {
  const role = roleOf(node);
  if (role === null || role === 'none') return role;
  const name = nameOf(node, page);
  if (role === 'combobox') return choiceOf(node, name);
  const ticked = node.getAttribute('checked') !== null || node.getAttribute('aria-checked') === 'true';
  if (role === 'checkbox' || role === 'radio' || role === 'switch') {
    return { role, name, value: ticked ? 'on' : 'off', options: null };
  }
  if (role === 'textbox' || role === 'searchbox' || role === 'spinbutton') {
    const held = node.nodeName.toUpperCase() === 'TEXTAREA' ? textOf(node) : (node.getAttribute('value') ?? '');
    return { role, name: name || 'Field', value: held === '' ? null : held.slice(0, 200), options: null };
  }
  return name === '' ? 'none' : { role, name, value: null, options: null };
}

function roleOf(node: Node): PageElement['role'] | 'none' | null {
  const stated = STATED.find((role) => role === node.getAttribute('role'));
  const tag = node.nodeName.toUpperCase();
  if (tag === 'A') return node.getAttribute('href') === null ? null : (stated ?? 'link');
  if (tag === 'BUTTON' || tag === 'SUMMARY') return stated ?? 'button';
  if (tag === 'SELECT') return 'combobox';
  if (tag === 'TEXTAREA') return 'textbox';
  if (tag === 'INPUT') return INPUTS[(node.getAttribute('type') ?? 'text').toLowerCase()] ?? 'textbox';
  return stated === undefined || stated === 'link' ? null : stated;
}

function choiceOf(node: Node, name: string): Omit<PageElement, 'to'> | 'none' {
  const all = Array.from(node.querySelectorAll('option'));
  const offered = all.map((option) => textOf(option).slice(0, 100)).slice(0, MOST_OPTIONS);
  const options = [...new Set(offered.filter((option) => option !== ''))];
  if (options.length === 0) return 'none';
  const chosen = all.find((option) => option.getAttribute('selected') !== null);
  const value = textOf(chosen ?? all[0] ?? null).slice(0, 100);
  return {
    role: 'combobox',
    name: name || 'Choice',
    value: options.includes(value) ? value : (options[0] ?? null),
    options,
  };
}

/** What a control is called: its label, title, picture's words or own text. */
export function nameOf(node: Node, page: Node): string {
  const id = node.getAttribute('id');
  const isInput = /^(?:INPUT|SELECT|TEXTAREA)$/.test(node.nodeName.toUpperCase());
  const label = isInput && id !== null && /^[\w-]+$/.test(id) ? page.querySelector(`label[for="${id}"]`) : null;
  const around = isInput ? (label ?? node.closest('label')) : null;
  const said = [
    node.getAttribute('aria-label'),
    around && ownText(around),
    isInput ? null : textOf(node),
    ...['placeholder', 'title', 'alt'].map((name) => node.getAttribute(name)),
    isInput && /^(?:submit|button|reset)$/i.test(node.getAttribute('type') ?? '') ? node.getAttribute('value') : null,
    node.querySelector('img[alt]')?.getAttribute('alt') ?? null,
    isInput ? node.getAttribute('name') : null,
  ];
  return (said.find((text) => text?.trim()) ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}

/** A label's words without those of the choice that it holds. */
function ownText(label: Node): string {
  const inner = label.querySelector('select,textarea,button');
  const text = textOf(label);
  const held = textOf(inner);
  return held !== '' && text.includes(held) ? text.replace(held, () => ' ').trim() : text;
}

/** The text of a node on one line; empty where there is none. */
export function textOf(node: Node | null): string {
  return node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
}
