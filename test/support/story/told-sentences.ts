import type { AboutDays } from '../../../src/core/funnel/plan/stage-runway.ts';
import type { Messages } from '../../../src/locale/messages.ts';
import type { OpenSentence, Slots } from './sentence-pattern.ts';

/** What a sentence about a stage that is short says: `needs` is about the stage before it. `runway`: how long it lasts. */
export type ShortageSentence = {
  readonly kind: 'empty' | 'short' | 'needs';
  readonly open: OpenSentence;
  readonly runway?: AboutDays;
};

const YES_AND_NO = [false, true] as const;
export const RUNWAYS: readonly AboutDays[] = ['days', 'week', 'twoWeeks', 'threeWeeks', 'month', 'twoMonths', 'months'];

/** A stage, what it holds and needs, for a period or not. */
const stageAndNeed = (s: Slots, aimed: boolean) => ({
  stage: s.stage(),
  count: s.count('count'),
  needed: s.count('needed'),
  forPeriod: aimed ? s.words('period') : null,
});

/** Every sentence that says that a stage is short. */
export const SHORTAGE_SENTENCES: readonly ShortageSentence[] = [
  { kind: 'empty', open: (m, s) => m.digest.emptyStage(s.stage(), null) },
  { kind: 'empty', open: (m, s) => m.digest.emptyStage(s.stage(), s.day()) },
  { kind: 'empty', open: (m, s) => m.alerts.notification({ stage: s.stage(), count: 0, needed: s.count('needed') }) },
  { kind: 'empty', open: (m, s) => m.digest.notification.gapEmpty(s.stage(), s.count('open'), s.words('value')) },
  { kind: 'needs', open: (m, s) => m.gaps.needs(s.count('needed'), s.words('period')) },
  { kind: 'needs', open: (m, s) => m.gaps.needs(s.count('needed'), null) },
  { kind: 'needs', open: (m, s) => m.gaps.needsAtLeast(s.count('needed')) },
  {
    kind: 'short',
    open: (m, s) => m.alerts.notification({ stage: s.stage(), count: s.count('count'), needed: s.count('needed') }),
  },
  {
    kind: 'short',
    open: (m, s) => m.digest.notification.gapFew({ stage: s.stage(), held: s.count('count'), needed: s.count('needed') }),
  },
  { kind: 'short', open: (m, s) => m.gaps.why.head({ stage: s.stage(), count: s.count('count'), needed: s.count('needed') }) },
  ...YES_AND_NO.map(
    (dated): ShortageSentence => ({
      kind: 'short',
      open: (m, s) =>
        m.digest.fewInStage({
          stage: s.stage(),
          count: s.count('count'),
          needed: s.count('needed'),
          since: dated ? s.day() : null,
        }),
    }),
  ),
  ...YES_AND_NO.flatMap((aimed): readonly ShortageSentence[] => [
    ...RUNWAYS.map(
      (about): ShortageSentence => ({
        kind: 'short',
        runway: about,
        open: (m, s) => m.gaps.runsDry({ ...stageAndNeed(s, aimed), about }),
      }),
    ),
    { kind: 'short', open: (m, s) => m.gaps.still({ ...stageAndNeed(s, aimed), inDays: s.count('days') }) },
    { kind: 'short', open: (m, s) => m.gaps.few(stageAndNeed(s, aimed)) },
  ]),
];

/** A running period is said to end short. */
export const BEHIND_SENTENCE: OpenSentence = (m, s) => m.digest.behind(s.words('period'), s.words('short'));

/** How far periods are covered: `period0`, `share0` and so on. */
export const COVERAGE_SENTENCES: readonly OpenSentence[] = [1, 2, 3, 4].map(
  (periods): OpenSentence =>
    (m, s) =>
      m.gaps.coverage(Array.from({ length: periods }, (_, i) => [s.words(`period${i}`), s.words(`share${i}`)] as const)),
);

/** How far the period of a forecast is covered; the period stands in its head. */
export const FORECAST_HEAD: OpenSentence = (m, s) => m.forecast.head(s.words('period'));
export const FORECAST_TARGET: OpenSentence = (m, s) => m.forecast.target(s.words('target'), s.words('share'));

/** What is expected: with a range, with anything else beside it, and alone. */
export const EXPECTED_SENTENCES: readonly OpenSentence[] = [
  (m, s) => m.digest.expected(s.words('expected'), m.digest.range({ low: s.words('low'), high: s.words('high') })),
  (m, s) => m.digest.expected(s.words('expected'), s.words('basis')),
  (m, s) => m.digest.expectedAlone(s.words('expected')),
];

/** A stage holds too many. */
export const OVERFULL_SENTENCE: OpenSentence = (m, s) =>
  m.gaps.overfull({ stage: s.stage(), count: s.count('count'), low: s.count('low'), high: s.count('high') });

/** What can still be done for a period that ends short, and what the next one takes; the beginnings of sentences. */
export const WAYS_OUT: readonly ((m: Messages, s: Slots) => ReturnType<OpenSentence>)[] = [
  (m, s) => m.digest.rescue.deals({ period: s.words('period'), deals: [s.words('deals')], more: 0, value: s.words('value') }),
  (m, s) => m.digest.rescue.deals({ period: s.words('period'), deals: [s.words('deals')], more: 0, value: null }),
  (m, s) => m.digest.rescue.none(s.words('period')),
];

/** A target beside what is won of it. */
export const TARGET_SENTENCES: readonly OpenSentence[] = [
  (m, s) => m.targets.digest(s.words('target'), s.words('won'), s.words('share')),
  (m, s) => m.targets.digestNoWins(s.words('target')),
];

/** A stage is full again. */
export const BACK_SENTENCES: readonly OpenSentence[] = [
  (m, s) => m.alerts.recovered({ stage: s.stage(), count: s.count('count'), after: s.count('after') }),
  (m, s) => m.alerts.recoveredSameDay(s.stage(), s.count('count')),
];

/** Not so much is asked of a stage any more. */
export const ENDED_SENTENCES: readonly OpenSentence[] = [
  ...(['target', 'period', 'covered'] as const).map(
    (why): OpenSentence =>
      (m, s) =>
        m.alerts.ended({ stage: s.stage(), count: s.count('count'), why, period: null }),
  ),
  ...(['target', 'period', 'covered'] as const).map(
    (why): OpenSentence =>
      (m, s) =>
        m.alerts.ended({ stage: s.stage(), count: s.count('count'), why, period: s.words('period') }),
  ),
];

/** Nothing can be won in a period any more. */
export const NOTHING_WINNABLE: OpenSentence = (m, s) => m.digest.rescue.none(s.words('period'));
