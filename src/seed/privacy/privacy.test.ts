import { describe, expect, it } from 'vitest';
import { edited } from './edited.ts';
import { type Finding, MARKS } from './finding.ts';
import { personalIn } from './personal.ts';
import { secretsIn } from './secrets.ts';

/** Letters and digits that look random and are nobody's. */
const random = (length: number, alphabet = 'a7Kp2XwQ9zRt4LmV8sBn3HcY6dFg1JuE5') =>
  Array.from({ length }, (_, at) => alphabet[(at * 7 + ((at * at) % 11)) % alphabet.length]).join('');
const hex = (length: number) => random(length, '3f8a1c0e9b7d2645');
const upper = (length: number) => random(length, 'Q7ZK2MXW9RT4LVB8N3HC6YD1F');

const shown = (text: string, findings: Finding[]) =>
  edited(
    text,
    findings.map(({ start, end, kind }) => ({ start, end, text: MARKS[kind] })),
  ).text;
const masked = (text: string) => shown(text, secretsIn(text));
const anonymous = (text: string) => shown(text, personalIn(text));

describe('secretsIn', () => {
  it.each([
    ['AWS', `AKIA${upper(16)}`, 'API key'],
    ['GitHub', `ghp_${random(36)}`, 'token'],
    ['GitHub, fine-grained', `github_pat_${random(22)}_${random(59)}`, 'token'],
    ['GitLab', `glpat-${random(20)}`, 'token'],
    ['Slack', `xoxb-${random(12, '0123456789')}-${random(24)}`, 'token'],
    ['Google', `AIza${random(35)}`, 'API key'],
    ['Google OAuth', `ya29.${random(60)}`, 'token'],
    ['OpenAI', `sk-proj-${random(48)}`, 'API key'],
    ['OpenAI, older', `sk-${random(48)}`, 'API key'],
    ['Anthropic', `sk-ant-api03-${random(93)}-AA`, 'API key'],
    ['Stripe', `sk_live_${random(24)}`, 'API key'],
    ['Hugging Face', `hf_${random(34)}`, 'token'],
    ['npm', `npm_${random(36)}`, 'token'],
    ['SendGrid', `SG.${random(22)}.${random(43)}`, 'API key'],
    ['Groq', `gsk_${random(52)}`, 'API key'],
    ['DigitalOcean', `dop_v1_${hex(64)}`, 'token'],
    ['Shopify', `shpat_${hex(32)}`, 'token'],
    ['Vault', `hvs.${random(90)}`, 'token'],
    ['Telegram', `7392816405:AA${random(33)}`, 'token'],
    ['JSON web token', `eyJ${random(30)}.eyJ${random(60)}.${random(43)}`, 'token'],
  ])('finds one of %s', (_, secret, kind) => {
    for (const [before, after] of [
      ['', ''],
      ['key: ', ' and'],
      ['"', '",'],
      ['(', ')'],
      ['=', '\n'],
      ['`', '`.'],
    ])
      expect(masked(`${before}${secret}${after}`)).toBe(`${before}[${kind}]${after}`);
    expect(masked(`a${secret}`)).toBe(`a${secret}`);
  });

  it('finds private keys, also in strings and without an end', () => {
    const body = Array.from({ length: 4 }, () => random(64)).join('\n');
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`;
    expect(masked(`Keep it:\n${key}\nDone.`)).toBe('Keep it:\n[private key]\nDone.');
    expect(masked(`"${key.replaceAll('\n', '\\n')}"`)).toBe('"[private key]"');
    expect(masked(`-----BEGIN PRIVATE KEY-----\n${body}`)).toBe('[private key]');
    expect(masked(key.replaceAll('RSA PRIVATE', 'PUBLIC'))).toBe(key.replaceAll('RSA PRIVATE', 'PUBLIC'));
    const spoken = 'A file begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----.';
    expect(masked(spoken)).toBe(spoken);
  });

  it.each([
    [`postgres://app:${random(14)}@db.internal:5432/app`, 'postgres://app:[password]@db.internal:5432/app'],
    [`DATABASE_URL=mysql://root:s3cr3t-Wort@10.0.0.7/x`, 'DATABASE_URL=mysql://root:[password]@10.0.0.7/x'],
    [`https://bot:${random(20)}@git.corp.net/a.git`, 'https://bot:[password]@git.corp.net/a.git'],
    [`password = "Winter2024!x"`, 'password = "[password]"'],
    [`"db_password": "pR7-kk29Qs"`, '"db_password": "[password]"'],
    [`client_secret: '${hex(32)}'`, "client_secret: '[token]'"],
    [`const apiKey = "${random(32)}";`, 'const apiKey = "[API key]";'],
    [`API_KEY=${random(32)}`, 'API_KEY=[API key]'],
    [`secret_key: ${hex(40)}`, 'secret_key: [API key]'],
    [`aws_secret_access_key = ${random(40)}`, 'aws_secret_access_key = [API key]'],
    [`dbPassword = '${random(12)}'`, "dbPassword = '[password]'"],
    [`Authorization: Bearer ${random(40)}`, 'Authorization: Bearer [token]'],
    [`curl -H "Authorization: Basic ${random(24)}=="`, 'curl -H "Authorization: Basic [token]"'],
    [
      `https://hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${random(24)}`,
      'https://hooks.slack.com/services/[token]',
    ],
  ])('masks the value in %s', (text, clean) => expect(masked(text)).toBe(clean));

  it.each([
    'password = "password"',
    'password = "changeme123"',
    'API_KEY=your_api_key_here_1234',
    'api_key = "<YOUR-API-KEY-1>"',
    ['token: $', '{{ secrets.GITHUB_TOKEN2 }}'].join(''),
    'token = process.env.TOKEN_2',
    'token = getToken2(user)',
    'password: str = field(default="")',
    'secret := os.Getenv("SECRET_KEY_2")',
    'max_tokens = 4096',
    'tokens: 1,024 of 200,000',
    'The token: 2024-05-01',
    'key: value1234567',
    'primary_key=customer_id_12345',
    'monkey = "b4nana-s7uff-9x"',
    'passage = "chapter-12-verse-8"',
    'postgres://user:password@localhost/db',
    'http://abc:xyz@example.com/',
    'http://localhost:8080/a@b',
    'https://example.org:443/path@2x.png',
    'AKIAIOSFODNN7EXAMPLE',
    'sk-learn and task-management-for-everyone',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'commit 3f8a1c0e9b7d26453f8a1c0e9b7d26453f8a1c0e',
    'id: 550e8400-e29b-41d4-a716-446655440000',
    'tokenizer = "gpt2-medium-v1"',
    'Keywords: password policy, secret sharing, token ring',
    'eyJhbGciOi',
  ])('leaves %s', (text) => expect(masked(text)).toBe(text));
});

