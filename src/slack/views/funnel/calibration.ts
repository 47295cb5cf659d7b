import type { CalibrationBin } from '../../../core/backtest/deal-scores.ts';
import { binsToReport, MIN_BIN_DEALS } from '../../../core/funnel/calibration.ts';
import type { AsOfPost } from '../../../core/funnel/drill-down.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { type CalibrationTexts, calibrationSvg } from '../../charts/calibration-svg.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { clampedPercent } from '../kit/figures.ts';
import type { Picture } from '../kit/picture.ts';
import { drillDownButton } from './drill-down.ts';

/** Shows how right the win probabilities were. */
export const SHOW_CALIBRATION = 'funnel.calibration';

const calibrationGroup = (m: Messages, { n, meanP, wonShare }: CalibrationBin) => ({
  n,
  predicted: clampedPercent(m, Math.round(meanP * 20) / 20),
  won: m.f.percent(wonShare),
});

/** `Of the 40 deals predicted at about 60%, 57% were won`: the largest groups, or that there is too little to tell. */
function calibrationLine(m: Messages, bins: readonly CalibrationBin[]): SafeText {
  const telling = binsToReport(bins);
  if (telling.length > 0) return m.forecast.calibration.line(telling.map((bin) => calibrationGroup(m, bin)));
  const most = Math.max(0, ...bins.map(({ n }) => n));
  return most === 0 ? m.forecast.calibration.none : m.forecast.calibration.tooFew({ n: most, needed: MIN_BIN_DEALS });
}

/** How right the win probabilities were, in words. @param post by which the deals of the groups are opened. */
export const calibrationMessage = (
  m: Messages,
  bins: readonly CalibrationBin[],
  { pipelineId, at, timeZone }: AsOfPost & { readonly pipelineId: PipelineId },
): Message =>
  textMessage(
    calibrationLine(m, bins),
    ...(bins.length === 0 ? [] : buttons(drillDownButton(m, { pipelineId, at, timeZone, predictions: true }))),
  );

/** What the picture of a calibration says. */
export const calibrationTexts = (m: Messages): CalibrationTexts => ({
  title: m.forecast.calibration.title,
  subtitle: m.forecast.calibration.subtitle,
  predictedAxis: m.forecast.calibration.predictedAxis,
  wonAxis: m.forecast.calibration.wonAxis,
  percent: m.f.percent,
  deals: m.f.number,
});

/** What it shows, for who cannot see it. */
export const calibrationChartAlt = (m: Messages, bins: readonly CalibrationBin[]): SafeText =>
  m.forecast.calibration.alt(bins.map((bin) => ({ ...calibrationGroup(m, bin), predicted: clampedPercent(m, bin.meanP) })));

/** How right the win probabilities were, as a picture. */
export const calibrationPicture = (m: Messages, bins: readonly CalibrationBin[]): Picture => ({
  name: 'calibration',
  svg: () => calibrationSvg(bins, calibrationTexts(m)),
  alt: calibrationChartAlt(m, bins),
});
