import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { learnWinRhythm } from '../../../src/core/numbers/win-rhythm.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const NOW = day('2026-11-11');
const win = (at: number) => ({ ownerId: 'anna', at, valueMinor: 100 });

/** A year of wins, one a day, and so many more on each day of which `also` is true; latest first. */
function winsOfAYear(also: (date: Date) => number) {
  const wins: ReturnType<typeof win>[] = [];
  for (let at = NOW - DAY_MS; at > NOW - 365 * DAY_MS; at -= DAY_MS)
    for (let left = 1 + also(new Date(at)); left > 0; left -= 1) wins.push(win(at));
  return wins;
}
const endsQuarter = (date: Date): boolean => date.getUTCMonth() % 3 === 2 && date.getUTCDate() > 24;

describe('the rhythm of wins', () => {
  it('counts the last week of a quarter for more than a week where wins cluster there, and the others for less', () => {
    const rhythm = learnWinRhythm(
      winsOfAYear((date) => (endsQuarter(date) ? 5 : 0)),
      NOW,
    );
    expect(rhythm.days(day('2026-12-25'), day('2027-01-01'))).toBeGreaterThan(20);
    expect(rhythm.days(day('2026-12-01'), day('2026-12-08'))).toBeLessThan(6);
  });

  it('makes a year a year, and spans add up', () => {
    const rhythm = learnWinRhythm(
      winsOfAYear((date) => (endsQuarter(date) ? 5 : 0)),
      NOW,
    );
    expect(rhythm.days(day('2026-01-01'), day('2027-01-01'))).toBeCloseTo(365, 6);
    const [from, middle, until] = [NOW + 1234567, day('2026-12-27') + 7654321, day('2027-02-03')];
    expect(rhythm.days(from, middle) + rhythm.days(middle, until)).toBeCloseTo(rhythm.days(from, until), 9);
  });

  it('is that of the calendar where wins come at any time', () => {
    const random = seededRandom(3);
    const wins = Array.from({ length: 400 }, () => win(NOW - random() * 365 * DAY_MS)).sort((a, b) => b.at - a.at);
    const week = learnWinRhythm(wins, NOW).days(day('2026-12-25'), day('2027-01-01'));
    expect(week).toBeGreaterThan(6);
    expect(week).toBeLessThan(8.2);
  });

  it('is that of the calendar before thirty wins, and of wins that span no six weeks', () => {
    const few = Array.from({ length: 29 }, (_, i) => win(NOW - i * 10 * DAY_MS));
    const dense = Array.from({ length: 60 }, (_, i) => win(NOW - (i * DAY_MS) / 2));
    for (const wins of [[], few, dense]) expect(learnWinRhythm(wins, NOW).days(day('2026-12-25'), day('2027-01-01'))).toBe(7);
  });
});
