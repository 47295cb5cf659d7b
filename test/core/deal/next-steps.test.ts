import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/core/deal/change.ts';
import type { DealFile, PlannedStep } from '../../../src/core/deal/deal.ts';
import { edit } from '../../../src/core/deal/edit.ts';
import { attentionReasons } from '../../../src/core/deal/hygiene/attention.ts';
import { mergeFacts } from '../../../src/core/deal/merge.ts';
import { MAX_OPEN_STEPS, moveStep, openSteps, planSteps, stepId, toStepFields } from '../../../src/core/deal/next-steps.ts';
import { addDays, type PlainDate } from '../../../src/core/time/calendar.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, PIPELINE } from '../../support/deal-builders.ts';

const TODAY: PlainDate = '2026-11-16';
const act = actBy('anna', MONDAY);
const CALL: PlannedStep = { step: 'call', on: '2026-11-20' };
const OFFER: PlannedStep = { step: 'send the offer', on: '2026-11-18' };
const SOMEDAY: PlannedStep = { step: 'lunch', on: null };

const changed = (file: DealFile, decision: Decision): DealFile => ({ ...file, deal: acceptedChange(decision).deal });
const plan = (file: DealFile, ...steps: readonly PlannedStep[]): DealFile =>
  steps.reduce((now, add) => changed(now, planSteps(now, { add }, act)), file);

describe('open steps of a deal', () => {
  it('stand side by side, each with its own day; the next one is the earliest', () => {
    const { deal } = plan(freshDeal().file, CALL, SOMEDAY, OFFER);
    expect(openSteps(deal)).toEqual([OFFER, CALL, SOMEDAY]);
    expect([deal.nextStep, deal.nextStepOn]).toEqual(['send the offer', '2026-11-18']);
  });

  it('are finished one by one, whichever comes first', () => {
    const file = plan(freshDeal().file, CALL, OFFER);
    const called = changed(file, planSteps(file, { done: [stepId(CALL)] }, act));
    expect(openSteps(called.deal)).toEqual([OFFER]);
    const sent = changed(file, planSteps(file, { done: [stepId(OFFER)], add: SOMEDAY }, act));
    expect(openSteps(sent.deal)).toEqual([CALL, SOMEDAY]);
  });

  it('move one by one; the same words again are the same step on another day', () => {
    const file = plan(freshDeal().file, CALL, OFFER);
    const later = acceptedChange(moveStep(file, { id: stepId(OFFER), on: '2026-11-30' }, act)).deal;
    expect(openSteps(later)).toEqual([CALL, { ...OFFER, on: '2026-11-30' }]);
    expect(openSteps(plan(file, { step: 'call', on: '2026-11-17' }).deal)).toEqual([{ step: 'call', on: '2026-11-17' }, OFFER]);
  });

  it('that were typed together are each planned, the same words on two days too', () => {
    const again = { ...CALL, on: '2026-11-30' } as const;
    const both = changed(freshDeal().file, planSteps(freshDeal().file, { add: CALL, more: [again, CALL] }, act));
    expect(openSteps(both.deal)).toEqual([CALL, again]);
  });

  it('that are done or changed meanwhile are nothing to do', () => {
    const file = plan(freshDeal().file, CALL);
    expect(planSteps(file, { done: [stepId(OFFER)] }, act)).toEqual({ ok: false, refusal: { why: 'nothingToChange' } });
    expect(moveStep(file, { id: stepId(OFFER), on: null }, act)).toEqual({ ok: false, refusal: { why: 'nothingToChange' } });
  });

  it('are ten at most, and none is planned into the past', () => {
    const many = Array.from({ length: MAX_OPEN_STEPS }, (_, index) => ({ step: `step ${index}`, on: null }));
    const file = plan(freshDeal().file, ...many);
    expect(planSteps(file, { add: CALL }, act)).toEqual({ ok: false, refusal: { why: 'tooManySteps', most: MAX_OPEN_STEPS } });
    expect(planSteps(freshDeal().file, { add: { step: 'call', on: '2026-11-15' } }, act)).toMatchObject({
      refusal: { why: 'pastDate' },
    });
  });

  it('an overdue one stays beside a new one, and a later one silences ageing', () => {
    const { file } = freshDeal();
    const late: DealFile = { ...file, deal: { ...file.deal, nextStep: 'call', nextStepOn: '2026-11-10' } };
    const both = plan(late, OFFER).deal;
    expect(openSteps(both)).toEqual([{ step: 'call', on: '2026-11-10' }, OFFER]);
    const day = { today: TODAY, timeZone: 'UTC' };
    const old = { ...both, stageSince: MONDAY - 300 * 86_400_000 };
    const kinds = (deal: typeof old) => attentionReasons(deal, PIPELINE.stages[0], day).map(({ kind }) => kind);
    expect(kinds(old)).toEqual(['nextStepDue']);
    expect(kinds({ ...old, laterSteps: [] })).toEqual(['nextStepDue', 'ageing']);
  });

  it('a late one becomes the next where the one before it is taken out', () => {
    const { file } = freshDeal();
    const steps = [
      { step: 'call', on: '2026-11-09' },
      { step: 'write', on: '2026-11-10' },
    ] as const;
    const late: DealFile = { ...file, deal: { ...file.deal, ...toStepFields(steps) } };
    const edits = { deal: toStepFields([steps[1]]) };
    expect(openSteps(changed(late, edit(late, { pipeline: PIPELINE, edits }, act)).deal)).toEqual([steps[1]]);
    const past = { deal: toStepFields([{ step: 'meet', on: '2026-11-11' }]) };
    expect(edit(late, { pipeline: PIPELINE, edits: past }, act)).toMatchObject({ refusal: { why: 'pastDate' } });
  });

  it('of a duplicate go to the deal that stays', () => {
    const into = plan(freshDeal().file, CALL);
    const facts = { deal: toStepFields([OFFER, { step: 'call', on: '2026-12-01' }, { step: 'too late', on: '2026-11-02' }]) };
    const merged = acceptedChange(mergeFacts(into, { pipeline: PIPELINE, facts, note: 'twin' }, act));
    expect(openSteps(merged.deal)).toEqual([OFFER, CALL]);
  });

  it('are the same steps after they were stored and read, in the order of their days', () => {
    const days = fc.option(
      fc.integer({ min: 0, max: 400 }).map((ahead) => addDays(TODAY, ahead)),
      { nil: null },
    );
    const steps = fc.uniqueArray(fc.record({ step: fc.string({ minLength: 1, maxLength: 40 }), on: days }), {
      selector: ({ step }) => step,
      maxLength: MAX_OPEN_STEPS,
    });
    fc.assert(
      fc.property(steps, (some) => {
        const read = openSteps(toStepFields(some));
        expect(read.toSorted((a, b) => (a.step < b.step ? -1 : 1))).toEqual(some.toSorted((a, b) => (a.step < b.step ? -1 : 1)));
        expect(read.map(({ on }) => on ?? '9999')).toEqual(read.map(({ on }) => on ?? '9999').toSorted());
      }),
    );
  });
});
