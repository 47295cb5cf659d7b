import { describe, expect, test } from 'vitest';
import { advance, move, win } from '../../src/core/advance.ts';
import { lose, reopen, undo, withdraw } from '../../src/core/close.ts';
import { openDeal } from '../../src/core/open-deal.ts';
import { actOf, changeOf, lived, MONDAY, newborn, PIPELINE, refusalOf } from '../support/deal-builders.ts';

const HOUR = 3_600_000;
const REACHABLE = { contact: { name: 'Ola Nowak', phone: '+48 600 000 000' }, ticks: ['need'] };
const FRIDAY = { remindOn: '2026-11-20' };

describe('a new deal', () => {
  test('starts on the first stage with its first event', () => {
    const { file, history } = newborn();
    expect(file.deal).toMatchObject({ stageId: 'lead', outcome: 'open', version: 1, missing: [] });
    expect(history).toMatchObject([{ kind: 'opened', version: 1, toStageId: 'lead' }]);
  });

  test('needs a name', () => {
    expect(refusalOf(openDeal(1, PIPELINE, { name: '  ', ownerId: 'anna' }, actOf()))).toEqual({ why: 'nameNeeded' });
  });

  test('opened on a later stage says what it lacks there', () => {
    expect(newborn({ stageId: 'offer' }).file.deal.missing).toEqual(['value', 'close-on', 'offer-sent']);
  });
});

describe('advancing', () => {
  test('a lead without a contact stays where it is and is asked for exactly what is missing', () => {
    const refusal = refusalOf(advance(newborn().file, PIPELINE, {}, actOf()));
    expect(refusal).toMatchObject({ why: 'missing', mayMoveAnyway: true, stage: { id: 'prospect' } });
    expect(refusal.why === 'missing' && refusal.criteria.map((criterion) => criterion.id)).toEqual([
      'contact',
      'reachable',
      'need',
    ]);
  });

  test('the answers move it on and are kept', () => {
    const change = changeOf(advance(newborn().file, PIPELINE, { answers: REACHABLE }, actOf()));
    expect(change.deal).toMatchObject({ stageId: 'prospect', missing: [], version: 2 });
    expect(change).toMatchObject({ ticks: ['need'], contact: { phone: '+48 600 000 000' }, event: { kind: 'advanced' } });
  });

  test('moving anyway marks the deal incomplete and sets the reminder', () => {
    const { deal } = changeOf(advance(newborn().file, PIPELINE, { anyway: FRIDAY }, actOf()));
    expect(deal).toMatchObject({ stageId: 'prospect', missing: ['contact', 'reachable', 'need'], remindOn: '2026-11-20' });
  });

  test('a strict stage lets nobody in without what it requires', () => {
    const strict = { ...PIPELINE, stages: PIPELINE.stages.map((stage) => ({ ...stage, strict: true })) };
    expect(refusalOf(advance(newborn().file, strict, { anyway: FRIDAY }, actOf()))).toMatchObject({ mayMoveAnyway: false });
  });

  test('never asks more than three questions, what was moved past included', () => {
    const life = lived(newborn(), changeOf(advance(newborn().file, PIPELINE, { anyway: FRIDAY }, actOf())));
    const refusal = refusalOf(advance(life.file, PIPELINE, {}, actOf()));
    expect(refusal.why === 'missing' && refusal.criteria.map((criterion) => criterion.id)).toEqual([
      'known-needs',
      'contact',
      'reachable',
    ]);
  });

  test('a close date in the past is refused', () => {
    const answers = { ...REACHABLE, deal: { closeOn: '2026-11-01' } };
    expect(refusalOf(advance(newborn().file, PIPELINE, { answers }, actOf()))).toEqual({ why: 'pastDate', on: '2026-11-01' });
  });

  test("another rep's deal stays where it is; a manager moves it", () => {
    const { file } = newborn();
    expect(refusalOf(advance(file, PIPELINE, { anyway: FRIDAY }, actOf('piotr')))).toMatchObject({
      why: 'notAllowed',
      ownerId: 'anna',
    });
    expect(advance(file, PIPELINE, { anyway: FRIDAY }, actOf('piotr', MONDAY, 'manager')).ok).toBe(true);
  });

  test('the step after the last open stage is a win, which asks for its details', () => {
    const { file } = newborn({ stageId: 'negotiation' });
    expect(refusalOf(advance(file, PIPELINE, {}, actOf()))).toMatchObject({
      why: 'missing',
      stage: { kind: 'won' },
      mayMoveAnyway: false,
    });
  });
});

