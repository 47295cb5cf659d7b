import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { digestChartData } from '../../../../src/slack/views/funnel/digest-chart.ts';
import { viewData } from '../../../support/view-data.ts';

it('of the stages that are short the plan’s first one leads in the picture, and each says what it needs', () => {
  const { facts } = viewData('en', 'usual');
  const [gap] = facts.gaps;
  if (gap === undefined) throw new Error('no stage is short');
  const gaps = facts.stages.map(({ stageId, shortName }, index) => ({ ...gap, stageId, shortName, needed: 20 + index }));
  const [first, second, ...others] = gaps;
  if (first === undefined || second === undefined) throw new Error('a funnel has stages');
  const { rows } = digestChartData(LANGUAGES.en, { ...facts, gaps: [second, first, ...others] });
  expect(rows.map(({ lead }) => lead)).toEqual(rows.map((_, index) => index === 1));
  expect(rows.map(({ thin }) => thin)).toEqual(rows.map(() => true));
  expect(rows.map(({ note }) => note)).toEqual(rows.map((_, index) => `needs ${20 + index}`));
});
