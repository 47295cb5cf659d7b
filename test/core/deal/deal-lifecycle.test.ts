import { describe, expect, test } from 'vitest';
import { advance, move, win } from '../../../src/core/deal/advance.ts';
import { lose, reopen, withdraw } from '../../../src/core/deal/close.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import { acceptedChange, actBy, expectedRefusal, freshDeal, MONDAY, PIPELINE, withChange } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

const REACHABLE = { contact: { name: 'Ola Nowak', phone: '+48 600 000 000' }, ticks: ['need'] };
const FRIDAY = { remindOn: '2026-11-20' as const };

describe('a new deal', () => {
  test('starts on the first stage with its first event', () => {
    const { file, history } = freshDeal();
    expect(file.deal).toMatchObject({ stageId: 'lead', outcome: 'open', version: 1, missing: [] });
    expect(history).toMatchObject([{ kind: 'opened', version: 1, toStageId: 'lead' }]);
  });

  test('needs a name', () => {
    expect(expectedRefusal(openDeal({ number: 1, pipeline: PIPELINE }, { name: '  ', ownerId: 'anna' }, actBy()))).toEqual({
      why: 'nameNeeded',
    });
  });

  test('opened on a later stage says what it lacks there', () => {
    expect(freshDeal({ stageId: 'offer' }).file.deal.missing).toEqual(['value', 'close-on', 'offer-sent']);
  });
});

describe('advancing', () => {
  test('a lead without a contact stays where it is and is asked for exactly what is missing', () => {
    const refusal = expectedRefusal(advance(freshDeal().file, { pipeline: PIPELINE }, actBy()));
    expect(refusal).toMatchObject({ why: 'missing', mayMoveAnyway: true, stage: { id: 'prospect' } });
    expect(refusal.why === 'missing' && refusal.criteria.map((criterion) => criterion.id)).toEqual([
      'contact',
      'reachable',
      'need',
    ]);
  });

  test('the answers move it on and are kept', () => {
    const change = acceptedChange(advance(freshDeal().file, { pipeline: PIPELINE, answers: REACHABLE }, actBy()));
    expect(change.deal).toMatchObject({ stageId: 'prospect', missing: [], version: 2 });
    expect(change).toMatchObject({ ticks: ['need'], contact: { phone: '+48 600 000 000' }, event: { kind: 'advanced' } });
  });

  test('moving anyway marks the deal incomplete and sets the reminder', () => {
    const { deal } = acceptedChange(advance(freshDeal().file, { pipeline: PIPELINE, anyway: FRIDAY }, actBy()));
    expect(deal).toMatchObject({ stageId: 'prospect', missing: ['contact', 'reachable', 'need'], remindOn: '2026-11-20' });
  });

  test('a strict stage lets nobody in without what it requires', () => {
    const strict = { ...PIPELINE, stages: PIPELINE.stages.map((stage) => ({ ...stage, strict: true })) };
    expect(expectedRefusal(advance(freshDeal().file, { pipeline: strict, anyway: FRIDAY }, actBy()))).toMatchObject({
      mayMoveAnyway: false,
    });
  });

  test('never asks more than three questions, what was moved past included', () => {
    const life = withChange(
      freshDeal(),
      acceptedChange(advance(freshDeal().file, { pipeline: PIPELINE, anyway: FRIDAY }, actBy())),
    );
    const refusal = expectedRefusal(advance(life.file, { pipeline: PIPELINE }, actBy()));
    expect(refusal.why === 'missing' && refusal.criteria.map((criterion) => criterion.id)).toEqual([
      'known-needs',
      'contact',
      'reachable',
    ]);
  });

  test('a close date in the past is refused', () => {
    const answers = { ...REACHABLE, deal: { closeOn: '2026-11-01' as const } };
    expect(expectedRefusal(advance(freshDeal().file, { pipeline: PIPELINE, answers }, actBy()))).toEqual({
      why: 'pastDate',
      on: '2026-11-01',
    });
  });

  test("another rep's deal stays where it is; a manager moves it", () => {
    const { file } = freshDeal();
    expect(expectedRefusal(advance(file, { pipeline: PIPELINE, anyway: FRIDAY }, actBy('piotr')))).toMatchObject({
      why: 'notAllowed',
      ownerId: 'anna',
    });
    expect(advance(file, { pipeline: PIPELINE, anyway: FRIDAY }, actBy('piotr', MONDAY, 'manager')).ok).toBe(true);
  });

  test('the step after the last open stage is a win, which asks for its details', () => {
    const { file } = freshDeal({ stageId: 'negotiation' });
    expect(expectedRefusal(advance(file, { pipeline: PIPELINE }, actBy()))).toMatchObject({
      why: 'missing',
      stage: { kind: 'won' },
      mayMoveAnyway: false,
    });
  });
});

