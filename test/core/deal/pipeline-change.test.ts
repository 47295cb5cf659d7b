import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { move } from '../../../src/core/deal/advance.ts';
import type { Change } from '../../../src/core/deal/change.ts';
import {
  applyPipelineChange,
  concernedStages,
  type PipelineChange,
  pipelineImpact,
  undoPipelineChange,
} from '../../../src/core/deal/pipeline-change.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { groupMovement, toMovement } from '../../../src/core/history/movement.ts';
import { NO_AMOUNT } from '../../../src/core/money/amount.ts';
import { editPipeline } from '../../../src/core/pipeline/edit-pipeline.ts';
import type { PipelineEdit } from '../../../src/core/pipeline/pipeline-edit.ts';
import { sevenStageTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import { localizePipeline, type StoredPipeline } from '../../../src/core/pipeline/stored-pipeline.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import {
  acceptedChange,
  actBy,
  type DealWithHistory,
  expectedRefusal,
  freshDeal,
  MONDAY,
  withChange,
} from '../../support/deal-builders.ts';

const seven = sevenStageTemplate('sales', 'en', 'PLN');
const admin = actBy('ewa', MONDAY + HOUR_MS, 'admin');

function after(stored: StoredPipeline, edit: PipelineEdit): StoredPipeline {
  const edited = editPipeline(stored, edit, { language: 'en', at: MONDAY, newId: () => 'nda' });
  if (!edited.ok) throw new Error(edited.problem.why);
  return edited.pipeline;
}
const changeOf = (edit: PipelineEdit, before = seven): PipelineChange => ({
  before: localizePipeline(before, 'en'),
  after: localizePipeline(after(before, edit), 'en'),
});
/** A deal in a stage that lacks nothing of what was asked for on the way. */
function at(stageId: string): DealWithHistory {
  const { file, history } = freshDeal({ stageId });
  return { file: { ...file, deal: { ...file.deal, missing: [] } }, history };
}
function applied(life: DealWithHistory, change: PipelineChange): Change {
  const made = applyPipelineChange(life.file, change, admin);
  if (made === undefined) throw new Error('nothing changed');
  return made;
}

const REMOVE_NEEDS: PipelineEdit = { kind: 'removeStage', stageId: 'needs', into: 'decision' };
const NDA: PipelineEdit = {
  kind: 'saveCriterion',
  stageId: 'decision',
  criterionId: null,
  draft: { text: { en: 'NDA signed', pl: '' }, required: true, field: null },
};

describe('a deal whose stage is removed', () => {
  it('goes to the stage that takes its deals, from now on, and its history says so', () => {
    const { deal, event } = applied(at('needs'), changeOf(REMOVE_NEEDS));
    expect(deal).toMatchObject({ stageId: 'decision', stageSince: MONDAY + HOUR_MS, version: 2 });
    expect(event).toMatchObject({ kind: 'pipelineChanged', fromStageId: 'needs', toStageId: 'decision', actorId: 'ewa' });
  });

  it('put forward, lacks what that stage asks for; put back, lacks nothing', () => {
    expect(applied(at('needs'), changeOf(REMOVE_NEEDS)).deal.missing).toEqual(['decider', 'accepted']);
    const back = changeOf({ kind: 'removeStage', stageId: 'needs', into: 'prospect' });
    expect(applied(at('needs'), back).deal.missing).toEqual([]);
  });

  it('is neither advanced nor returned in the week’s movement: only the stages’ numbers change', () => {
    const { event } = applied(at('needs'), changeOf(REMOVE_NEEDS));
    expect(toMovement(NO_AMOUNT, groupMovement([event]))).toMatchObject({
      advanced: 0,
      returned: 0,
      changes: { needs: -1, decision: 1 },
    });
  });

  it('is left alone where its stage stays, or it is closed', () => {
    const change = changeOf(REMOVE_NEEDS);
    expect(applyPipelineChange(at('offer').file, change, admin)).toBeUndefined();
    const { file } = at('needs');
    expect(applyPipelineChange({ ...file, deal: { ...file.deal, outcome: 'lost' } }, change, admin)).toBeUndefined();
  });

  it('is back when the change is taken back, unless somebody has changed it since', () => {
    const life = at('needs');
    const moved = withChange(life, applied(life, changeOf(REMOVE_NEEDS)));
    const event = moved.history[1];
    if (event === undefined) throw new Error('no event');
    expect(undoPipelineChange(moved.file, event, admin)?.deal).toMatchObject({ stageId: 'needs', missing: [], version: 3 });
    const on = acceptedChange(move(moved.file, { pipeline: changeOf(REMOVE_NEEDS).after, to: 'lead', reason: 'wrong' }, actBy()));
    expect(undoPipelineChange(withChange(moved, on).file, event, admin)).toBeUndefined();
  });

  it('is not put back by the undo of a deal alone', () => {
    const life = at('needs');
    const moved = withChange(life, applied(life, changeOf(REMOVE_NEEDS)));
    expect(expectedRefusal(undo(moved.file, moved.history, admin))).toEqual({ why: 'nothingToUndo' });
  });
});

