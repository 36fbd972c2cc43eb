import { type Finding, inOrder } from './finding.ts';

/** What may stand before and behind the sign of an e-mail address. */
const LOCAL_PART = /(?<![\w.+%-])[\w+%-](?:[\w.+%-]{0,62}[\w+%-])?$/;
const DOMAIN = /^(?:[a-z0-9-]{1,63}\.){1,5}([a-z]{2,24})(?![\w-])/i;
/** Endings that no domain has: names of units and files that look like addresses. */
const NO_DOMAIN =
  /^(?:service|socket|timer|target|mount|slice|path|device|js|ts|py|rb|css|json|png|jpe?g|gif|svg|html?|txt|md|sh|local|localhost|invalid|test|example)$/i;
const NOBODY =
  /@(?:[\w.-]+\.)?example\.(?:com|org|net|edu)$|^(?:git|noreply|no-reply|user|username|name|foo|you|your\w*|someone|me)@/i;

/**
 * Personal data in a text: e-mail addresses, phone numbers, card numbers and bank accounts. Addresses of nobody
 * (`user@example.com`) are none. The time is linear in the length of the text, whatever it holds.
 */
export function personalIn(text: string): Finding[] {
  return inOrder([...eMails(text), ...phones(text), ...cards(text), ...accounts(text)]);
}

function* eMails(text: string): Generator<Finding> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const local = LOCAL_PART.exec(text.slice(Math.max(0, at - 66), at))?.[0];
    const [domain, ending = ''] = (local && DOMAIN.exec(text.slice(at + 1, at + 280))) || [];
    if (local === undefined || domain === undefined || NO_DOMAIN.test(ending) || NOBODY.test(`${local}@${domain}`))
      continue;
    yield { start: at - local.length, end: at + 1 + domain.length, kind: 'e-mail' };
  }
}

/** As E.164 has it: a plus, a country, up to 15 digits in all; grouped as people do. */
const INTERNATIONAL = /(?<![\w+.,/=-])\+[1-9]\d{0,2}(?:[ .\-/\u00a0]{0,2}\(?\d{1,5}\)?){2,7}(?![\w.]?\d)/g;
/** Seven to fourteen digits, grouped as people do. */
const NUMBER = /(?<![\w.,:/+-])\(?\d(?:[ .\-/()\u00a0]{0,2}\d){6,13}(?![\w.,:/-]?\d)/g;
/** North America: `(212) 555-0123`, `212-555-0123`; area and exchange never begin with 0 or 1. */
const AMERICAN = /^(?:1[ -])?(?:\([2-9]\d\d\) ?|[2-9]\d\d-)[2-9]\d\d-\d{4}$/;
/** The word for a phone number, in a dozen languages. */
const CALLED =
  /(?<!\p{L})(?:tele?ph?one?s?|tel|phone|mobile|cell|fax|handy|telefono|teléfono|téléphone|tél|telefax|telefoon|тел|телефон|факс|電話|电话|هاتف|फ़ोन)(?:[ -]?(?:no|nr|number|nummer))?\s?[.:：]{0,2}\s{0,3}$/iu;

function* phones(text: string): Generator<Finding> {
  for (const { index, 0: number } of text.matchAll(INTERNATIONAL)) {
    const trimmed = number.trimEnd();
    const digits = trimmed.replaceAll(/\D/g, '').length;
    if (digits >= (/\d\D+\d/.test(trimmed) ? 9 : 10) && digits <= 15)
      yield { start: index, end: index + trimmed.length, kind: 'phone' };
  }
  for (const { index, 0: number } of text.matchAll(NUMBER)) {
    const american = AMERICAN.test(number) && !/555\D?01\d\d$/.test(number);
    if (american || CALLED.test(text.slice(Math.max(0, index - 30), index)))
      yield { start: index, end: index + number.length, kind: 'phone' };
  }
}

/** Card numbers in one piece, in fours, or as American Express has them. */
const CARD =
  /(?<![\w.,:/+-]|\d )(?:\d{14,16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ -])\d{6}\2\d{5})(?![\w.,:/-]?\d)/g;
const ISSUERS =
  /^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12}|35\d{14}|3(?:0[0-5]|[68]\d)\d{11})$/;
/** Numbers that are printed in every manual. */
const TRIAL =
  /^(?:4(?:1{15}|242424242424242|0{11}\d{4}|0128888888881)|5(?:5{15}|555555555554444|105105105105100)|378282246310005|371449635398431|6011(?:1{12}|111111111117|000990139424))$/;

function* cards(text: string): Generator<Finding> {
  for (const { index, 0: number } of text.matchAll(CARD)) {
    const digits = number.replaceAll(/\D/g, '');
    if (ISSUERS.test(digits) && !TRIAL.test(digits) && passesLuhn(digits))
      yield { start: index, end: index + number.length, kind: 'card' };
  }
}

/** ISO/IEC 7812-1, annex B (Hans Peter Luhn). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]) * ((at % 2) + 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const ACCOUNT = /(?<![\w-])[A-Z]{2}\d\d(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?![\w-])/g;

function* accounts(text: string): Generator<Finding> {
  for (const { index, 0: account } of text.matchAll(ACCOUNT)) {
    const plain = account.replaceAll(' ', '');
    if (plain.length >= 15 && plain.length <= 34 && passesMod97(plain))
      yield { start: index, end: index + account.length, kind: 'iban' };
  }
}

/** ISO 13616: letters as 10 to 35, the first four characters last, and 1 left of 97. */
function passesMod97(account: string): boolean {
  const turned = account.slice(4) + account.slice(0, 4);
  let rest = 0;
  for (const char of turned) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
