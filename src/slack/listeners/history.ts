import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { HISTORY } from '../views/deal-actions.ts';
import { readDealValue } from '../views/deal-value.ts';
import { STORY_PAGE, story } from '../views/story.ts';
import { oneDeal } from '../which.ts';

async function tell(visit: Visit, number: number, offset: number): Promise<Answer> {
  const [file, history, { members }] = await Promise.all([
    visit.tenant.deals.file(number),
    visit.tenant.deals.history(number),
    refusalContext(visit),
  ]);
  if (file === undefined) return { do: 'say', message: say(visit.m.common.gone) };
  const latestFirst = history.toReversed();
  const ids = latestFirst.slice(offset, offset + STORY_PAGE).flatMap(({ noteId }) => noteId ?? []);
  const kept = await Promise.all(ids.map(async (id) => [id, await visit.tenant.deals.note(id)] as const));
  const notes = new Map(kept.flatMap(([id, note]) => (note === undefined ? [] : [[id, note] as const])));
  const context = { pipeline: visit.pipeline, members, timeZone: visit.timeZone, notes };
  return { do: 'say', message: story(visit.m, file.deal, latestFirst, offset, context), instead: true };
}

/** The whole story of a deal, a page at a time. */
export const historyFlow: Flow = {
  deal: {
    history: {
      opens: false,
      run: async (visit, rest) => {
        const one = await oneDeal(visit, rest, { ask: visit.m.life.whichHistory, choose: HISTORY, openOnly: false });
        return 'answer' in one ? one.answer : tell(visit, one.deal.number, 0);
      },
    },
  },
  buttons: {
    [HISTORY]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        const offset = Number(press.value.split(' ')[1] ?? 0);
        if (seen === undefined) return { do: 'say', message: say(visit.m.common.gone) };
        return tell(visit, seen.number, Number.isSafeInteger(offset) && offset > 0 ? offset : 0);
      },
    },
  },
};
