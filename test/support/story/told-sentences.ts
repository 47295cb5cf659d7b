import type { AboutDays } from '../../../src/core/funnel/plan/stage-runway.ts';
import type { OpenSentence } from './sentence-pattern.ts';

/** What a sentence about a stage that is short says: `needs` is about the stage before it. */
type ShortageSentence = {
  readonly kind: 'empty' | 'short' | 'needs';
  /** How long its deals last, where it says so. */
  readonly about?: AboutDays;
  readonly open: OpenSentence;
};

const ABOUT: readonly AboutDays[] = ['days', 'week', 'twoWeeks', 'threeWeeks', 'month', 'twoMonths', 'months'];

const YES_AND_NO = [false, true] as const;

/** Every sentence that says that a stage is short. */
export const SHORTAGE_SENTENCES: readonly ShortageSentence[] = [
  { kind: 'empty', open: (m, s) => m.digest.emptyStage(s.stage(), null) },
  { kind: 'empty', open: (m, s) => m.digest.emptyStage(s.stage(), s.day()) },
  { kind: 'empty', open: (m, s) => m.alerts.notification({ stage: s.stage(), count: 0, needed: s.count('needed') }) },
  { kind: 'empty', open: (m, s) => m.digest.notification.gapEmpty(s.stage(), s.count('open'), s.words('value')) },
  { kind: 'needs', open: (m, s) => m.gaps.needs(s.count('needed'), s.words('period')) },
  { kind: 'needs', open: (m, s) => m.gaps.needs(s.count('needed'), null) },
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
    {
      kind: 'short',
      open: (m, s) =>
        m.gaps.still({
          stage: s.stage(),
          inDays: s.count('days'),
          count: s.count('count'),
          needed: s.count('needed'),
          forPeriod: aimed ? s.words('period') : null,
        }),
    },
    ...ABOUT.map(
      (about): ShortageSentence => ({
        kind: 'short',
        about,
        open: (m, s) =>
          m.gaps.runsDry({
            stage: s.stage(),
            about,
            count: s.count('count'),
            needed: s.count('needed'),
            forPeriod: aimed ? s.words('period') : null,
          }),
      }),
    ),
    {
      kind: 'short',
      open: (m, s) =>
        m.gaps.few({
          stage: s.stage(),
          count: s.count('count'),
          needed: s.count('needed'),
          forPeriod: aimed ? s.words('period') : null,
        }),
    },
  ]),
];

/** The running month is said to end short. */
export const BEHIND_SENTENCES: readonly OpenSentence[] = [(m, s) => m.digest.behind(s.words('period'), s.words('short'))];

/** How far periods are covered: `period0`, `share0` and so on. */
export const COVERAGE_SENTENCES: readonly OpenSentence[] = [1, 2, 3, 4].map(
  (periods): OpenSentence =>
    (m, s) =>
      m.gaps.coverage(Array.from({ length: periods }, (_, i) => [s.words(`period${i}`), s.words(`share${i}`)] as const)),
);

/** What is expected, with a range. */
export const RANGE_SENTENCE: OpenSentence = (m, s) =>
  m.digest.expected(s.words('expected'), m.digest.range({ low: s.words('low'), high: s.words('high') }));
/** The same of a young pipeline. */
export const EARLY_RANGE_SENTENCE: OpenSentence = (m, s) => m.digest.expected(s.words('expected'), s.words('basis'));
export const EXPECTED_SENTENCE: OpenSentence = (m, s) => m.digest.expectedAlone(s.words('expected'));

/** A stage holds too many. */
export const OVERFULL_SENTENCES: readonly OpenSentence[] = [
  (m, s) => m.gaps.overfull({ stage: s.stage(), count: s.count('count'), low: s.count('low'), high: s.count('high') }),
];
