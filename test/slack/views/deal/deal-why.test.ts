import { expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import type { Language } from '../../../../src/core/people/language.ts';
import { stageById } from '../../../../src/core/pipeline/stage.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { dealWhy } from '../../../../src/slack/views/deal/deal-why.ts';
import { viewData } from '../../../support/view-data.ts';

/** Of a stage of which 23% are won, and which half leave within 8 days. */
function why(
  language: Language,
  { win, byAge, days = 14, mayEstimate = true }: { win: number; byAge: number; days?: number; mayEstimate?: boolean },
) {
  const data = viewData(language, 'usual');
  const stage = stageById(data.pipeline, 'decision');
  if (stage === undefined) throw new Error('there is no such stage');
  const chances = { low: win / 2, high: win * 1.5, n: 107, mostlyAssumption: false, passRate: 0.67, medianDays: 8 };
  const facts = {
    now: { ...chances, win },
    stage: { ...chances, win: 0.23 },
    byAge,
    days,
    estimate: undefined,
    mayEstimate,
    stages: [],
  };
  const message = dealWhy(LANGUAGES[language], { deal: data.file.deal, stage }, facts);
  return renderMessage(message, { width: 200 });
}

it.each([
  ['en', 'longer than most', 'won more often', 'won less often', 'size and owner count as well'],
  ['pl', 'dłużej niż większość', 'częściej niż inne', 'rzadziej niż inne', 'Liczy się też wielkość'],
] as const)(
  'a win probability that differs from that of its stage says why, in %s',
  (language, older, raises, lowers, counts) => {
    const said = (facts: Parameters<typeof why>[1]) =>
      [older, raises, lowers, counts].filter((words) => why(language, facts).includes(words));
    expect(said({ win: 0.23, byAge: 0.23, days: 3 })).toEqual([]);
    expect(said({ win: 0.18, byAge: 0.18 })).toEqual([older]);
    // As long on its stage as the one above, and yet likelier.
    expect(said({ win: 0.28, byAge: 0.18 })).toEqual([older, raises]);
    expect(said({ win: 0.12, byAge: 0.18 })).toEqual([older, lowers]);
    expect(said({ win: 0.28, byAge: 0.23, days: 3 })).toEqual([raises]);
    // How a colleague fares is theirs and the managers' to know.
    expect(said({ win: 0.12, byAge: 0.18, mayEstimate: false })).toEqual([older, counts]);
  },
);

it.each([
  ['en', 'An open deal is never at 0% or 100%.'],
  ['pl', 'Otwarta szansa nigdy nie ma 0% ani 100%.'],
] as const)('that no deal is certain is said only where a figure would say so, in %s', (language, sentence) => {
  expect(why(language, { win: 0.004, byAge: 0.004 })).toContain(sentence);
  expect(why(language, { win: 0.996, byAge: 0.996 })).toContain(sentence);
  expect(why(language, { win: 0.21, byAge: 0.21 })).not.toContain(sentence);
});
