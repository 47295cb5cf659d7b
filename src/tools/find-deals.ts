import { z } from 'zod';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { foundDeals } from '../slack/views/deal/lists/found-deals.ts';
import { dealOutput, toDealOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import { text } from './read-input.ts';
import { defineTool } from './tool.ts';

/** Deals by part of a name or company, closed ones too. */
export const findDealsTool = defineTool({
  name: 'find_deals',
  title: 'Find deals',
  description: 'Finds deals, closed ones too, by number or by any part of a name or company; typing errors are forgiven.',
  input: z.object({
    text: text('Number, or part of a name or company', 200).min(1),
    limit: z.int().min(1).max(50).default(10).describe('How many at most'),
  }),
  output: z.object({
    message: z.string(),
    deals: z.array(dealOutput),
    exact: z.boolean().describe('False: none contains the text, and these only look alike'),
  }),
  right: 'deal.see',
  writes: false,
  run: async (context, { text: typed, limit }) => {
    const { member, m } = context;
    const found = await context.deals.search(typed, { openOnly: false, ownerId: member.id, limit: limit + 1 });
    const deals = found.deals.slice(0, limit);
    const more = found.exact && found.deals.length > limit;
    const page = { typed, deals, offset: 0, more, exact: found.exact };
    const { members } = await loadRefusalContext(context);
    const message = plainMessage(foundDeals(m, page, { ...context, reader: member }), members);
    const outputs = deals.map((deal) => toDealOutput(context, deal, members));
    return { ok: true, output: { message, deals: outputs, exact: found.exact } };
  },
});
