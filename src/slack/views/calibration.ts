import type { CalibrationBin } from '../../core/backtest/deal-scores.ts';
import { ENOUGH_DEALS, tellingBins } from '../../core/calibration.ts';
import type { CalledGroup } from '../../locale/en/forecast.ts';
import type { Messages } from '../../locale/messages.ts';
import type { CalibrationTexts } from '../charts/calibration-svg.ts';
import { type Message, say } from './blocks.ts';
import { chance } from './digest-lines.ts';
import type { Tagged } from './text.ts';

/** Shows how right the win probabilities were. */
export const CALIBRATION = 'funnel.calibration';

const groupOf = (m: Messages, { n, meanP, wonShare }: CalibrationBin): CalledGroup => ({
  n,
  called: chance(m, Math.round(meanP * 20) / 20),
  won: m.f.percent(wonShare),
});

/** `Of the 40 deals called about 60%, 57% were won`: the largest groups, or that there is too little to tell. */
function calibrationLine(m: Messages, bins: readonly CalibrationBin[]): Tagged {
  const telling = tellingBins(bins);
  if (telling.length > 0) return m.forecast.calibration.line(telling.map((bin) => groupOf(m, bin)));
  const most = Math.max(0, ...bins.map(({ n }) => n));
  return most === 0 ? m.forecast.calibration.none : m.forecast.calibration.tooFew(most, ENOUGH_DEALS);
}

/** How right the win probabilities were, in words. */
export const calibrationMessage = (m: Messages, bins: readonly CalibrationBin[]): Message => say(calibrationLine(m, bins));

/** What the picture of a calibration says. */
export const calibrationTexts = (m: Messages): CalibrationTexts => ({
  title: m.forecast.calibration.title,
  subtitle: m.forecast.calibration.subtitle,
  calledAxis: m.forecast.calibration.calledAxis,
  wonAxis: m.forecast.calibration.wonAxis,
  percent: m.f.percent,
  deals: m.f.number,
});

/** What it shows, for who cannot see it. */
export const calibrationAlt = (m: Messages, bins: readonly CalibrationBin[]): string =>
  m.forecast.calibration.alt(bins.map((bin) => ({ ...groupOf(m, bin), called: chance(m, bin.meanP) })));
