import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawNormal, seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { repCredibility, winValues } from '../../../src/core/numbers/win-values.ts';

const REPS = ['Anna', 'Ben', 'Cleo', 'Dan', 'Eva'];
const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Wins of five reps whose typical values differ by so much on the log scale, each with its own true mean. */
function simulateWins(seed: number, each: number, repSd: number) {
  const random = seededRandom(seed);
  const truth = new Map(REPS.map((rep) => [rep, 100_000 * Math.exp(repSd * drawNormal(random))]));
  const wins = REPS.flatMap((ownerId) =>
    Array.from({ length: each }, () => ({
      ownerId,
      at: 0,
      valueMinor: Math.round((truth.get(ownerId) ?? 0) * Math.exp(0.8 * drawNormal(random) - 0.32)),
    })),
  );
  return { truth, wins };
}

/** Relative error of what reps' next wins are taken to be worth, over firms: by credibility, by the rep's own mean and by the team's. */
function errors(each: number, repSd: number) {
  const squares = Array.from({ length: 60 }, (_, seed) => simulateWins(seed + 1, each, repSd)).flatMap(({ truth, wins }) =>
    REPS.map((ownerId) => {
      const error = (said: number): number => (said / (truth.get(ownerId) ?? 1) - 1) ** 2;
      const own = wins.filter((win) => win.ownerId === ownerId).map(({ valueMinor }) => valueMinor);
      const team = wins.map(({ valueMinor }) => valueMinor);
      return [error(winValues({ wins, open: [], ownerId }).mean), error(mean(own)), error(mean(team))] as const;
    }),
  );
  return [0, 1, 2].map((i) => Math.sqrt(mean(squares.map((row) => row[i] ?? 0)))) as [number, number, number];
}

describe('what a new win of a rep is taken to be worth', () => {
  test("is nearer to the truth than the mean of the rep's own wins, where reps sell alike", () => {
    const [said, own] = errors(16, 0);
    expect(said).toBeLessThan(0.75 * own);
  });

  test("is nearer to the truth than the team's mean, where they do not", () => {
    const [said, own, team] = errors(16, 0.8);
    expect(said).toBeLessThan(0.6 * team);
    expect(said).toBeLessThan(1.1 * own);
  });

  test("is the team's where the rep has won nothing or is alone, and of open deals before any win", () => {
    const { wins } = simulateWins(3, 10, 0.8);
    const team = winValues({ wins, open: [] }).mean;
    expect(winValues({ wins, open: [], ownerId: 'Nobody' }).mean).toBeCloseTo(team);
    const onlyAnna = wins.filter(({ ownerId }) => ownerId === 'Anna');
    expect(winValues({ wins: onlyAnna, open: [], ownerId: 'Anna' }).mean).toBeCloseTo(
      mean(onlyAnna.map(({ valueMinor }) => valueMinor)),
    );
    const open = [{ stageId: 'lead', ageMs: 0, ownerId: 'Anna', tier: 0, count: 4, valueMinor: 1000 }];
    expect(winValues({ wins: [], open, ownerId: 'Anna' }).mean).toBe(250);
    expect(winValues({ wins: [], open: [], ownerId: 'Anna' })).toMatchObject({ mean: 0, cv2: 0 });
  });

  test('has the mean and the spread of what is drawn', () => {
    const { wins } = simulateWins(5, 20, 0.5);
    const values = winValues({ wins, open: [], ownerId: 'Ben' });
    const random = seededRandom(9);
    const draws = Array.from({ length: 20_000 }, () => values.draw(random));
    expect(mean(draws) / values.mean).toBeCloseTo(1, 1);
    expect(mean(draws.map((draw) => (draw / values.mean - 1) ** 2)) / values.cv2).toBeCloseTo(1, 1);
  });
});

test('own wins count by a share of 0 to 1, the same in any currency unit, and nothing for a rep without a win', () => {
  const values = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(values, values, values, fc.integer({ min: 2, max: 100 }), (a, b, c, unit) => {
      const scaled = (times: number) => new Map([a, b, c].map((each, i) => [REPS[i] ?? '', each.map((value) => value * times)]));
      const share = repCredibility(scaled(1), 'Anna');
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      expect(repCredibility(scaled(unit), 'Anna')).toBeCloseTo(share, 6);
      expect(repCredibility(scaled(1), 'Nobody')).toBe(0);
    }),
  );
});
