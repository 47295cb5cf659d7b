import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/core/fold-text.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { editPipeline } from '../../../src/core/pipeline/edit-pipeline.ts';
import { actionFields } from '../../../src/core/pipeline/edit-stage.ts';
import type { CriterionDraft, EditContext, PipelineEdit, StageDraft } from '../../../src/core/pipeline/pipeline-edit.ts';
import { sevenStageTemplate, stageAliases } from '../../../src/core/pipeline/pipeline-templates.ts';
import { LOST_REASON_TEMPLATES, stageTemplate } from '../../../src/core/pipeline/seven-stages.ts';
import { openStages, stageById, stageHeirs } from '../../../src/core/pipeline/stage.ts';
import { codePoints, STAGE_LIMITS } from '../../../src/core/pipeline/stage-limits.ts';
import { editText, type TypedTexts, textFields } from '../../../src/core/pipeline/stage-text.ts';
import { localizePipeline, type StoredPipeline } from '../../../src/core/pipeline/stored-pipeline.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const seven = sevenStageTemplate('sales', 'en', 'PLN');

let ids = 0;
const by = (language: Language = 'en'): EditContext => ({
  language,
  at: NOW,
  newId: () => {
    ids += 1;
    return `new-${ids}`;
  },
});

const typed = (en: string, pl = ''): TypedTexts => ({ en, pl });

/** A stage as the form shows it. */
function shown(pipeline: StoredPipeline, id: string): StageDraft {
  const stage = pipeline.stages.find((each) => each.id === id);
  if (stage === undefined) throw new Error(`no stage ${id}`);
  const template = stageTemplate(id);
  const actions = stage.actions.map((action) => actionFields(id, action));
  return {
    name: textFields(stage.name, template?.name),
    shortName: textFields(stage.shortName, template?.shortName),
    meaning: textFields(stage.meaning, template?.meaning),
    actions: { en: actions.map(({ en }) => en), pl: actions.map(({ pl }) => pl) },
    probabilityPercent: Math.round(stage.startingProbability * 100),
    minimum: stage.minimum,
    ageingDays: stage.ageingDays,
    strict: stage.strict,
  };
}

const named = (en: string, more: Partial<StageDraft> = {}): StageDraft => ({
  name: typed(en),
  shortName: typed(''),
  meaning: typed(''),
  actions: { en: [], pl: [] },
  probabilityPercent: 30,
  minimum: 1,
  ageingDays: 14,
  strict: false,
  ...more,
});

function edited(pipeline: StoredPipeline, edit: PipelineEdit, context = by()): StoredPipeline {
  const result = editPipeline(pipeline, edit, context);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.pipeline;
}
const problem = (pipeline: StoredPipeline, edit: PipelineEdit, context = by()) => {
  const result = editPipeline(pipeline, edit, context);
  return result.ok ? undefined : result.problem;
};
const order = (pipeline: StoredPipeline): readonly string[] => pipeline.stages.map(({ id }) => id);
const change = (id: string, after: string | null, draft: Partial<StageDraft>, of = seven): PipelineEdit => ({
  kind: 'changeStage',
  stageId: id,
  after,
  draft: { ...shown(of, id), ...draft },
});
const behind: Readonly<Record<string, string | null>> = { lead: null, prospect: 'lead', needs: 'prospect', decision: 'needs' };

