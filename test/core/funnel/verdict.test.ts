import { describe, expect, it } from 'vitest';
import type { TargetProgress } from '../../../src/core/funnel/target-progress.ts';
import { type DigestVerdict, toVerdict, type VerdictFacts } from '../../../src/core/funnel/verdict.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { periodContaining } from '../../../src/core/time/periods.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { inPeriod } from '../../../src/locale/pl/in-period.ts';
import { digestNotification, verdictSentence } from '../../../src/slack/views/funnel/verdict-sentence.ts';
import { toPlainText } from '../../../src/slack/views/kit/text.ts';
import { viewData } from '../../support/view-data.ts';

const NONE = { count: 0, valueMinor: 0 };
const LATE = { count: 3, valueMinor: 74_000_00 };
const onCourse: TargetProgress = {
  period: periodContaining('2026-11-16', 'month', 1),
  wonMinor: 0,
  wonCount: 0,
  target: { valueMinor: 240_000_00, from: 'set' },
  forecast: {
    ...{ expectedMinor: 248_000_00, lowMinor: 240_000_00, highMinor: 255_000_00, early: false },
    ...{ furtherWinChance: 1, usualDealMinor: 0 },
  },
};

const verdictOf = (change: Partial<VerdictFacts>) =>
  toVerdict({
    ...{
      headline: 'enough',
      open: 86,
      gaps: [],
      emptyBehind: null,
      goal: null,
      shortMinor: 0,
      rescue: null,
      next: null,
      overdue: NONE,
    },
    ...change,
  });

