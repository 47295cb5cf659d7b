import { describe, expect, it } from 'vitest';
import { advance, win } from '../../../src/core/deal/advance.ts';
import { lose } from '../../../src/core/deal/close.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { digestSuggestions, suggestionOutcome } from '../../../src/core/funnel/suggestions.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { safe } from '../../../src/locale/safe-text.ts';
import { digestMessage } from '../../../src/slack/views/funnel/digest.ts';
import {
  acceptedChange,
  actBy,
  type DealWithHistory,
  freshDeal,
  MONDAY,
  PIPELINE,
  withChange,
} from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';
import { viewData } from '../../support/view-data.ts';

const [FROM, TO] = [MONDAY + DAY_MS, MONDAY + 8 * DAY_MS];
const MAY = { anyway: { remindOn: '2026-12-25' as const } };
const advancedAfter = (life: DealWithHistory, days: number): DealWithHistory =>
  withChange(life, acceptedChange(advance(life.file, { pipeline: PIPELINE, ...MAY }, actBy('anna', FROM + days * DAY_MS))));
const wonAfter = (life: DealWithHistory, days: number): DealWithHistory => {
  const answers = { ticks: PIPELINE.stages.flatMap(({ criteria }) => criteria.map(({ id }) => id)) };
  const deal = priced(100);
  return withChange(
    life,
    acceptedChange(win(life.file, { pipeline: PIPELINE, answers: { ...answers, deal } }, actBy('anna', FROM + days * DAY_MS))),
  );
};
const start = () => freshDeal({ stageId: 'needs' });
const outcome = (...lives: readonly DealWithHistory[]) =>
  suggestionOutcome(
    lives.map((_, index) => ({ number: index, toStageId: 'decision' })),
    { histories: new Map(lives.map(({ history }, index) => [index, history])), pipeline: PIPELINE },
    { from: FROM, to: TO },
  );
const ids = PIPELINE.stages.map(({ id }) => id);

const PROMISE = { what: 'move', memberId: 'piotr', toStage: 'Offer', dueOn: '2026-11-20', done: false, name: 'Bielik' } as const;

describe('what came of last week’s suggestions', () => {
  it('counts moves that reached the stage or went further, and wins', () => {
    const toStage = ids[ids.indexOf('needs') + 1] ?? '';
    expect(toStage).toBe('decision');
    expect(
      outcome(
        start(),
        advancedAfter(start(), 1),
        advancedAfter(advancedAfter(start(), 1), 2),
        wonAfter(advancedAfter(start(), 1), 3),
      ),
    ).toEqual({
      suggested: 4,
      made: 3,
      won: 1,
    });
  });

  it('leaves out what happened before or after, was taken back, or was lost', () => {
    const early = withChange(
      start(),
      acceptedChange(advance(start().file, { pipeline: PIPELINE, ...MAY }, actBy('anna', FROM - 1))),
    );
    const moved = advancedAfter(start(), 1);
    const back = withChange(moved, acceptedChange(undo(moved.file, moved.history, actBy('anna', FROM + DAY_MS + 1))));
    const lost = withChange(
      start(),
      acceptedChange(lose(start().file, { pipeline: PIPELINE, reasonId: 'decision', note: '' }, actBy('anna', FROM + DAY_MS))),
    );
    expect(outcome(early, advancedAfter(start(), 8), back, lost)).toEqual({ suggested: 4, made: 0, won: 0 });
  });

  it('says the same afterwards, whatever happened since', () => {
    const moved = advancedAfter(start(), 6.9);
    const later = withChange(
      moved,
      acceptedChange(undo(moved.file, moved.history, actBy('anna', FROM + 6.9 * DAY_MS + 500_000))),
    );
    const undoneAfter = {
      ...later,
      history: later.history.map((event) => (event.kind === 'undone' ? { ...event, at: TO + 1 } : event)),
    };
    expect(outcome(undoneAfter)).toEqual(outcome(moved));
  });

  it('is about the move that the digest names, not about the others of its plan', () => {
    const { facts } = viewData('en', 'usual');
    const promises = facts.promises.filter((each) => each.what !== 'move');
    const [named] = digestSuggestions({ ...facts, promises });
    expect(named).toEqual({ number: 141, toStageId: 'offer' });
    const message = JSON.stringify(
      digestMessage(LANGUAGES.en, { ...facts, promises }, { members: new Map(), solo: true, alertIdByStage: new Map() }),
    );
    expect([141, 142].filter((number) => message.includes(`D-${number} `))).toEqual([141]);
    const others = facts.gaps.flatMap(({ candidates }) => candidates).map(({ number }) => number);
    expect(others).toContain(142);
    const taken = others.slice(0, 1).map((number) => ({ ...PROMISE, number }));
    expect(digestSuggestions({ ...facts, promises: taken })).toEqual([{ number: 142, toStageId: 'offer' }]);
    expect(digestSuggestions({ ...facts, verdict: { kind: 'early', deals: 3 } })).toEqual([]);
    expect(digestSuggestions({ ...facts, gaps: [] })).toEqual([]);
  });

  it('names the move where it was one', () => {
    const move = safe`D-324 Hillcrest to Decision`;
    const told = (made: boolean, won: boolean) =>
      (['en', 'pl'] as const).map((language) => LANGUAGES[language].digest.thread.lastWeekMove({ move, made, won }));
    expect(told(false, false)).toEqual([
      "Last week's suggestion: D-324 Hillcrest to Decision · not done",
      'Podpowiedź z zeszłego tygodnia: D-324 Hillcrest to Decision · niezrobione',
    ]);
    expect(told(true, false)[0]).toBe("Last week's suggestion: D-324 Hillcrest to Decision · done");
    expect(told(true, true)).toEqual([
      "Last week's suggestion: D-324 Hillcrest to Decision · done, and won",
      'Podpowiedź z zeszłego tygodnia: D-324 Hillcrest to Decision · zrobione i wygrane',
    ]);
  });

  it.each([
    ['en', [3, 2, 1], 'Last week I suggested 3 moves: 2 were made, 1 deal was won'],
    ['en', [1, 1, 0], 'Last week I suggested 1 move: 1 was made'],
    ['en', [5, 0, 0], 'Last week I suggested 5 moves: none was made'],
    ['pl', [3, 2, 1], 'Podpowiedzi z zeszłego tygodnia: 3, wykonane: 2, wygrane: 1'],
    ['pl', [1, 0, 0], 'Podpowiedzi z zeszłego tygodnia: 1, wykonane: 0'],
    ['pl', [5, 5, 5], 'Podpowiedzi z zeszłego tygodnia: 5, wykonane: 5, wygrane: 5'],
  ] as const)('in %s, of %j: %s', (language, [suggested, made, won], sentence) => {
    expect(LANGUAGES[language].digest.thread.lastWeek({ suggested, made, won })).toBe(sentence);
  });
});