describe('a stage that is renamed', () => {
  it('keeps its id, its place and what it is called in the other language', () => {
    const after = edited(seven, change('decision', 'needs', { name: { ...shown(seven, 'decision').name, en: 'Budget holder' } }));
    expect(order(after)).toEqual(order(seven));
    expect(stageById(localizePipeline(after, 'en'), 'decision')).toMatchObject({ name: 'Budget holder', shortName: 'Decision' });
    expect(stageById(localizePipeline(after, 'pl'), 'decision')?.name).toBe('Kontakt z osobą decyzyjną');
    expect(after.stages.find(({ id }) => id === 'decision')?.shortName).toBeNull();
  });

  it('is read as it was written where no other language was given', () => {
    const after = edited(seven, change('decision', 'needs', { name: typed('', 'Zarząd') }), by('pl'));
    expect(stageById(localizePipeline(after, 'en'), 'decision')?.name).toBe('Zarząd');
    expect(after.stages.find(({ id }) => id === 'decision')?.name).toEqual({ written: 'pl', texts: { pl: 'Zarząd' } });
  });

  it('is the template’s again when the template’s words are put back', () => {
    const renamed = edited(seven, change('decision', 'needs', { name: typed('Budget', 'Budżet') }));
    const back = edited(renamed, change('decision', 'needs', { name: shown(seven, 'decision').name }, renamed));
    expect(back.stages).toEqual(seven.stages);
  });

  it('says that nothing changed where nothing did', () => {
    expect(problem(seven, change('needs', 'prospect', {}))).toEqual({ why: 'unchanged' });
  });

  it('may hold emoji and what looks like markup, and is cut nowhere inside a character', () => {
    const after = edited(
      seven,
      change('lead', null, { name: typed('<!channel> 🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥 hot'), shortName: typed('Hot 👩‍👩‍👧‍👦🔥') }),
    );
    const lead = stageById(localizePipeline(after, 'en'), 'lead');
    expect(lead?.name).toContain('<!channel>');
    expect(codePoints(lead?.shortName ?? '')).toBeLessThanOrEqual(12);
    const cut = edited(seven, change('lead', null, { name: typed('Warm 🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥'), shortName: typed('') }));
    expect(stageById(localizePipeline(cut, 'en'), 'lead')?.shortName).toBe('Warm 🔥🔥🔥🔥🔥🔥🔥');
  });

  it.each([
    [typed('x'.repeat(41)), { why: 'tooLong', field: 'name', language: 'en', length: 41, most: 40 }],
    [typed(''), { why: 'empty', field: 'name' }],
    [typed('  \u200b '), { why: 'empty', field: 'name' }],
    [typed('🔥🔥'), { why: 'notTypable', field: 'name', language: 'en' }],
    [typed('3'), { why: 'notTypable', field: 'name', language: 'en' }],
    [typed('offer SENT'), { why: 'nameTaken', field: 'name', language: 'en', by: 'offer' }],
    [typed('New', 'Oferta'), { why: 'nameTaken', field: 'name', language: 'pl', by: 'offer' }],
    [typed('Won'), { why: 'nameTaken', field: 'name', language: 'en', by: 'won' }],
    [typed('Przegrana'), { why: 'nameTaken', field: 'name', language: 'en', by: 'lost' }],
  ])('to %j is refused with the reason', (name, expected) => {
    expect(problem(seven, change('needs', 'prospect', { name }))).toEqual(expected);
  });

  it('takes forty characters, and a short name of twelve', () => {
    const name = typed('a'.repeat(40));
    expect(problem(seven, change('needs', 'prospect', { name, shortName: typed('b'.repeat(12)) }))).toBeUndefined();
    expect(problem(seven, change('needs', 'prospect', { name, shortName: typed('b'.repeat(13)) }))).toMatchObject({
      why: 'tooLong',
      field: 'shortName',
    });
  });

  it('leaves its template’s name to a stage that is called so now', () => {
    const free = edited(seven, change('offer', 'decision', { name: typed('Quote'), shortName: typed('Quote') }));
    const after = edited(free, { kind: 'addStage', after: 'offer', draft: named('Offer') });
    const aliases = stageAliases(localizePipeline(after, 'en').stages);
    const called = (name: string) => aliases.filter((each) => [each.name, each.shortName].map(foldText).includes(foldText(name)));
    expect(new Set(called('offer').map(({ id }) => id)).size).toBe(1);
    expect(new Set(called('Złożenie oferty').map(({ id }) => id))).toEqual(new Set(['offer']));
  });
});

describe('recommended actions', () => {
  const lines = (pipeline: StoredPipeline, id: string) =>
    stageById(localizePipeline(pipeline, 'en'), id)?.actions.map((action) => [action.id, action.text]);

  it('keep their ids when they change places, and a changed line stays the same action', () => {
    const { actions } = shown(seven, 'needs');
    const turned = edited(
      seven,
      change('needs', 'prospect', { actions: { en: actions.en.toReversed(), pl: actions.pl.toReversed() } }),
    );
    expect(lines(turned, 'needs')).toEqual(lines(seven, 'needs')?.toReversed());
    const worded = edited(
      seven,
      change('needs', 'prospect', { actions: { ...actions, en: ['Name a price', actions.en[1] ?? ''] } }),
    );
    expect(lines(worded, 'needs')?.map(([id]) => id)).toEqual(['needs.1', 'needs.2']);
    expect(stageById(localizePipeline(worded, 'pl'), 'needs')?.actions[0]?.text).toBe(actions.pl[0]);
  });

  it('never get the id of one that was removed', () => {
    const { actions } = shown(seven, 'needs');
    const one = edited(
      seven,
      change('needs', 'prospect', { actions: { en: actions.en.slice(0, 1), pl: actions.pl.slice(0, 1) } }),
    );
    const two = edited(one, change('needs', 'prospect', { actions: { en: [actions.en[0] ?? '', 'Ask again'], pl: [] } }, one));
    expect(lines(two, 'needs')?.[1]?.[0]).toMatch(/^new-/);
  });

  it('are as many in each language, or none', () => {
    const { actions } = shown(seven, 'needs');
    expect(problem(seven, change('needs', 'prospect', { actions: { ...actions, pl: actions.pl.slice(0, 1) } }))).toEqual({
      why: 'linesDiffer',
      language: 'pl',
      lines: 1,
      wanted: 2,
    });
    const eleven = Array.from({ length: 11 }, (_, index) => `Step ${index}`);
    expect(problem(seven, change('needs', 'prospect', { actions: { en: eleven, pl: [] } }))).toMatchObject({ why: 'tooMany' });
  });
});

