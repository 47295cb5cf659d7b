import { createHmac } from 'node:crypto';
import type { DeliveryType } from '../../../simulator/journal.ts';
import { pick, randomInt } from './drill.ts';

/** A request as Slack sent it once, to be sent again in worse shape. */
export type Template = { readonly type: DeliveryType; readonly payload: Readonly<Record<string, unknown>> };

/** A request over HTTP. */
export type RawRequest = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** What people and programs write where nobody expects it. */
const TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e308',
    '9'.repeat(40),
    'null',
    'undefined',
    '[object Object]',
    '{}',
    '[]',
    '\u0000',
    '\ud800',
    '\u202e',
    'ﷺ',
  ],
  ...[
    '<!channel>',
    '<!here|x>',
    '<@U0NOBODY>',
    '<https://example.com|x>',
    '*bold* _it_ `code`',
    '&lt;b&gt;',
    "'; DROP TABLE deal; --",
  ],
  ...[
    'D-1',
    'D-99999999999999999999',
    'acme',
    'Żółć',
    'żółw 🐢'.repeat(20),
    'a'.repeat(3_000),
    ','.repeat(39_880),
    '-'.repeat(9_000),
  ],
  ...[
    '12 tys. zł',
    '-5k',
    '€1.000.000,00',
    '30.02.2026',
    '2026-13-45',
    'do piątku',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
  ],
];
const WORDS = [
  ...[
    'new',
    'nowa',
    'advance',
    'dalej',
    'move',
    'won',
    'lost',
    'reopen',
    'show',
    'history',
    'list',
    'find',
    'edit',
    'assign',
    'note',
    'merge',
  ],
  ...[
    'delete',
    'undo',
    'step',
    'help',
    'why',
    'forecast',
    'gaps',
    'reps',
    'target',
    'setup',
    'digest',
    'health',
    'to',
    'into',
    '@ala',
    '#sales',
  ],
];
const VALUES: readonly unknown[] = [null, true, false, 0, -1, 1.5, 10 ** 20, [], {}, [null], { value: null }, ...TEXTS];

type Random = () => number;

const typed = (random: Random): string =>
  Array.from({ length: randomInt(random, 0, 6) }, () => (random() < 0.5 ? pick(random, WORDS) : pick(random, TEXTS))).join(' ');

/** Changes a value somewhere below: another value, one that is missing, one too many, or a text of its own kind. */
function mutate(value: unknown, random: Random): unknown {
  if (random() < (value instanceof Object ? 0.04 : 0.3)) return pick(random, VALUES);
  if (Array.isArray(value)) {
    if (value.length === 0) return random() < 0.5 ? [pick(random, VALUES)] : value;
    const at = randomInt(random, 0, value.length - 1);
    if (random() < 0.2) return value.toSpliced(at, 1);
    return value.with(at, mutate(value[at], random));
  }
  if (value instanceof Object) {
    const entries = Object.entries(value);
    if (entries.length === 0 || random() < 0.1) return { ...value, [pick(random, TEXTS)]: pick(random, VALUES) };
    const at = randomInt(random, 0, entries.length - 1);
    if (random() < 0.15) return Object.fromEntries(entries.toSpliced(at, 1));
    return Object.fromEntries(entries.map(([name, each], index) => [name, index === at ? mutate(each, random) : each]));
  }
  return typeof value === 'string' && random() < 0.5 ? `${value}${pick(random, TEXTS)}` : pick(random, VALUES);
}

const isRecord = (value: unknown): value is Record<string, unknown> => value instanceof Object && !Array.isArray(value);

/** A case: a command with words of any kind, or a template with one to four changes, now and then in a body or under headers that are wrong. */
export function fuzz(templates: readonly Template[], signingSecret: string, random: Random): RawRequest {
  const { type, payload } = pick(random, templates);
  const isTyped = type === 'slash_commands' && random() < 0.6;
  let changed: unknown = isTyped ? { ...payload, text: typed(random) } : payload;
  if (!isTyped) for (let change = randomInt(random, 1, 4); change > 0; change -= 1) changed = mutate(changed, random);
  // So that it is not taken for one that was handled before.
  if (isRecord(changed) && 'trigger_id' in changed && random() < 0.9)
    changed = { ...changed, trigger_id: `${random()}.${random()}` };
  if (isRecord(changed) && 'event_id' in changed && random() < 0.9) changed = { ...changed, event_id: `Ev${random()}` };
  return sign(spoil(encode(type, changed), random), signingSecret, random);
}

type Encoded = { readonly contentType: string; readonly body: string };

function encode(type: DeliveryType, payload: unknown): Encoded {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) ?? '' };
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) ?? '' } : isRecord(payload) ? payload : { payload };
  const form = new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, toText(value)]));
  return { contentType: 'application/x-www-form-urlencoded', body: form.toString() };
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** One of twenty bodies is no longer what it says it is. */
function spoil(encoded: Encoded, random: Random): Encoded {
  if (random() > 0.05) return encoded;
  const { body } = encoded;
  return pick(random, [
    { ...encoded, body: body.slice(0, randomInt(random, 0, body.length)) },
    { ...encoded, body: `${body}&payload=%ff%zz{` },
    { ...encoded, contentType: 'application/json' },
    { ...encoded, contentType: 'text/plain' },
    { ...encoded, body: '' },
  ]);
}

/** As Slack signs it; one of thirty is forged, too old, or not signed. */
function sign({ contentType, body }: Encoded, signingSecret: string, random: Random): RawRequest {
  const luck = random();
  const age = luck < 0.01 ? 3_600 : 0;
  const stamp = String(Math.floor(Date.now() / 1000) - age);
  const secret = luck > 0.01 && luck < 0.02 ? 'another secret' : signingSecret;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
  const headers = { 'content-type': contentType, 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature };
  return { headers: luck > 0.02 && luck < 0.03 ? { 'content-type': contentType } : headers, body };
}