describe('moving', () => {
  test('back needs a reason and is a return', () => {
    const { file } = freshDeal({ stageId: 'needs' });
    expect(expectedRefusal(move(file, { pipeline: PIPELINE, to: 'lead', reason: ' ' }, actBy()))).toMatchObject({
      why: 'reasonNeeded',
    });
    expect(acceptedChange(move(file, { pipeline: PIPELINE, to: 'lead', reason: 'Wrong person' }, actBy()))).toMatchObject({
      event: { kind: 'returned', fromStageId: 'needs', toStageId: 'lead' },
      note: { text: 'Wrong person' },
    });
  });

  test('over stages is a skip with its reason', () => {
    const decision = move(
      freshDeal().file,
      { pipeline: PIPELINE, to: 'needs', reason: 'Known client', answers: { ticks: ['known-needs'] } },
      actBy(),
    );
    expect(acceptedChange(decision).event.kind).toBe('skipped');
  });

  test('to a stage that was removed changes nothing', () => {
    expect(expectedRefusal(move(freshDeal().file, { pipeline: PIPELINE, to: 'demo', reason: 'x' }, actBy()))).toEqual({
      why: 'noSuchStage',
    });
  });
});

describe('closing', () => {
  const signed = { answers: { deal: priced(64_000_00), ticks: ['signed'] } };

  test('a win keeps the stage it was won from, and its day', () => {
    const change = acceptedChange(
      win(freshDeal({ stageId: 'offer' }).file, { pipeline: PIPELINE, ...signed, closedAt: MONDAY - HOUR_MS }, actBy()),
    );
    expect(change.deal).toMatchObject({ outcome: 'won', stageId: 'offer', closedAt: MONDAY - HOUR_MS, missing: [] });
    expect(change.event).toMatchObject({ kind: 'won', fromStageId: 'offer', toStageId: 'won' });
  });

  test('a win in the future is refused', () => {
    expect(
      expectedRefusal(win(freshDeal().file, { pipeline: PIPELINE, ...signed, closedAt: MONDAY + 1 }, actBy())),
    ).toMatchObject({
      why: 'futureDate',
    });
  });

  test("a loss needs one of the pipeline's reasons", () => {
    expect(expectedRefusal(lose(freshDeal().file, { pipeline: PIPELINE, reasonId: 'moon', note: '' }, actBy()))).toEqual({
      why: 'noSuchReason',
    });
    expect(
      acceptedChange(lose(freshDeal().file, { pipeline: PIPELINE, reasonId: 'expensive', note: '' }, actBy())).deal,
    ).toMatchObject({ outcome: 'lost' });
  });

  test('a closed deal neither advances nor is lost again, and reopens where it was', () => {
    const life = withChange(
      freshDeal(),
      acceptedChange(lose(freshDeal().file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy())),
    );
    expect(expectedRefusal(advance(life.file, { pipeline: PIPELINE }, actBy()))).toMatchObject({
      why: 'closed',
      outcome: 'lost',
    });
    expect(expectedRefusal(lose(life.file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy()))).toMatchObject({
      why: 'closed',
    });
    expect(acceptedChange(reopen(life.file, PIPELINE, actBy('anna', MONDAY + HOUR_MS))).deal).toMatchObject({
      outcome: 'open',
      stageId: 'lead',
      stageSince: MONDAY + HOUR_MS,
      lostReasonId: null,
    });
  });
});

describe('undo', () => {
  const moved = () =>
    withChange(freshDeal(), acceptedChange(advance(freshDeal().file, { pipeline: PIPELINE, answers: REACHABLE }, actBy())));

  test('restores the deal exactly and keeps both events', () => {
    const life = withChange(moved(), acceptedChange(undo(moved().file, moved().history, actBy('anna', MONDAY + 60_000))));
    expect(life.file.deal).toMatchObject({ stageId: 'lead', stageSince: MONDAY, version: 3 });
    expect(life.history.map((event) => event.kind)).toEqual(['opened', 'advanced', 'undone']);
  });

  test('is for who acted, and for ten minutes', () => {
    const { file, history } = moved();
    expect(expectedRefusal(undo(file, history, actBy('piotr', MONDAY, 'admin')))).toEqual({ why: 'notYours', actorId: 'anna' });
    expect(expectedRefusal(undo(file, history, actBy('anna', MONDAY + 600_001)))).toMatchObject({ why: 'tooLateToUndo' });
  });

  test('of the opening withdraws the deal, and there is no undo of an undo', () => {
    const { file, history } = freshDeal();
    const life = withChange({ file, history }, acceptedChange(undo(file, history, actBy())));
    expect(life.file.deal.outcome).toBe('withdrawn');
    expect(expectedRefusal(undo(life.file, life.history, actBy()))).toEqual({ why: 'nothingToUndo' });
  });

  test('brings a deal back that was deleted by mistake', () => {
    const gone = withChange(freshDeal(), acceptedChange(withdraw(freshDeal().file, actBy())));
    expect(acceptedChange(undo(gone.file, gone.history, actBy())).deal.outcome).toBe('open');
  });
});
