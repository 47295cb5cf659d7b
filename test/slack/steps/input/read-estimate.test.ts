import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { readForm } from '../../../../src/slack/request/form.ts';
import { readEstimate } from '../../../../src/slack/steps/input/read-estimate.ts';

const TODAY = '2026-11-16';

const readWin = (win: string, until = '2026-12-12', reason = 'verbal yes') =>
  readEstimate(
    { m: LANGUAGES.en, today: TODAY },
    readForm({ win: { win: { value: win } }, until: { until: { selected_date: until } }, reason: { reason: { value: reason } } }),
  );

describe('the form of an own estimate', () => {
  it.each(['0', '100', '-5', '50.5', '1e9', 'many', ''])('asks again for %j, which is no percentage of an open deal', (typed) => {
    expect(readWin(typed)).toEqual({ errors: { win: LANGUAGES.en.estimate.noPercent } });
  });

  it('takes whole numbers from 1 to 99, and a last day from today on', () => {
    expect(readWin('1', TODAY, ' verbal  yes ')).toEqual({ own: { win: 0.01, until: TODAY, reason: 'verbal yes' } });
    expect(readWin('99')).toMatchObject({ own: { win: 0.99 } });
  });

  it('says at once all that is missing', () => {
    expect(Object.keys((readWin('0', '2026-11-15', ' ') as { readonly errors: object }).errors)).toEqual([
      'win',
      'until',
      'reason',
    ]);
  });
});
