import { z } from 'zod';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { readListFilter } from '../slack/steps/input/read-list-filter.ts';
import { literal, memberNameText, toPlainText } from '../slack/views/kit/text.ts';
import { dealOutput, toDealOutput } from './deal-output.ts';
import { asSlackText, pipelineInput, readPipeline, text } from './read-input.ts';
import { refuseTool } from './refuse.ts';
import { defineTool } from './tool.ts';

/** Lists of deals by the words of `/deal list`. */
export const listDealsTool = defineTool({
  name: 'list_deals',
  title: 'List deals',
  description:
    'Lists deals, those that need somebody first. The filter is what follows `/deal list` in Slack, in English or Polish: "mine", a name, a stage, "stale", "overdue", "no next step", "over 20k", "closing this month", "won last quarter", and combinations. Without a filter: all open deals.',
  input: z.object({
    filter: text('Which deals', 300).default(''),
    pipeline: pipelineInput,
    limit: z.int().min(1).max(100).default(20).describe('How many at most'),
    offset: z.int().min(0).max(100_000).default(0).describe('How many to leave out'),
  }),
  output: z.object({ message: z.string(), deals: z.array(dealOutput), total: z.int() }),
  right: 'deal.see',
  writes: false,
  run: async (asked, { filter: typed, pipeline, limit, offset }) => {
    const within = readPipeline(asked, pipeline);
    if ('refused' in within) return within.refused;
    const { context } = within;
    const { m, today } = context;
    const read = await readListFilter(context, asSlackText(typed));
    if ('unknown' in read) {
      const { unknown, people = [] } = read;
      return people.length > 1
        ? refuseTool('noSuchPerson', m.api.severalPeople(people.slice(0, 8).map(memberNameText)))
        : refuseTool('badInput', m.lists.badFilter(literal(unknown, 60)));
    }
    const filter = pipeline === undefined ? read.filter : { ...read.filter, pipelineId: context.pipeline.id };
    const order = (filter.outcome ?? 'open') === 'open' ? 'attention' : 'closed';
    const [{ deals, total }, { members }] = await Promise.all([
      context.deals.list(filter, { order, today, limit, offset }),
      loadRefusalContext(context),
    ]);
    const span = { what: read.what, from: offset + 1, to: offset + deals.length, total: deals.length === 0 ? 0 : total };
    const message = toPlainText(m.lists.title(span));
    return { ok: true, output: { message, deals: deals.map((deal) => toDealOutput(context, deal, members)), total } };
  },
});
