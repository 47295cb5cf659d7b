import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/slack/charts/display-width.ts';
import { textTable } from '../../../src/slack/charts/text-table.ts';

const HEAD = ['Stage', 'On', '8 in 10', 'Team', 'Left'];

describe('a table of text', () => {
  it('lines its columns up, names on the left', () => {
    expect(textTable([HEAD, ['Lead', '62%', '55–68%', '60%', '34'], ['Negotiation', '–', '–', '71%', '6/10']])).toBe(
      ['Stage         On 8 in 10 Team Left', 'Lead         62%  55–68%  60%   34', 'Negotiation    –       –  71% 6/10'].join(
        '\n',
      ),
    );
  });

  it('is at most 34 columns wide: long names are cut, numbers never', () => {
    const text = textTable([HEAD, ['Bardzo długa nazwa 🎉', '62%', '55–68%', '60%', '12 345 678']]);
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(34);
    expect(text).toContain('12 345 678');
    expect(text).toContain('…');
  });

  it('lets no name end the block or break the line', () => {
    expect(textTable([['a\nb```', '1']])).toBe("a b'''       1");
    expect(textTable([])).toBe('');
  });
});
