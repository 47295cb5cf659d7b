import { z } from 'zod';
import { loadDealWhy } from '../facts/deal-why-facts.ts';
import { inPipelineOf } from '../slack/request/deal-pipeline.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { dealTitle } from '../slack/views/deal/deal-title.ts';
import { dealWhy } from '../slack/views/deal/deal-why.ts';
import { dealOutput, toDealOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import { dealInput, readDeal } from './read-input.ts';
import { refuseTool } from './refuse.ts';
import { defineTool } from './tool.ts';

const probability = z.object({
  win: z.number().describe('0..1'),
  low: z.number().describe('8 in 10 lie between low and high'),
  high: z.number(),
  deals: z.int().describe('Past deals that it rests on'),
  mostlyAssumption: z.boolean(),
});

/** What a deal's win probability rests on. */
export const whyTool = defineTool({
  name: 'why',
  title: 'Why this win probability',
  description:
    'What the win probability of an open deal rests on: its stage, how long it has been there, and the team’s own history.',
  input: z.object({ deal: dealInput }),
  output: z.object({
    message: z.string(),
    deal: dealOutput,
    now: probability.describe('After so many days in its stage'),
    onEntering: probability.describe('Of any deal that enters this stage'),
    daysInStage: z.int(),
    usualDaysInStage: z.number().nullable(),
    ownEstimate: z.number().nullable().describe('0..1: what a person has set beside it'),
  }),
  right: 'deal.see',
  writes: false,
  run: async (asked, { deal: typed }) => {
    const found = await readDeal(asked, typed, true);
    if ('refused' in found) return found.refused;
    const { deal } = found.file;
    const context = inPipelineOf(asked, deal);
    const { m } = context;
    const [why, { members }] = await Promise.all([loadDealWhy(context, deal), loadRefusalContext(context)]);
    if (why === undefined) return refuseTool('closed', m.digest.why.closed(dealTitle(deal)));
    const toOutput = ({ win, low, high, n, mostlyAssumption }: typeof why.now) => ({
      ...{ win, low, high, deals: Math.round(n), mostlyAssumption },
    });
    return {
      ok: true,
      output: {
        message: plainMessage(dealWhy(m, { deal, stage: why.inStage }, { ...why, stages: [] }), members),
        deal: toDealOutput(context, deal, members),
        now: toOutput(why.now),
        onEntering: toOutput(why.stage),
        daysInStage: why.days,
        usualDaysInStage: why.stage.medianDays,
        ownEstimate: why.estimate?.win ?? null,
      },
    };
  },
});