describe('entry criteria', () => {
  const draft = (text: string, more: Partial<CriterionDraft> = {}): CriterionDraft => ({
    text: typed(text),
    required: true,
    field: null,
    ...more,
  });
  const save = (criterionId: string | null, of: CriterionDraft, stageId = 'offer'): PipelineEdit => ({
    kind: 'saveCriterion',
    stageId,
    criterionId,
    draft: of,
  });

  it('are added, made advised, bound to a field and removed', () => {
    const added = edited(seven, save(null, draft('NDA signed')));
    const id = added.stages.find((stage) => stage.id === 'offer')?.criteria.at(-1)?.id ?? '';
    const bound = edited(added, save(id, draft('Contact known', { required: false, field: 'contact' })));
    expect(bound.stages.find((stage) => stage.id === 'offer')?.criteria.at(-1)).toEqual({
      id,
      text: { written: 'en', texts: { en: 'Contact known' } },
      required: false,
      field: 'contact',
    });
    expect(edited(bound, { kind: 'removeCriterion', stageId: 'offer', criterionId: id })).toEqual(seven);
  });

  it('ask for a thing once', () => {
    expect(problem(seven, save(null, draft('Worth', { field: 'value' })))).toEqual({ why: 'fieldTaken' });
    expect(problem(seven, save(null, draft('oferta jest U klienta')))).toEqual({ why: 'criterionTaken' });
    expect(problem(seven, save('gone', draft('NDA')))).toEqual({ why: 'gone' });
    expect(problem(seven, save(null, draft('x'.repeat(76))))).toMatchObject({ why: 'tooLong', most: 75 });
    expect(problem(seven, save('value', { text: typed('Value', 'Wartość netto'), required: true, field: 'value' }))).toEqual({
      why: 'unchanged',
    });
  });
});

describe('a stage that is removed', () => {
  const remove = (stageId: string, into: string): PipelineEdit => ({ kind: 'removeStage', stageId, into });

  it('is kept for the past, with where its deals went, through every removal', () => {
    const once = edited(seven, remove('needs', 'decision'));
    const twice = edited(once, remove('decision', 'offer'));
    expect(order(twice)).toEqual(['lead', 'prospect', 'offer', 'negotiation', 'won', 'lost']);
    expect([...stageHeirs(localizePipeline(twice, 'en'))]).toEqual([
      ['needs', 'offer'],
      ['decision', 'offer'],
    ]);
    expect(localizePipeline(twice, 'pl').archivedStages?.map(({ shortName }) => shortName)).toEqual(['Potrzeby', 'Decydent']);
  });

  it('is never the last open one, and its deals go to another open one', () => {
    const one = ['lead', 'prospect', 'needs', 'decision', 'offer'].reduce(
      (all, id) => edited(all, remove(id, 'negotiation')),
      seven,
    );
    expect(problem(one, remove('negotiation', 'won'))).toEqual({ why: 'lastOpenStage' });
    expect(problem(seven, remove('offer', 'offer'))).toEqual({ why: 'gone' });
    expect(problem(seven, remove('offer', 'won'))).toEqual({ why: 'gone' });
    expect(problem(seven, remove('won', 'offer'))).toEqual({ why: 'gone' });
    expect(problem(one, remove('lead', 'negotiation'))).toEqual({ why: 'gone' });
  });
});

describe('lost reasons', () => {
  it('are worded anew, added and removed, and a removed one keeps its words for the past', () => {
    const worded = edited(seven, { kind: 'saveReason', reasonId: 'fit', text: typed('wrong size', 'nie ten rozmiar') });
    const added = edited(worded, { kind: 'saveReason', reasonId: null, text: typed('went bankrupt') });
    const removed = edited(added, { kind: 'removeReason', reasonId: 'fit' });
    expect(localizePipeline(removed, 'pl').lostReasons.at(-1)?.text).toBe('went bankrupt');
    expect(localizePipeline(removed, 'pl').archivedReasons?.map(({ text }) => text)).toEqual(['nie ten rozmiar']);
  });

  it('differ, and one stays', () => {
    expect(problem(seven, { kind: 'saveReason', reasonId: null, text: typed('Za Drogo') })).toEqual({ why: 'reasonTaken' });
    const one = Object.keys(LOST_REASON_TEMPLATES)
      .slice(1)
      .reduce((all, reasonId) => edited(all, { kind: 'removeReason', reasonId }), seven);
    expect(problem(one, { kind: 'removeReason', reasonId: 'expensive' })).toEqual({ why: 'lastReason' });
  });
});

