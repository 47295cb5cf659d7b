import { expect, it } from 'vitest';
import { type ForecastWithWins, reconcileForecasts } from '../../../src/core/funnel/reconcile-forecasts.ts';

const forecast = (wonMinor: number, expectedMinor: number, furtherWinChance: number): ForecastWithWins => ({
  ...{ wonMinor, expectedMinor, lowMinor: wonMinor, highMinor: 2 * expectedMinor },
  ...{ early: false, furtherWinChance, usualDealMinor: 1_000 },
});

it('nobody is likelier to win something more than the team is', () => {
  const reps = [forecast(0, 400, 0.05), forecast(700, 900, 0.02)];
  expect(reconcileForecasts(forecast(700, 1_000, 0.03), reps).map((rep) => rep.furtherWinChance)).toEqual([0.03, 0.02]);
  expect(reconcileForecasts(forecast(0, 0, 0), [forecast(0, 0, 0.05)]).map((rep) => rep.furtherWinChance)).toEqual([0]);
});

it('what reps expect beside what they won adds up to what the team does', () => {
  const reps = reconcileForecasts(forecast(700, 1_000, 1), [forecast(0, 400, 1), forecast(700, 900, 1)]);
  expect(reps.map(({ expectedMinor }) => expectedMinor)).toEqual([200, 800]);
});
