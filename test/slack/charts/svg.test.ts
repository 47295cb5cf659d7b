import { describe, expect, test } from 'vitest';
import { escapeXml, roundedPolygon, textElement } from '../../../src/slack/charts/svg.ts';

describe('SVG', () => {
  test('text keeps its meaning when it holds markup', () => {
    expect(escapeXml(`<b>&"'`)).toBe('&lt;b&gt;&amp;&quot;&#39;');
  });

  test('an empty text is no element', () => {
    expect(textElement('', { x: 0, y: 0, font: { size: 12, weight: 400 }, fill: '#000000' })).toBe('');
  });

  test('a corner is rounded by the radius', () => {
    const square = [0, 1, 2, 3].map((i) => ({ x: i === 1 || i === 2 ? 20 : 0, y: i > 1 ? 20 : 0 }));
    expect(roundedPolygon(square, 6)).toBe('M0 6Q0 0 6 0L14 0Q20 0 20 6L20 14Q20 20 14 20L6 20Q0 20 0 14Z');
  });

  test('a sliver is rounded by half its width only', () => {
    const sliver = [0, 1, 2, 3].map((i) => ({ x: i === 1 || i === 2 ? 4 : 0, y: i > 1 ? 90 : 0 }));
    expect(roundedPolygon(sliver, 6)).toContain('Q0 0 2 0L2 0Q4 0 4 6');
  });
});