describe('thirty stages', () => {
  it('are all there may be', () => {
    let many = seven;
    for (let n = 7; n <= 30; n += 1)
      many = edited(many, { kind: 'addStage', after: null, draft: named(`${String.fromCharCode(90 + n)}x Stage ${n}`) });
    expect(openStages(localizePipeline(many, 'en'))).toHaveLength(30);
    expect(problem(many, { kind: 'addStage', after: null, draft: named('One more') })).toEqual({
      why: 'tooMany',
      of: 'stages',
      most: STAGE_LIMITS.stages,
    });
  });
});

const arbitraryEdit = (pipeline: StoredPipeline): fc.Arbitrary<PipelineEdit> => {
  const open = pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id);
  const stage = fc.constantFrom(...open);
  const after = fc.constantFrom(null, ...open);
  const name = fc.string({ maxLength: 50, unit: 'grapheme' });
  return fc.oneof(
    fc.record({ kind: fc.constant('addStage' as const), after, draft: name.map((text) => named(text)) }),
    fc.record({ kind: fc.constant('moveStage' as const), stageId: stage, after }),
    fc.record({ kind: fc.constant('removeStage' as const), stageId: stage, into: stage }),
    fc
      .record({
        stageId: fc.constantFrom(...order(pipeline)),
        after,
        text: name,
        language: fc.constantFrom('en' as const, 'pl' as const),
      })
      .map(({ stageId, after: place, text, language }) => ({
        kind: 'changeStage' as const,
        stageId,
        after: place,
        draft: { ...shown(pipeline, stageId), name: { ...shown(pipeline, stageId).name, [language]: text } },
      })),
  );
};

describe('whatever admins do', () => {
  it('leaves a funnel: places from 1 without a hole, Won and Lost last, no id lost or used twice, names that tell stages apart', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 2 ** 30 })), fc.integer({ min: 1, max: 25 }), (seeds, steps) => {
        let pipeline = seven;
        for (let step = 0; step < steps; step += 1) {
          const [edit] = fc.sample(arbitraryEdit(pipeline), { numRuns: 1, seed: seeds.next().value });
          const result = edit === undefined ? undefined : editPipeline(pipeline, edit, by());
          if (result?.ok === true) pipeline = result.pipeline;
        }
        const { stages, archivedStages = [] } = pipeline;
        expect(stages.map(({ position }) => position)).toEqual(stages.map((_, index) => index + 1));
        expect(stages.slice(-2).map(({ kind }) => kind)).toEqual(['won', 'lost']);
        expect(stages.some(({ kind }) => kind === 'open')).toBe(true);
        const all = [...stages, ...archivedStages].map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        expect(order(seven).every((id) => all.includes(id))).toBe(true);
        const english = localizePipeline(pipeline, 'en');
        for (const stage of english.stages) {
          expect(codePoints(stage.shortName)).toBeLessThanOrEqual(12);
          const same = english.stages.filter((other) => foldText(other.name) === foldText(stage.name));
          expect(same).toHaveLength(1);
        }
        // Whoever's stage was removed has an heir in use.
        expect(stageHeirs(english).size).toBe(archivedStages.length);
      }),
      { numRuns: 60 },
    );
  });

  it('never changes a text that was not touched', () => {
    const own = fc.option(
      fc.record({ written: fc.constant('pl' as const), texts: fc.record({ pl: fc.constant('Własny'), en: fc.constant('Own') }) }),
    );
    fc.assert(
      fc.property(own, fc.constantFrom('en' as const, 'pl' as const), (before, language) => {
        const template = { en: 'Lead', pl: 'Potencjalni' };
        expect(editText({ own: before, template }, textFields(before, template), language)).toEqual(before);
      }),
    );
  });
});

it('a stage stands where it is put', () => {
  const moved = edited(seven, { kind: 'moveStage', stageId: 'offer', after: 'lead' });
  expect(order(moved)).toEqual(['lead', 'offer', 'prospect', 'needs', 'decision', 'negotiation', 'won', 'lost']);
  expect(moved.stages.find(({ id }) => id === 'offer')?.placedAt).toBe(NOW);
  expect(problem(moved, { kind: 'moveStage', stageId: 'offer', after: 'lead' })).toEqual({ why: 'unchanged' });
  expect(problem(moved, { kind: 'moveStage', stageId: 'offer', after: 'gone' })).toEqual({ why: 'gone' });
  expect(order(edited(seven, change('needs', behind['lead'] ?? null, {})))).toEqual([
    'needs',
    'lead',
    'prospect',
    'decision',
    'offer',
    'negotiation',
    'won',
    'lost',
  ]);
});
