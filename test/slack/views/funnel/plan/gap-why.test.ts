import { expect, it } from 'vitest';
import { periodCoverage } from '../../../../../src/core/funnel/plan/period-coverage.ts';
import type { StageAsk } from '../../../../../src/core/funnel/plan/stage-asks.ts';
import { addDays, type PlainDate, zonedInstant } from '../../../../../src/core/time/calendar.ts';
import { periodContaining } from '../../../../../src/core/time/periods.ts';
import { LANGUAGES } from '../../../../../src/locale/languages.ts';
import { gapWhy } from '../../../../../src/slack/views/funnel/plan/gap-why.ts';
import { plainSpaces } from '../../../../support/plain-spaces.ts';
import { toldPlan } from '../../../../support/story/told-story.ts';
import { viewData } from '../../../../support/view-data.ts';

const TODAY: PlainDate = '2026-11-23';
const NEXT: PlainDate = '2026-12-10';

const target = (on: PlainDate, required: number): StageAsk => ({
  basis: { kind: 'target', period: periodContaining(on, 'month', 1), targetMinor: 100_000_00 },
  ...{ required, opensAt: required - 2, beyond: 0 },
});
const covered = (on: PlainDate, expectedMinor: number) =>
  periodCoverage(
    {
      ...{ period: periodContaining(on, 'month', 1), running: on === TODAY, targetMinor: 100_000_00, wonMinor: 0, range: null },
      expectedMinor,
    },
    { currency: 'PLN', usualDealMinor: 0 },
  );

it.each([
  [
    'en',
    '• Target for November (100k PLN): 108% covered, so it asks for nothing here.',
    '• Target for December (100k PLN, 60% covered): 3 deals.',
  ],
  [
    'pl',
    '• Cel na listopad (100 tys. zł): pokryty w 108%, więc niczego tu nie wymaga.',
    '• Cel na grudzień (100 tys. zł, pokrycie 60%): 3 szanse.',
  ],
] as const)('a target that is covered gives no number of deals as a reason (%s)', (language, reached, open) => {
  const [stage] = toldPlan({ offer: 1 }).stages.slice(-2);
  if (stage === undefined) throw new Error('no stage');
  const asks = [target(NEXT, 3), target(TODAY, 2)];
  const need = { ...target(NEXT, 3), since: TODAY, setOn: TODAY };
  const plan = { on: TODAY, timeZone: 'UTC', changes: [], coverage: [covered(TODAY, 108_000_00), covered(NEXT, 60_000_00)] };
  const { pipeline } = viewData(language, 'usual');
  const said = plainSpaces(
    gapWhy(LANGUAGES[language], { plan, stage: { ...stage, asks, need }, pipeline, fiscalStartMonth: 1 }).text,
  );
  expect(said).toContain(reached);
  expect(said).toContain(open);
});

it('an empty stage is short since it emptied, as every other message says, not since the day of its alert', () => {
  const [stage] = toldPlan({ offer: 0 }).stages.slice(-2);
  if (stage === undefined) throw new Error('no stage');
  const need = { ...target(NEXT, 3), since: addDays(TODAY, -1), setOn: TODAY };
  const plan = { on: TODAY, timeZone: 'Europe/Warsaw', changes: [], coverage: [] };
  const emptySince = zonedInstant(addDays(TODAY, -3), '00:30', plan.timeZone);
  const { pipeline } = viewData('en', 'usual');
  const said = (empty: Partial<typeof stage>): string =>
    plainSpaces(
      gapWhy(LANGUAGES.en, { plan, stage: { ...stage, asks: [need], need, ...empty }, pipeline, fiscalStartMonth: 1 }).text,
    );
  expect(said({ count: 0, emptySince })).toContain('since 20 Nov.');
  expect(said({ count: 1, emptySince: null })).toContain('since 22 Nov.');
});
