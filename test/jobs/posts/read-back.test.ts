import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/core/people/language.ts';
import { allClearPost } from '../../../src/jobs/posts/alert/all-clear.ts';
import { type AlertPayload, stageAlertPost } from '../../../src/jobs/posts/alert/stage-alert.ts';
import { digestPost } from '../../../src/jobs/posts/digest/digest.ts';
import type { DigestThreadPayload } from '../../../src/jobs/posts/digest/digest-payload.ts';
import { digestThreadPost } from '../../../src/jobs/posts/digest/digest-thread.ts';
import { hygieneRowsUpdatePost } from '../../../src/jobs/posts/digest/hygiene-rows-update.ts';
import { morningNotePost } from '../../../src/jobs/posts/morning-note.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { digestMessage } from '../../../src/slack/views/funnel/digest.ts';
import { digestThread, withLastWeek } from '../../../src/slack/views/funnel/digest-thread.ts';
import { allClear, stageAlert } from '../../../src/slack/views/funnel/stage-alert.ts';
import type { Delivery } from '../../../src/store/types/posts.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { sampleAgeing, sampleClosedReview } from '../../support/review-data.ts';
import { DATA_SIZES, type DataSize, TIME_ZONE, viewData } from '../../support/view-data.ts';

/** As the ledger gives it back. */
const storedDelivery = (payload: unknown): Delivery => ({
  key: 'k',
  kind: null,
  target: 'C1',
  subject: null,
  payload: JSON.parse(JSON.stringify(payload)),
  notBefore: MONDAY,
  workspaceId: 'T1',
  state: 'sent',
  attempt: 1,
  createdAt: MONDAY,
  firstTryAt: MONDAY,
  sentAt: MONDAY,
  channelId: 'C1',
  messageTs: '1.1',
  error: null,
});

type Fields = Readonly<Record<string, unknown>>;

const withoutFields = (value: Fields, fields: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !fields.includes(key)));

/** The same with gaps that lack some fields, wherever they stand. */
function withGaps(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withGaps(each, fields));
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withGaps(each, fields)]));
  return 'candidates' in inside ? withoutFields(inside, fields) : inside;
}

/** A payload whose gaps, facts and own fields are those of an earlier version. */
function olderPayload(payload: Fields & { readonly facts: Fields }, gaps: readonly string[], fields: readonly string[]): unknown {
  return withGaps({ ...withoutFields(payload, fields), facts: withoutFields(payload.facts, fields) }, gaps);
}

/** What gaps, alerts and digests came to know one by one. */
const GAP_FIELDS_ADDED_LATER = [
  ...['basis', 'targetSet', 'fiscalStartMonth', 'overDays', 'lackingMinor', 'currency', 'runwayDays', 'refillDays', 'refillFrom'],
  ...['week', 'moves', 'newDeals', 'askNew', 'sameNew'],
];
const DIGEST_FIELDS_ADDED_LATER = [
  'overfull',
  'promises',
  'calibration',
  'health',
  'estimates',
  'suggested',
  'lastWeek',
  'hygieneLines',
  'ageing',
  'review',
];

const alert = (amount: DataSize): AlertPayload => {
  const { gaps } = viewData('en', amount);
  const lines = gaps.map((gap, index) => ({ ...gap, alertId: `a${index}`, asked: [] }));
  return { facts: { timeZone: TIME_ZONE, lines, pipelineId: 'sales', at: MONDAY + 1 }, language: 'en', memberId: null };
};

const digest = (amount: DataSize): DigestThreadPayload => {
  const { facts } = viewData('en', amount);
  const { health } = facts;
  return {
    facts: {
      ...facts,
      health: health === null ? null : { findings: health.findings, known: health.known },
      calibration: [{ n: 12, meanP: 0.5, wonShare: 0.58 }],
      estimates: [{ stageId: 'offer', win: 0.6, until: '2026-12-31', by: 'anna', reason: 'a fair', setAt: MONDAY }],
    },
    language: 'en',
    subscriptionId: 's1',
    slot: MONDAY,
    weekday: 1,
    holiday: false,
    suggested: [{ number: 7, toStageId: 'offer' }],
    lastWeek: { suggested: 1, made: 1, won: 0 },
    hygieneLines: [{ number: 7, closeOn: null }],
    ageing: sampleAgeing(viewData('en', amount)),
    review: sampleClosedReview(viewData('en', amount)),
    parent: 'p',
  };
};

const amount = fc.constantFrom(...DATA_SIZES);
const language = fc.constantFrom<Language>('en', 'pl');

