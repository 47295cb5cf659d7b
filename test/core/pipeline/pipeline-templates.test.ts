import { expect, test } from 'vitest';
import { MAX_CRITERIA_ASKED } from '../../../src/core/deal/criteria.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { nextStage, openStages, previousStage, wonStage } from '../../../src/core/pipeline/stage.ts';

const LANGUAGES: readonly Language[] = ['en', 'pl'];

test.each(LANGUAGES)('the default funnel in %s has seven stages to Won, with short names that fit', (language) => {
  const { stages, lostReasons } = sevenStagePipeline('p', language, 'PLN');
  expect(stages.map((stage) => stage.kind)).toEqual([...Array(6).fill('open'), 'won', 'lost']);
  expect(stages.every((stage) => [...stage.shortName].length <= 12)).toBe(true);
  expect(stages.every((stage) => stage.criteria.filter((criterion) => criterion.required).length <= MAX_CRITERIA_ASKED)).toBe(
    true,
  );
  expect(openStages({ ...sevenStagePipeline('p', language, 'PLN') }).every((stage) => stage.actions.length > 0)).toBe(true);
  expect(lostReasons).toHaveLength(7);
});

test('ids are the same in both languages and never repeat', () => {
  const idsOf = (language: Language) =>
    sevenStagePipeline('p', language, 'PLN').stages.flatMap((stage) => [
      stage.id,
      ...stage.criteria.map((criterion) => criterion.id),
    ]);
  expect(idsOf('en')).toEqual(idsOf('pl'));
  const criteria = sevenStagePipeline('p', 'en', 'PLN').stages.flatMap((stage) =>
    stage.criteria.map((criterion) => criterion.id),
  );
  expect(new Set(criteria).size).toBe(criteria.length);
});

test('starting probabilities rise from stage to stage', () => {
  expect(openStages(sevenStagePipeline('p', 'en', 'PLN')).map((stage) => stage.startingProbability)).toEqual([
    0.05, 0.1, 0.2, 0.4, 0.6, 0.8,
  ]);
});

test('before the first stage there is none, after the last open one comes Won', () => {
  const pipeline = sevenStagePipeline('p', 'en', 'PLN');
  expect(previousStage(pipeline, 'lead')).toBeUndefined();
  expect(previousStage(pipeline, 'needs')?.id).toBe('prospect');
  expect(nextStage(pipeline, 'negotiation')).toEqual(wonStage(pipeline));
  expect(nextStage(pipeline, 'removed')).toBeUndefined();
});
