import { describe, expect, test } from 'vitest';
import { calibrationSvg } from '../../../src/slack/charts/calibration-svg.ts';
import { renderPng } from '../../../src/slack/charts/png.ts';

const TEXTS = {
  title: 'Trafność <prognoz>',
  subtitle: '',
  predictedAxis: 'prawdopodobieństwo',
  wonAxis: 'wygrane',
  percent: (share: number) => `${Math.round(100 * share)} %`,
  deals: (n: number) => `${n} szans`,
};
const heights = (svg: string): readonly number[] => [...svg.matchAll(/cy="([\d.]+)"/g)].map(([, cy]) => Number(cy));

describe('the picture of a calibration', () => {
  test('draws a dot per group of deals, higher where more of them won, with their number', () => {
    const svg = calibrationSvg(
      [
        { n: 40, meanP: 0.1, wonShare: 0.12 },
        { n: 9, meanP: 0.9, wonShare: 0.8 },
      ],
      TEXTS,
    );
    const [low = 0, high = 0] = heights(svg);
    expect(high).toBeLessThan(low);
    expect(svg).toContain('40 szans');
    expect(svg).toContain('Trafność &lt;prognoz&gt;');
  });

  test('can be drawn without a deal, and where all or none won', async () => {
    for (const points of [[], [{ n: 1, meanP: 0, wonShare: 0 }], [{ n: 1, meanP: 1, wonShare: 1 }]])
      expect((await renderPng(calibrationSvg(points, TEXTS, 'dark'))).length).toBeGreaterThan(1000);
  });
});
