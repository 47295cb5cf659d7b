import type { PipelineId } from '../ids.ts';
import { LANGUAGE_CODES, type Language } from './member.ts';
import { STAGE_TEMPLATES, type StageTemplate } from './seven-stages.ts';
import type { EntryCriterion, LostReason, Pipeline, Stage } from './stage.ts';

const LOST_REASONS: readonly (readonly [string, Readonly<Record<Language, string>>])[] = [
  ['expensive', { en: 'too expensive', pl: 'za drogo' }],
  ['competitor', { en: 'chose a competitor', pl: 'wybrano konkurencję' }],
  ['budget', { en: 'no budget', pl: 'brak budżetu' }],
  ['decision', { en: 'no decision', pl: 'brak decyzji' }],
  ['contact', { en: 'contact lost', pl: 'kontakt się urwał' }],
  ['fit', { en: 'not a fit', pl: 'nie nasz temat' }],
  ['other', { en: 'other', pl: 'inny powód' }],
];

const PIPELINE_NAME: Readonly<Record<Language, string>> = { en: 'Sales', pl: 'Sprzedaż' };

const toCriterion = (sketch: StageTemplate['criteria'][number], language: Language): EntryCriterion => ({
  id: sketch.id,
  text: sketch[language],
  required: sketch.advised !== true,
  ...(sketch.field === undefined ? {} : { field: sketch.field }),
});

const toStage = (sketch: StageTemplate, index: number, language: Language): Stage => ({
  id: sketch.id,
  position: index + 1,
  kind: sketch.kind,
  name: sketch.name[language],
  shortName: sketch.shortName[language],
  meaning: sketch.meaning[language],
  criteria: sketch.criteria.map((criterion) => toCriterion(criterion, language)),
  actions: sketch.actions[language].map((text, line) => ({ id: `${sketch.id}.${line + 1}`, text })),
  startingProbability: sketch.startingProbability,
  minimum: 1,
  ageingDays: sketch.ageingDays,
  strict: false,
});

/** The seven stages (and Lost) that are ready in the first minute, in one language. Ids are the same in both. */
export function sevenStagePipeline(id: PipelineId, language: Language, currency: string): Pipeline {
  const lostReasons: readonly LostReason[] = LOST_REASONS.map(([reason, text]) => ({ id: reason, text: text[language] }));
  const stages = STAGE_TEMPLATES.map((sketch, index) => toStage(sketch, index, language));
  return { id, name: PIPELINE_NAME[language], currency, lostReasons, stages };
}

/** What a stage can be called: as it is named, and as the template names the stage of that id in every language. */
export function stageAliases(stages: readonly Stage[]): readonly Pick<Stage, 'id' | 'name' | 'shortName' | 'position'>[] {
  return stages.flatMap((stage) => {
    const sketch = STAGE_TEMPLATES.find(({ id }) => id === stage.id);
    const others =
      sketch === undefined ? [] : LANGUAGE_CODES.map((each) => ({ name: sketch.name[each], shortName: sketch.shortName[each] }));
    return [stage, ...others.map((names) => ({ id: stage.id, position: stage.position, ...names }))];
  });
}

/** What a reason can be called: as it is worded, and as the template words the reason of that id in every language. */
export function reasonAliases(reasons: readonly LostReason[]): readonly LostReason[] {
  return reasons.flatMap((reason) => {
    const known = LOST_REASONS.find(([id]) => id === reason.id);
    return [reason, ...(known === undefined ? [] : LANGUAGE_CODES.map((each) => ({ id: reason.id, text: known[1][each] })))];
  });
}
