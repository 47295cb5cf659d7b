import type { CalibrationBin } from '../core/backtest/deal-scores.ts';
import type { Messages } from '../locale/messages.ts';
import { calibrationSvg } from './charts/calibration-svg.ts';
import type { Picture } from './picture.ts';
import { calibrationAlt, calibrationTexts } from './views/calibration.ts';

/** How right the win probabilities were, as a picture. */
export const calibrationPicture = (m: Messages, bins: readonly CalibrationBin[]): Picture => ({
  name: 'calibration',
  svg: () => calibrationSvg(bins, calibrationTexts(m)),
  alt: calibrationAlt(m, bins),
});