describe('a new required criterion', () => {
  it('makes incomplete whoever stands there or behind and lacks it, and moves nobody', () => {
    const change = changeOf(NDA);
    expect(applyPipelineChange(at('needs').file, change, admin)).toBeUndefined();
    const changes = ['decision', 'offer', 'negotiation'].map((stage) => applied(at(stage), change));
    expect(changes.map(({ deal }) => [deal.stageId, deal.missing])).toEqual([
      ['decision', ['nda']],
      ['offer', ['nda']],
      ['negotiation', ['nda']],
    ]);
    expect(pipelineImpact(changes)).toEqual({ moved: 0, incomplete: 3, complete: 0 });
    expect(concernedStages(change)).toEqual(['decision', 'offer', 'negotiation']);
  });

  it('concerns nobody who meets it', () => {
    const { file } = at('offer');
    expect(applyPipelineChange({ ...file, ticks: ['nda'] }, changeOf(NDA), admin)).toBeUndefined();
    const contact = changeOf({ ...NDA, draft: { ...NDA.draft, field: 'contact' } });
    expect(applyPipelineChange({ ...file, contact: { ...file.contact, name: 'Ola' } }, contact, admin)).toBeUndefined();
  });

  it.each([
    { kind: 'removeCriterion', stageId: 'decision', criterionId: 'nda' } as const,
    { ...NDA, criterionId: 'nda', draft: { ...NDA.draft, required: false } } as const,
  ])('that goes again leaves nobody incomplete for it: %j', (edit) => {
    const life = at('offer');
    const short = withChange(life, applied(life, changeOf(NDA)));
    const back = applied(short, changeOf(edit, after(seven, NDA)));
    expect(back.deal.missing).toEqual([]);
    expect(pipelineImpact([back])).toEqual({ moved: 0, incomplete: 0, complete: 1 });
  });

  it('says nothing of what a deal was moved past before', () => {
    const { file } = at('offer');
    const short = { ...file, deal: { ...file.deal, missing: ['need'] } };
    expect(applyPipelineChange(short, changeOf(NDA), admin)?.deal.missing).toEqual(['need', 'nda']);
    expect(applyPipelineChange({ ...short, ticks: ['nda'] }, changeOf(NDA), admin)).toBeUndefined();
  });
});

it('a rename, another order and another number concern no deal', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('lead', 'prospect', 'needs', 'decision', 'offer', 'negotiation'),
      fc.constantFrom(null, 'lead', 'needs', 'negotiation'),
      fc.constantFrom('lead', 'prospect', 'needs', 'decision', 'offer', 'negotiation'),
      (stageId, place, where) => {
        const edited = editPipeline(
          seven,
          { kind: 'moveStage', stageId, after: place },
          { language: 'en', at: MONDAY, newId: () => 'x' },
        );
        if (!edited.ok) return;
        const change = { before: localizePipeline(seven, 'en'), after: localizePipeline(edited.pipeline, 'pl') };
        expect(concernedStages(change)).toEqual([]);
        expect(applyPipelineChange(at(where).file, change, admin)).toBeUndefined();
      },
    ),
  );
});