describe('personalIn', () => {
  it.each([
    ['Write to runa.holt@skarn-ferry.no today.', 'Write to [e-mail address] today.'],
    ['<a href="mailto:desk@town.gov.uk?x">', '<a href="mailto:[e-mail address]?x">'],
    ['a@b.co, c+d@e-f.org.', '[e-mail address], [e-mail address].'],
    ['Call +47 22 12 34 56.', 'Call [phone number].'],
    ['+1 (617) 258-8682 or +44 20 7946 0958', '[phone number] or [phone number]'],
    ['+4915112345678', '[phone number]'],
    ['Reach us at (202) 707-5065 or 202-586-8660.', 'Reach us at [phone number] or [phone number].'],
    ['1-800-877-8339', '[phone number]'],
    ['Tel.: 030 1234567', 'Tel.: [phone number]'],
    ['Tél : 01 23 45 67 89', 'Tél : [phone number]'],
    ['Телефон: 8 (495) 123-45-67', 'Телефон: [phone number]'],
    ['电话：010-12345678', '电话：[phone number]'],
    ['Fax 06131/12-3456', 'Fax [phone number]'],
    ['Card 4539 1488 0343 6467 expires', 'Card [card number] expires'],
    ['5425233430109903', '[card number]'],
    ['3782 822463 10013', '[card number]'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN [bank account]'],
    ['GB82WEST12345698765432.', '[bank account].'],
  ])('finds what is personal in %s', (text, clean) => expect(anonymous(text)).toBe(clean));

  it.each([
    'user@example.com, noreply@github.com, git@github.com:a/b.git',
    'foo@bar.service and x@2x.png',
    '@Override @media npm i react@18.2.0 user@host',
    'On 2024-05-01 12:30:45, 01.02.2003 and 1999/12/31',
    'ISBN 978-3-16-148410-0 and 0-306-40615-2, ISSN 0317-8471',
    'version 10.15.7.1234 and 192.168.100.200',
    '3.141592653589793 and 1,234,567,890 and -273.15',
    'lines 100-200, pages 1200-1245, 2019-2023',
    '+100000000 and +1130 2010 and a+12345678901',
    'uuid 550e8400-e29b-41d4-a716-446655440000',
    'order 1234 5678 9012 3456 is 4111 1111 1111 1111',
    '1234567812345678, 4539148803436468, 0000000000000000',
    '3714-496353-98431 and 4242 4242 4242 4242',
    'call 555-0123 or (212) 555-0123',
    'DE89 3704 0044 0532 0130 01 and XX00ABCDEFGHIJK',
    'SHA 1a2b3c4d5e6f7890123456789012345678901234',
    'RFC 2616, section 14.35.1, table 202 452 0340',
    'tel aviv 1234, telephone exchanges in 1950 1960 1970',
    '0123456789 and 1000000000000000',
  ])('leaves %s', (text) => expect(anonymous(text)).toBe(text));
});

describe('edited', () => {
  it('makes edits and says where places have gone', () => {
    const { text, at } = edited('abcdefgh', [
      { start: 5, end: 6, text: '[five]' },
      { start: 1, end: 3, text: 'X' },
      { start: 2, end: 4, text: 'lost' },
    ]);
    expect(text).toBe('aXde[five]gh');
    expect([0, 1, 2, 3, 5, 6, 8].map(at)).toEqual([0, 1, 1, 2, 4, 10, 12]);
  });
});

describe('long and odd text', () => {
  it.each([
    ['words', 'a'],
    ['at signs', '@'],
    ['addresses that never end', 'a@b.'],
    ['dots and letters', 'a.'],
    ['digits', '1'],
    ['digits and spaces', '12 '],
    ['plus signs', '+1 '],
    ['openings of keys', '-----BEGIN PRIVATE KEY-----'],
    ['names of secrets', 'password='],
    ['names and quotation marks', 'token: "'],
    ['schemes', 'http://a:'],
    ['runs of keys', 'sk-ant-'],
    ['JSON web tokens', 'eyJaaaaaaaaaaaa.'],
    ['accounts', 'DE89 3704 '],
    ['words for phones', 'tel. '],
  ])('of %s comes to an end', (_, part) => {
    const text = part.repeat(Math.ceil(2e6 / part.length));
    expect([...secretsIn(text), ...personalIn(text)].length).toBeLessThanOrEqual(text.length);
  });
});