describe('the verdict', () => {
  it('is quiet only when no open deal is past its close date', () => {
    expect(verdictOf({}).kind).toBe('quiet');
    expect(verdictOf({ overdue: LATE })).toEqual({ kind: 'overdue', overdue: LATE, open: 86, goal: null });
  });

  it('begins with what the plan begins with: the lead, a period that ends short, or that there is nothing yet', () => {
    const { gaps } = viewData('en', 'extreme');
    const [gap] = gaps;
    expect(verdictOf({ headline: 'gap', gaps, overdue: LATE })).toEqual({
      ...{ kind: 'gap', gap, others: 5, emptyBehind: null, next: null },
    });
    const behind = verdictOf({ headline: 'behind', gaps, goal: onCourse, shortMinor: 5 });
    expect(behind).toMatchObject({ kind: 'behind', gap, goal: onCourse, shortMinor: 5 });
    expect(verdictOf({ headline: 'empty', open: 0 }).kind).toBe('empty');
    expect(verdictOf({ headline: 'beginning', open: 4 })).toEqual({ kind: 'early', deals: 4 });
  });

  it.each([
    [1, 'en', '1 deal is past its close date (74k). 86 open, November on track (248k expected, target 240k PLN).'],
    [3, 'en', '3 deals are past their close date (74k). 86 open, November on track (248k expected, target 240k PLN).'],
    [
      1,
      'pl',
      '1 szansa jest po terminie (74 tys.). Otwarte: 86 szans, listopad zgodnie z planem (prognoza 248 tys. przy celu 240 tys. zł).',
    ],
    [2, 'pl', '2 szanse są po terminie (74 tys.).'],
    [5, 'pl', '5 szans jest po terminie (74 tys.).'],
  ] as const)('says %i of them in %s, and never that nothing needs anybody', (count, language, sentence) => {
    const { facts } = viewData(language, 'usual');
    const overdue = { ...LATE, count };
    const verdict = verdictOf({ goal: onCourse, overdue });
    const text = toPlainText(
      verdictSentence(LANGUAGES[language], { ...facts, verdict }, { members: new Map(), solo: true }),
    ).replaceAll('\u00A0', ' ');
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/Nothing needs|nic nie wymaga/);
  });

  it.each([
    ['en', 'Funnel: 5 deals open, 240k PLN; November on track (248k expected, target 240k PLN).'],
    ['pl', 'Lejek: 5 otwartych szans, 240 tys. zł; listopad zgodnie z planem (prognoza 248 tys. przy celu 240 tys. zł).'],
  ] as const)('is worth reading in a notification where nothing is short, in %s', (language, sentence) => {
    const { facts } = viewData(language, 'usual');
    const open = { ...facts.open, count: 5, valueMinor: 240_000_00 };
    const verdict = verdictOf({ goal: onCourse });
    const text = digestNotification(LANGUAGES[language], { ...facts, open, verdict });
    expect(toPlainText(text).replaceAll('\u00A0', ' ')).toBe(sentence);
  });

  const say = (language: Language, verdict: DigestVerdict): string =>
    toPlainText(
      verdictSentence(LANGUAGES[language], { ...viewData(language, 'usual').facts, verdict }, { members: new Map(), solo: true }),
    ).replaceAll('\u00A0', ' ');

  it.each([
    ['en', '86 open, target for November reached (250k won, target 240k PLN).'],
    ['pl', 'Otwarte: 86, cel na listopad osiągnięty (wygrane 250 tys. przy celu 240 tys. zł).'],
  ] as const)('says in %s that a target is reached, not that it is on track', (language, sentence) => {
    expect(say(language, verdictOf({ goal: { ...onCourse, wonMinor: 250_000_00 } }))).toContain(sentence);
  });

  it.each([
    ['en', 'Earlier today Needs came first.'],
    ['pl', 'Wcześniej dziś na pierwszym miejscu był etap „Needs”.'],
  ] as const)('says in %s which stage came first earlier the same day', (language, sentence) => {
    const { gaps } = viewData(language, 'usual');
    expect(say(language, verdictOf({ headline: 'gap', gaps, ledBefore: 'Needs' }))).toContain(sentence);
    expect(say(language, verdictOf({ headline: 'gap', gaps }))).not.toContain(sentence);
  });

  it.each([
    ['en', 'December is 8% covered. Covering December takes 4 moves and about 5 new deals a week (2 now).'],
    [
      'pl',
      'Grudzień: pokrycie 8%. Żeby pokryć cel na grudzień, trzeba przesunąć dalej 4 szanse i pozyskiwać ok. 5 nowych szans tygodniowo (teraz 2).',
    ],
  ] as const)('says in %s how little of the next month is covered while this one is on track', (language, sentence) => {
    expect(say(language, viewData(language, 'usual').facts.verdict)).toContain(sentence);
  });

  it.each([
    ['en', "Covering December is out of reach at today's pace of 1.5 new deals a week: the target needs another look."],
    ['pl', 'Celu na grudzień nie da się pokryć w dzisiejszym tempie (nowe szanse: 1,5 tygodniowo): warto do niego wrócić.'],
  ] as const)(
    'says in %s that a target is far out of reach, without a number that nobody would count with',
    (language, sentence) => {
      const { verdict } = viewData(language, 'usual').facts;
      if (verdict.kind !== 'gap' || verdict.next === null) throw new Error('no next month');
      const far = (needed: number): DigestVerdict => ({
        ...verdict,
        next: { ...verdict.next, newPerWeek: { now: 1.5, needed }, outOfReach: true } as NonNullable<typeof verdict.next>,
      });
      expect(say(language, far(138))).toContain(sentence);
      expect(say(language, far(138))).not.toContain('138');
      expect(say(language, far(12))).toContain('12');
    },
  );

  it('says in Polish when something can still be won, in the case that the language wants', () => {
    for (const month of ['styczeń', 'luty', 'marzec', 'kwiecień', 'maj', 'czerwiec', 'lipiec', 'sierpień', 'wrzesień'])
      expect(inPeriod(month)).not.toBe(`w ${month}`);
    expect(inPeriod('listopad')).toBe('w listopadzie');
    expect(inPeriod('kwartał 4/2026')).toBe('w kwartale 4/2026');
    const { none } = LANGUAGES.pl.digest.rescue;
    expect(toPlainText(none(LANGUAGES.pl.f.month('2026-11-01')))).toBe(
      'W listopadzie raczej nie uda się już wygrać żadnej otwartej szansy.',
    );
  });
});
