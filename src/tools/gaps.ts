import { z } from 'zod';
import type { CandidateLine } from '../core/funnel/gap-line.ts';
import { loadGaps } from '../slack/steps/load-gaps.ts';
import { gapList } from '../slack/views/funnel/plan/gap-list.ts';
import { moneyOutput, toMoneyOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import { pipelineInput, readPipeline } from './read-input.ts';
import { defineTool } from './tool.ts';

/** Stages that are short of deals, and the smallest set of actions that fills them. */
export const gapsTool = defineTool({
  name: 'gaps',
  title: 'Stage gaps',
  description:
    'Stages that have run dry or soon will, what each needs and why, which deals to move and whom to ask; stages that hold too many; how far targets are covered.',
  input: z.object({ pipeline: pipelineInput }),
  output: z.object({
    message: z.string(),
    gaps: z.array(
      z.object({
        stage: z.object({ id: z.string(), name: z.string() }),
        deals: z.int(),
        needed: z.int(),
        costs: moneyOutput.nullable().describe('Expected value that the gap costs if nothing is done'),
        newDeals: z.int().describe('New deals that are asked for'),
        moves: z.array(
          z.object({
            ref: z.string(),
            name: z.string(),
            owner: z.string(),
            toStage: z.string().describe('Id of the stage that it would go to'),
            missing: z.array(z.string()).describe('What it lacks for that'),
          }),
        ),
      }),
    ),
    overfull: z.array(z.object({ stage: z.object({ id: z.string(), name: z.string() }), deals: z.int() })),
  }),
  right: 'funnel.see',
  writes: false,
  run: async (asked, given) => {
    const within = readPipeline(asked, given.pipeline);
    if ('refused' in within) return within.refused;
    const { context } = within;
    const { gaps, overfull, lead, listContext } = await loadGaps(context);
    const { members } = listContext;
    const toMove = ({ number, name, ownerId, toStageId, missing }: CandidateLine) => ({
      ...{ ref: `D-${number}`, name, owner: members.get(ownerId)?.name ?? ownerId },
      ...{ toStage: toStageId, missing: [...missing] },
    });
    return {
      ok: true,
      output: {
        message: plainMessage(gapList(context.m, { gaps, overfull, lead }, listContext), members),
        gaps: gaps.map((gap) => ({
          stage: { id: gap.stageId, name: gap.name },
          ...{ deals: gap.count, needed: gap.needed, newDeals: gap.newDeals },
          costs:
            gap.costMinor <= 0 || gap.currency === null
              ? null
              : toMoneyOutput({ minor: Math.round(gap.costMinor), currency: gap.currency }),
          moves: gap.candidates.map(toMove),
        })),
        overfull: overfull.map(({ stageId, name, count }) => ({ stage: { id: stageId, name }, deals: count })),
      },
    };
  },
});