describe('moving', () => {
  test('back needs a reason and is a return', () => {
    const { file } = newborn({ stageId: 'needs' });
    expect(refusalOf(move(file, PIPELINE, 'lead', ' ', {}, actOf()))).toMatchObject({ why: 'reasonNeeded' });
    expect(changeOf(move(file, PIPELINE, 'lead', 'Wrong person', {}, actOf()))).toMatchObject({
      event: { kind: 'returned', fromStageId: 'needs', toStageId: 'lead' },
      note: { text: 'Wrong person' },
    });
  });

  test('over stages is a skip with its reason', () => {
    const decision = move(newborn().file, PIPELINE, 'needs', 'Known client', { answers: { ticks: ['known-needs'] } }, actOf());
    expect(changeOf(decision).event.kind).toBe('skipped');
  });

  test('to a stage that was removed changes nothing', () => {
    expect(refusalOf(move(newborn().file, PIPELINE, 'demo', 'x', {}, actOf()))).toEqual({ why: 'noSuchStage' });
  });
});

describe('closing', () => {
  const signed = { answers: { deal: { valueMinor: 64_000_00, pipelineValueMinor: 64_000_00 }, ticks: ['signed'] } };

  test('a win keeps the stage it was won from, and its day', () => {
    const change = changeOf(win(newborn({ stageId: 'offer' }).file, PIPELINE, { ...signed, closedAt: MONDAY - HOUR }, actOf()));
    expect(change.deal).toMatchObject({ outcome: 'won', stageId: 'offer', closedAt: MONDAY - HOUR, missing: [] });
    expect(change.event).toMatchObject({ kind: 'won', fromStageId: 'offer', toStageId: 'won' });
  });

  test('a win in the future is refused', () => {
    expect(refusalOf(win(newborn().file, PIPELINE, { ...signed, closedAt: MONDAY + 1 }, actOf()))).toMatchObject({
      why: 'futureDate',
    });
  });

  test("a loss needs one of the pipeline's reasons", () => {
    expect(refusalOf(lose(newborn().file, PIPELINE, 'moon', '', actOf()))).toEqual({ why: 'noSuchReason' });
    expect(changeOf(lose(newborn().file, PIPELINE, 'expensive', '', actOf())).deal).toMatchObject({ outcome: 'lost' });
  });

  test('a closed deal neither advances nor is lost again, and reopens where it was', () => {
    const life = lived(newborn(), changeOf(lose(newborn().file, PIPELINE, 'budget', '', actOf())));
    expect(refusalOf(advance(life.file, PIPELINE, {}, actOf()))).toMatchObject({ why: 'closed', outcome: 'lost' });
    expect(refusalOf(lose(life.file, PIPELINE, 'budget', '', actOf()))).toMatchObject({ why: 'closed' });
    expect(changeOf(reopen(life.file, PIPELINE, actOf('anna', MONDAY + HOUR))).deal).toMatchObject({
      outcome: 'open',
      stageId: 'lead',
      stageSince: MONDAY + HOUR,
      lostReasonId: null,
    });
  });
});

describe('undo', () => {
  const moved = () => lived(newborn(), changeOf(advance(newborn().file, PIPELINE, { answers: REACHABLE }, actOf())));

  test('restores the deal exactly and keeps both events', () => {
    const life = lived(moved(), changeOf(undo(moved().file, moved().history, actOf('anna', MONDAY + 60_000))));
    expect(life.file.deal).toMatchObject({ stageId: 'lead', stageSince: MONDAY, version: 3 });
    expect(life.history.map((event) => event.kind)).toEqual(['opened', 'advanced', 'undone']);
  });

  test('is for who acted, and for ten minutes', () => {
    const { file, history } = moved();
    expect(refusalOf(undo(file, history, actOf('piotr', MONDAY, 'admin')))).toEqual({ why: 'notYours', actorId: 'anna' });
    expect(refusalOf(undo(file, history, actOf('anna', MONDAY + 600_001)))).toMatchObject({ why: 'tooLateToUndo' });
  });

  test('of the opening withdraws the deal, and there is no undo of an undo', () => {
    const { file, history } = newborn();
    const life = lived({ file, history }, changeOf(undo(file, history, actOf())));
    expect(life.file.deal.outcome).toBe('withdrawn');
    expect(refusalOf(undo(life.file, life.history, actOf()))).toEqual({ why: 'nothingToUndo' });
  });

  test('brings a deal back that was deleted by mistake', () => {
    const gone = lived(newborn(), changeOf(withdraw(newborn().file, actOf())));
    expect(changeOf(undo(gone.file, gone.history, actOf())).deal.outcome).toBe('open');
  });
});