describe('what a post keeps', () => {
  it.each(DATA_SIZES)('is read back as it was written: %s', (howMuch) => {
    expect(stageAlertPost.read(storedDelivery(alert(howMuch)))).toEqual(alert(howMuch));
    expect(digestThreadPost.read(storedDelivery(digest(howMuch)))).toEqual(digest(howMuch));
    const { parent: _, ...main } = digest(howMuch);
    expect(digestPost.read(storedDelivery(main))).toEqual(main);
  });

  it('is read under the names that it was stored with', () => {
    const { hygieneLines, ...rest } = digest('usual');
    expect(digestThreadPost.read(storedDelivery({ ...rest, tidy: hygieneLines }))).toEqual(digest('usual'));
    for (const payload of [{ tidyKey: 'k1' }, { rowsKey: 'k1' }])
      expect(hygieneRowsUpdatePost.read(storedDelivery(payload))).toEqual({ rowsKey: 'k1' });
  });

  it('may lack whatever an earlier version did not know: an alert still says something in both languages', () => {
    fc.assert(
      fc.property(amount, language, fc.subarray(GAP_FIELDS_ADDED_LATER), fc.subarray(['at']), (howMuch, tongue, gaps, fields) => {
        const payload = stageAlertPost.read(storedDelivery(olderPayload(alert(howMuch), gaps, fields)));
        expect(payload?.facts.at).toBe(fields.includes('at') ? MONDAY : MONDAY + 1);
        if (payload === undefined) return;
        const { members, solo } = viewData(tongue, howMuch);
        const message = stageAlert(LANGUAGES[tongue], payload.facts, { members, solo, taken: new Map() });
        expect(JSON.stringify(message)).not.toMatch(/undefined|NaN/);
      }),
      { numRuns: 50 },
    );
  });

  it('may lack whatever an earlier version did not know: a digest and its thread still say something in both languages', () => {
    fc.assert(
      fc.property(
        amount,
        language,
        fc.subarray(GAP_FIELDS_ADDED_LATER),
        fc.subarray(DIGEST_FIELDS_ADDED_LATER),
        (howMuch, tongue, gaps, fields) => {
          const payload = digestThreadPost.read(storedDelivery(olderPayload(digest(howMuch), gaps, fields)));
          expect(payload).toBeDefined();
          if (payload === undefined) return;
          const { members, solo } = viewData(tongue, howMuch);
          const m = LANGUAGES[tongue];
          const said = [
            digestMessage(m, payload.facts, { members, solo, alertIdByStage: new Map() }),
            withLastWeek(m, digestThread(m, payload.facts, { members, solo }), payload.lastWeek),
          ];
          expect(JSON.stringify(said)).not.toMatch(/undefined|NaN/);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('of a morning note, an earlier version did not know what stands for long', () => {
    expect(morningNotePost.read(storedDelivery({ memberId: 'anna', today: '2026-11-16' }))).toEqual({
      memberId: 'anna',
      today: '2026-11-16',
      ageing: [],
      usualDays: {},
      moves: [],
    });
  });

  it('of an alert, an earlier version kept only the moves that it named', () => {
    const [first, ...more] = alert('usual').facts.lines;
    const { asked: _, ...line } = first ?? { asked: [] };
    const read = stageAlertPost.read(
      storedDelivery({ ...alert('usual'), facts: { ...alert('usual').facts, lines: [line, ...more] } }),
    );
    const [before] = read?.facts.lines ?? [];
    expect(before?.asked.length).toBeGreaterThan(0);
    expect(before?.asked).toEqual(before?.candidates.map(({ number, toStageId }) => ({ number, toStageId })));
  });

  it('of an all-clear, an earlier version did not know what the stage needs now', () => {
    const clear = allClearPost.read(
      storedDelivery({ facts: [{ shortName: 'Offer', count: 2, days: 1, named: 2, made: 1 }], alertKey: 'k' }),
    );
    expect(allClear(LANGUAGES.en, clear?.facts ?? []).text).toBe(
      'Offer is back to 2 deals after 1 day. 1 of the 2 moves was made.',
    );
  });

  it('is never a reason to fail, whatever stands there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        for (const read of [stageAlertPost.read, allClearPost.read, digestPost.read, digestThreadPost.read, morningNotePost.read])
          expect(() => read(storedDelivery(payload))).not.toThrow();
      }),
    );
    expect(stageAlertPost.read(storedDelivery(null))).toBeUndefined();
    expect(digestPost.read(storedDelivery({ ...digest('usual'), facts: { at: null } }))).toBeUndefined();
  });
});
