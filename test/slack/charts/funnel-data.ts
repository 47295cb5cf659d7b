import type { FunnelChartData, FunnelRow } from '../../../src/slack/charts/funnel-chart.ts';

/** A funnel of November with the rows given; each row says only what its test is about. */
export function funnelData(rows: readonly Partial<FunnelRow>[], changes: Partial<FunnelChartData> = {}): FunnelChartData {
  return {
    title: 'Lejek sprzedaży',
    subtitle: '86 otwartych szans',
    footer: 'Stan na 23 lis',
    sizeName: 'Szanse',
    rows: rows.map((row, i) => ({
      name: `Etap ${i + 1}`,
      size: 10,
      sizeLabel: String(row.size ?? 10),
      valueLabel: '48 tys. zł',
      note: 'dalej 52%',
      kind: 'open',
      ...row,
    })),
    ...changes,
  };
}
