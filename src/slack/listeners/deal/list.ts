import { pipelineOf } from '../../../core/pipeline/pipelines.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { readListFilter } from '../../steps/input/read-list-filter.ts';
import { DEALS_PER_PAGE, dealList } from '../../views/deal/lists/deal-list.ts';
import { LIST_DEALS } from '../../views/deal/lists/my-deals.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';

/** Names in one sentence. */
const MAX_NAMES = 8;

async function showList(context: RequestContext, typed: string, offset: number): Promise<Reply> {
  const read = await readListFilter(context, typed);
  if ('unknown' in read) {
    const { unknown, people = [] } = read;
    const { lists } = context.m;
    const sentence =
      people.length > 1
        ? lists.severalPeople(people.slice(0, MAX_NAMES).map(memberNameText))
        : lists.badFilter(literal(unknown, 60));
    return { kind: 'say', message: textMessage(sentence) };
  }
  const { pipelines } = context;
  const { pipelineId } = read.filter;
  // The title of a list that is of one says which.
  const told =
    pipelineId === undefined ? { pipeline: context.pipeline, pipelines } : { pipeline: pipelineOf(pipelines, { pipelineId }) };
  const isClosed = (read.filter.outcome ?? 'open') !== 'open';
  const page = { order: isClosed ? 'closed' : 'attention', today: context.today, limit: DEALS_PER_PAGE, offset } as const;
  const [{ deals, total }, { members }] = await Promise.all([context.deals.list(read.filter, page), loadRefusalContext(context)]);
  return {
    kind: 'say',
    message: dealList(
      context.m,
      { deals, total, offset, what: read.what, filter: typed, timeZone: context.timeZone, today: context.today, isClosed },
      { ...told, reader: context.member, members: context.solo ? new Map() : members },
    ),
    replacesOriginal: true,
  };
}

/** Lists of deals, a page at a time. */
export const listFlow = {
  dealCommands: { list: { takesDeal: null, opensForm: false, isRead: true, run: (context, rest) => showList(context, rest, 0) } },
  buttons: {
    [LIST_DEALS]: {
      isRead: true,
      run: (context, press) => {
        const [, offset = '0', filter = ''] = /^(\d{1,7}) ?(.*)$/s.exec(press.value) ?? [];
        return showList(context, filter, Number(offset));
      },
    },
  },
} satisfies Flow;
