import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import type { CommitmentLine } from '../../../../src/core/funnel/gap-line.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { isOwnToDo, type OwnWork, ownWorkBlocks } from '../../../../src/slack/views/workspace/home-moves.ts';
import { sampleMember, viewData } from '../../../support/view-data.ts';

const [anna, piotr] = [sampleMember('anna', 'Anna'), sampleMember('piotr', 'Piotr')];
const { gaps } = viewData('en', 'usual').facts;
const [gap] = gaps;
const [candidate] = gap?.candidates ?? [];
if (gap === undefined || candidate === undefined) throw new Error('nothing is short');

const promise = { memberId: 'piotr', toStage: 'Offer', dueOn: '2026-11-26', done: false } as const;
const fresh: CommitmentLine = { ...promise, id: 'c1', what: 'new', newDeals: 3, made: 1 };
const ofAnna: CommitmentLine = { ...promise, id: 'c2', what: 'move', number: 777, name: 'Kowent' };
const own: CommitmentLine = { ...promise, id: 'c3', what: 'move', number: candidate.number, name: candidate.name };

const home = (promises: readonly CommitmentLine[], change: Partial<OwnWork> = {}): OwnWork => ({
  ...{ member: piotr, solo: false, today: '2026-11-23' },
  members: new Map([anna, piotr].map((each) => [each.id, each])),
  facts: { pipelineId: 'sales', gaps: [{ ...gap, candidates: [{ ...candidate, ownerId: 'piotr' }] }], promises },
  alertIdByStage: new Map([[gap.stageId, 'a1']]),
  ...change,
});
const shown = (m: (typeof LANGUAGES)['en'], work: OwnWork) =>
  renderMessage({ blocks: [...ownWorkBlocks(m, work)] }, { width: 300 }).replaceAll('\u00A0', ' ');

describe('what a person has taken on, on their own Home', () => {
  it('is there though it is no move of a deal of theirs, with its day and the way to give it back', () => {
    const english = shown(LANGUAGES.en, home([fresh, ofAnna]));
    expect(english).toContain('You have taken on');
    expect(english).toMatch(/3 new deals for Offer, 1 so far · by Thu 26 Nov.*\[Give back\]/);
    expect(english).toMatch(/D-777 Kowent to Offer · by Thu 26 Nov.*\[Give back\]/);
    const polish = shown(LANGUAGES.pl, home([fresh, ofAnna]));
    expect(polish).toContain('W toku u Ciebie');
    expect(polish).toMatch(/3 nowe szanse dla etapu „Offer”, na razie 1 · do czw\. 26 lis.*\[Oddaj\]/);
    expect(polish).toMatch(/D-777 Kowent na etap „Offer” · do czw\. 26 lis.*\[Oddaj\]/);
  });

  it('is there once: where the row of their own deal says it, that row gives it back', () => {
    const said = shown(LANGUAGES.en, home([own]));
    expect(said.split(`D-${candidate.number}`)).toHaveLength(2);
    expect(said).not.toContain('You have taken on');
    expect(said).toMatch(/✓ Piotr, by Thu 26 Nov.*\[Give back\]/);
  });

  it('names its pipeline where there are several', () => {
    const { pipeline } = viewData('en', 'usual');
    const partners = { ...pipeline, id: 'partners', name: 'Partners' };
    const several = { pipelines: { inUse: [{ ...pipeline, id: 'sales' }, partners], archived: [] } as const };
    const said = /3 new deals for Offer, 1 so far · by Thu 26 Nov · Partners.*\[Give back\]/;
    const drawn = home([ofAnna], { ...several, otherFunnels: [{ pipelineId: 'partners', promises: [fresh] }] });
    expect(shown(LANGUAGES.en, drawn)).toMatch(said);
    const elsewhere = home([ofAnna], { ...several, commitmentsElsewhere: [{ ...fresh, pipelineId: 'partners' }] });
    expect(shown(LANGUAGES.en, elsewhere)).toMatch(said);
    expect(shown(LANGUAGES.en, home([fresh]))).not.toContain(pipeline.name);
  });

  it('is there for who is alone too; not what others took, or what is done', () => {
    expect(shown(LANGUAGES.en, home([own], { solo: true }))).toMatch(/You have taken on[\s\S]*by Thu 26 Nov.*\[Give back\]/);
    const none = [
      { ...fresh, memberId: 'anna' },
      { ...ofAnna, done: true },
    ];
    expect(shown(LANGUAGES.en, home(none))).not.toContain('You have taken on');
    expect(none.map((line) => isOwnToDo(line, { member: piotr }))).toEqual([false, false]);
  });
});
