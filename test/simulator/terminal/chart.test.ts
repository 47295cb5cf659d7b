import { describe, expect, it } from 'vitest';
import { bar } from '../../../simulator/terminal/chart.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';

const lines = (chart: object, width = 40) =>
  renderMessage({ blocks: [{ type: 'data_visualization', title: 'Open deals', chart }] }, { width }).split('\n');
const series = (name: string, ...values: number[]) => ({
  name,
  data: values.map((value, index) => ({ label: ['Lead', 'Ofertą'][index] ?? '', value })),
});
const axis_config = { categories: ['Lead', 'Ofertą'], x_label: 'Stage', y_label: 'deals' };

describe('a bar', () => {
  it.each([
    [1, '████'],
    [0.5, '██'],
    [0.625, '██▌'],
    [0.001, '▏'],
    [0, ''],
    [-1, ''],
    [2, '████'],
  ])('of %d of the largest is %s', (share, drawn) => expect(bar(share, 4)).toBe(drawn));
});

describe('a chart', () => {
  it('draws one bar a category, the largest the longest, and names its axes', () => {
    expect(lines({ type: 'bar', series: [series('Deals', 8, 4)], axis_config }, 24)).toEqual([
      'Open deals',
      'Lead   ███████████████ 8',
      'Ofertą ███████▌ 4',
      'Stage · deals',
    ]);
  });

  it('names the series when there are several', () => {
    const drawn = lines({
      type: 'line',
      series: [series('won', 8, 4), series('lost', 4, 0)],
      axis_config: { categories: ['Lead', 'Ofertą'] },
    });
    expect(drawn.map((line) => line.replace(/[█▌▊▎▏▍▋▉]+/u, '#'))).toEqual([
      'Open deals',
      'Lead won    # 8',
      '     lost   # 4',
      'Ofertą won  # 4',
      '       lost 0',
    ]);
  });

  it('of a pie gives each segment its share', () => {
    const segments = [
      { label: 'Won', value: 3 },
      { label: 'Lost', value: 1 },
    ];
    expect(lines({ type: 'pie', segments }).slice(1)).toEqual([
      expect.stringMatching(/^Won {2}█+ 3 \(75%\)$/u),
      expect.stringMatching(/^Lost █+.? 1 \(25%\)$/u),
    ]);
  });

  it('shows what is below zero with its sign', () => {
    expect(lines({ type: 'area', series: [series('Change', 4, -4)], axis_config }).join('\n')).toMatch(/Ofertą █+ -4/u);
  });

  it('without data says so', () => expect(lines({ type: 'pie', segments: [] })).toEqual(['Open deals', '(no data)']));
});
