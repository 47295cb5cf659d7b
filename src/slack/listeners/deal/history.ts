import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { HISTORY } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealHistory, HISTORY_PAGE_SIZE } from '../../views/deal/deal-history.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function showHistory(context: RequestContext, number: number, offset: number): Promise<Reply> {
  const [file, history, { members }] = await Promise.all([
    context.deals.file(number),
    context.deals.history(number),
    loadRefusalContext(context),
  ]);
  if (file === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  const latestFirst = history.toReversed();
  const ids = latestFirst.slice(offset, offset + HISTORY_PAGE_SIZE).flatMap(({ noteId }) => noteId ?? []);
  const kept = await Promise.all(ids.map(async (id) => [id, await context.deals.note(id)] as const));
  const notes = new Map(kept.flatMap(([id, note]) => (note === undefined ? [] : [[id, note] as const])));
  const { pipelines } = context;
  const viewContext = { pipeline: context.pipeline, pipelines, members, timeZone: context.timeZone, notes };
  return {
    kind: 'say',
    message: dealHistory(context.m, { deal: file.deal, latestFirst, offset }, viewContext),
    replacesOriginal: true,
  };
}

/** The whole story of a deal, a page at a time. */
export const historyFlow = {
  dealCommands: {
    history: {
      takesDeal: 'whole',
      isRead: true,
      opensForm: false,
      run: async (context, rest) => {
        const one = await resolveDealOrAsk(context, rest, {
          ask: context.m.dealActions.whichHistory,
          choose: HISTORY,
          openOnly: false,
        });
        return 'answer' in one ? one.answer : showHistory(context, one.deal.number, 0);
      },
    },
  },
  buttons: {
    [HISTORY]: {
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        const offset = Number(press.value.split(' ')[1] ?? 0);
        if (seen === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
        return showHistory(context, seen.number, Number.isSafeInteger(offset) && offset > 0 ? offset : 0);
      },
    },
  },
} satisfies Flow;
