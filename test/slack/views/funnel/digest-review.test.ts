import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { closedReview, reviewMonths } from '../../../../src/core/funnel/closed-review.ts';
import { sevenStagePipeline } from '../../../../src/core/pipeline/pipeline-templates.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { digestReview } from '../../../../src/slack/views/funnel/digest-review.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';

const at = (moment: string) => Date.parse(moment);
const where = {
  months: reviewMonths('2026-11-02'),
  instants: { before: at('2026-05-01'), now: at('2026-08-01'), end: at('2026-11-01') },
};
const pipeline = (language: 'en' | 'pl') => ({
  ...sevenStagePipeline('sales', language, 'PLN'),
  lostReasons: [
    { id: 'price', text: language === 'pl' ? 'za drogo' : 'too expensive' },
    { id: 'budget', text: language === 'pl' ? 'brak budżetu' : 'no budget' },
  ],
});
const lost = (lostReasonId: string, valueMajor: number, closedOn = '2026-09-10') => ({
  outcome: 'lost' as const,
  valueMinor: valueMajor * 100,
  createdAt: at('2026-04-01'),
  closedAt: at(closedOn),
  lostReasonId,
});
const written = (language: 'en' | 'pl', deals: Parameters<typeof closedReview>[0]) => {
  const message = digestReview(
    LANGUAGES[language],
    { ageing: [], review: closedReview(deals, where) },
    {
      pipeline: pipeline(language),
      post: { at: at('2026-11-02'), timeZone: 'UTC' },
    },
  );
  return plainSpaces(renderMessage({ ...message, blocks: [...message.blocks] }, { width: 300 }));
};

/** A written amount of an English text, in whole units. */
const amountOf = (text: string): number => {
  const [, figures = '0', unit = ''] = /^([\d.,]+)([km]?)$/.exec(text) ?? [];
  return Number(figures.replaceAll(',', '')) * { '': 1, k: 1e3, m: 1e6 }[unit as '' | 'k' | 'm'];
};

describe('why deals were lost', () => {
  it('is told in numbers, in the reader’s language, against the quarter before', () => {
    const deals = [lost('price', 40_000), lost('price', 8_000), lost('budget', 5_000), lost('budget', 7_000, '2026-06-10')];
    const english = written('en', deals);
    expect(english).toContain('Lost: 3 deals, 53k PLN (before: 1 deal, 7k PLN)');
    expect(english).toContain('too expensive: 2, 48k (before: 0, 0)');
    expect(english).toContain('no budget: 1, 5k (before: 1, 7k)');
    const polish = written('pl', deals);
    expect(polish).toContain('Przegrane: 3 szanse, 53 tys. zł (wcześniej: 1 szansa, 7 tys. zł)');
    expect(polish).toContain('za drogo: 2, 48 tys. (wcześniej: 0, 0)');
    expect(polish).toContain('Sierpień – październik, w porównaniu z poprzednimi trzema miesiącami');
  });

  it('adds up as it is written, whatever the amounts', () => {
    const loss = fc.record({
      reason: fc.constantFrom('price', 'budget', 'other'),
      value: fc.integer({ min: 0, max: 3_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(loss, { minLength: 1, maxLength: 12 }), (losses) => {
        const text = written(
          'en',
          losses.map(({ reason, value }) => lost(reason, value)),
        );
        const [, sum = ''] = /Lost: \d+ deals?, (\S+) PLN/.exec(text) ?? [];
        const parts = [...text.matchAll(/^(?:too expensive|no budget|no reason given): \d+, (\S+)$/gmu)];
        const total = parts.reduce((all, [, part = '']) => all + amountOf(part), 0);
        expect(parts.length).toBe(new Set(losses.map(({ reason }) => reason)).size);
        expect(Math.round(total)).toBe(Math.round(amountOf(sum)));
      }),
    );
  });
});

it('too little is said to be too little', () => {
  const text = written('en', [lost('price', 1)]);
  expect(text).toContain('Win rate: too few closed deals to tell (0 of 1 won)');
  expect(text).toContain('Cycle: too few wins to tell (0)');
});
