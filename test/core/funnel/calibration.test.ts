import { describe, expect, it } from 'vitest';
import { binsToReport, isFirstWeekOfMonth } from '../../../src/core/funnel/calibration.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { calibrationChartAlt, calibrationMessage } from '../../../src/slack/views/funnel/calibration.ts';
import { plainSpaces } from '../../support/plain-spaces.ts';

const bins = [
  { n: 9, meanP: 0.04, wonShare: 0 },
  { n: 31, meanP: 0.21, wonShare: 0.23 },
  { n: 10, meanP: 0.44, wonShare: 0.5 },
  { n: 40, meanP: 0.61, wonShare: 0.57 },
];

describe('a calibration', () => {
  it('is told in the one week that begins in another month than it ends in', () => {
    expect(isFirstWeekOfMonth('2026-11-30', '2026-12-07')).toBe(true);
    expect(isFirstWeekOfMonth('2026-11-24', '2026-12-01')).toBe(true);
    expect(isFirstWeekOfMonth('2026-12-01', '2026-12-08')).toBe(false);
    expect(isFirstWeekOfMonth('2026-12-28', '2027-01-04')).toBe(true);
  });

  it('tells of the largest groups, the least probable first, and of none below ten deals', () => {
    expect(binsToReport(bins).map(({ n }) => n)).toEqual([31, 40]);
    expect(binsToReport(bins.slice(0, 1))).toEqual([]);
  });

  it('is a sentence in both languages, and says when there is too little to tell, or nothing yet', () => {
    const post = { pipelineId: 'sales', at: Date.parse('2026-12-07T08:00:00Z'), timeZone: 'Europe/Warsaw' };
    const said = (language: 'en' | 'pl', some = bins) => plainSpaces(calibrationMessage(LANGUAGES[language], some, post).text);
    expect(said('en')).toBe(
      'Predicted and won: of the 31 deals put at about 20%, 23% were won; of the 40 put at about 60%, 57%.',
    );
    expect(said('pl')).toBe(
      'Ocena a wygrane: z 31 szans ocenionych na ok. 20% wygraną kończy się 23%; z 40 na ok. 60% wygraną kończy się 57%.',
    );
    expect(said('en', bins.slice(0, 1))).toContain('not enough data to tell (9 of 10 deals');
    expect(said('pl', bins.slice(0, 1))).toContain('za mało danych, by ocenić (9 z 10 ');
    expect(said('en', [])).toContain('Nothing to compare yet');
  });

  it('says the numbers of its picture in words', () => {
    expect(plainSpaces(calibrationChartAlt(LANGUAGES.en, bins.slice(1, 3)))).toBe(
      'Predicted and won: predicted 21%, won 23% of 31 deals; predicted 44%, won 50% of 10 deals.',
    );
    expect(plainSpaces(calibrationChartAlt(LANGUAGES.pl, bins.slice(1, 2)))).toBe(
      'Ocena a wygrane: ocena 21%, wygrane 23% z 31 szans.',
    );
  });
});
