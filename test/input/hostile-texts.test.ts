import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/core/fold-text.ts';
import { parseAmount } from '../../src/input/amount.ts';
import { parseDate } from '../../src/input/dates/date.ts';
import { mergeSplits, moveSplits, parseDealReference, referenceSplits } from '../../src/input/deal-reference.ts';
import { nearest, similarity } from '../../src/input/edit-distance.ts';
import { parseDealLine } from '../../src/input/lines/deal-line.ts';
import { parseListFilter } from '../../src/input/lines/list-filter.ts';
import { parseMoveLine } from '../../src/input/lines/move-line.ts';
import { parseNextStep } from '../../src/input/lines/next-step-line.ts';
import { parseTargetLine } from '../../src/input/lines/target-line.ts';
import { matchLostReason } from '../../src/input/lost-reason.ts';
import { parseMentionCommand } from '../../src/input/mention-command.ts';
import { parsePermalink } from '../../src/input/permalink.ts';
import { splitWordsAndQuotes, unquote } from '../../src/input/quotes.ts';
import { parseSlackText, replaceMentionsByNames } from '../../src/input/slack-text.ts';
import { matchStage } from '../../src/input/stage-reference.ts';
import { searchTimeZones } from '../../src/input/time-zone.ts';
import { limitTyped, MAX_TYPED_LENGTH } from '../../src/input/typed-text.ts';
import { parseDealCommand, parseFunnelCommand } from '../../src/slack/request/parse-command.ts';
import { lineThatMayBeName } from '../../src/slack/steps/named-like-command.ts';
import { firstLine } from '../../src/slack/steps/shortcuts.ts';
import { machineSlowness } from '../support/machine-slowness.ts';

/** What Slack lets people send at most. */
const SLACK_LENGTH = 40_000;
/** A reader may keep others waiting no longer than this. */
const MOST_MS = 50;

const context = { today: '2026-11-16', fiscalStartMonth: 2, monthFirst: false, currency: 'PLN' } as const;
const STAGES = [
  { id: 'needs', name: 'Needs identified', shortName: 'Needs', position: 1 },
  { id: 'offer', name: 'Złożenie oferty', shortName: 'Oferta', position: 2 },
];
const REASONS = [{ id: 'price', text: 'Too expensive' }];
const WORDS = { isDealWord: () => true, isFunnelWord: () => false };

/** Everything that reads what people type. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  foldText,
  normalizeSlackText: (text) => replaceMentionsByNames(parseSlackText(text)),
  parseDealLine: (text) => parseDealLine(text, context),
  parseListFilter: (text) => parseListFilter(text, context),
  parseMoveLine: (text) => parseMoveLine(text, STAGES),
  parseNextStep: (text) => parseNextStep(text, context),
  parseTargetLine: (text) => parseTargetLine(text, context),
  parseAmount: (text) => parseAmount(text, { currency: 'PLN' }),
  parseDate: (text) => parseDate(text, context),
  parseDealReference,
  referenceSplits,
  moveSplits,
  mergeSplits,
  matchStage: (text) => matchStage(text, STAGES),
  matchLostReason: (text) => matchLostReason(text, REASONS),
  parseMentionCommand: (text) => parseMentionCommand(text, 'U1', WORDS),
  parseCommand: (text) => [parseDealCommand(text), parseFunnelCommand(text)],
  lineThatMayBeName: (text) => lineThatMayBeName({ word: 'new', typedWord: 'new', rest: text }),
  nearest: (text) => nearest(text, ['advance', 'list']),
  similarity: (text) => similarity(text, 'Bielik, serwis wózków'),
  quotes: (text) => [splitWordsAndQuotes(text), unquote(text)],
  parsePermalink,
  firstLine,
  searchTimeZones,
};

/** What the readers look for, so that they begin again and again. */
const TOKENS =
  ', ;: - \' " \' a|"a |12k |1 000 |1 mln 200 |12k + VAT |tysiąc |pół |zł|close |do |termin |30 |Q1 |to |na |next |my |closing |ponad 1 |value |firma: |@a |<@U1> |<@U1|x>|<@|<|&amp;|(|0|9|a|ą|\n|\u200d|\u0301|.|_|/|#'
    .split('|')
    .flatMap((token) => (token.includes(';') ? token.split('') : [token]));

const hostile = fc
  .tuple(
    fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', 'x ', '/'),
    fc.constantFrom('', 'x', ' x.'),
  )
  .map(([unit, before, after]) => {
    const one = unit.join('');
    return before + one.repeat(Math.ceil(SLACK_LENGTH / one.length)).slice(0, SLACK_LENGTH) + after;
  });

/**
 * Milliseconds of computing that reading takes: the best of twenty, since other work on a shared core counts too. A reader that backtracks takes
 * seconds each time.
 */
function computingMs(read: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 20 && best > MOST_MS; run += 1) {
    const before = process.cpuUsage();
    read();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

describe('40,000 characters of anything', () => {
  it.each(Object.entries(READERS))('keep nobody waiting in %s', (_, read) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const ms = computingMs(() => read(limitTyped(text).text));
        if (ms >= MOST_MS) expect(ms).toBeLessThan(MOST_MS * machineSlowness());
      }),
      { numRuns: 12 },
    );
  });
});

describe('a text that is limited', () => {
  it('is whole up to the limit, and says so beyond it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 0, max: 20 }), (text, over) => {
        const raw = 'x'.repeat(MAX_TYPED_LENGTH - 10) + text + 'y'.repeat(over);
        const { text: read, length, isCut } = limitTyped(raw);
        expect([length, isCut]).toEqual([raw.length, raw.length > MAX_TYPED_LENGTH]);
        expect(raw.startsWith(read)).toBe(true);
        expect(read.length).toBeGreaterThanOrEqual(Math.min(raw.length, MAX_TYPED_LENGTH - 1));
        expect(read).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
