import { z } from 'zod';
import { criteriaToAsk } from '../core/deal/criteria.ts';
import { isOpen } from '../core/deal/deal.ts';
import { nextStage, stageById } from '../core/pipeline/stage.ts';
import { dealPipeline, inPipelineOf } from '../slack/request/deal-pipeline.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { dealLine } from '../slack/views/deal/deal-title.ts';
import { toPlainText } from '../slack/views/kit/text.ts';
import { dealOutput, toDealOutput } from './deal-output.ts';
import { dealInput, readDeal } from './read-input.ts';
import { defineTool } from './tool.ts';

/** Events of a deal that are told, the latest. */
const MAX_EVENTS = 20;

const criterion = z.object({ id: z.string(), text: z.string(), field: z.string().nullable() });

/** One deal whole: what it is, what its next stage asks for, and what happened to it. */
export const showDealTool = defineTool({
  name: 'show_deal',
  title: 'Show a deal',
  description:
    'One deal: contact, notes and last events, the recommended actions of its stage, and what its next stage still asks for.',
  input: z.object({ deal: dealInput }),
  output: z.object({
    message: z.string(),
    deal: dealOutput,
    contact: z.object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      decider: z.string().nullable(),
    }),
    recommendedActions: z.array(z.string()),
    nextStage: z
      .object({ id: z.string(), name: z.string(), missing: z.array(criterion).describe('What advance_deal has to be given') })
      .nullable(),
    events: z.array(
      z.object({
        at: z.iso.datetime(),
        kind: z.string(),
        by: z.string(),
        through: z.string(),
        toStage: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
  right: 'deal.see',
  writes: false,
  run: async (asked, { deal: typed }) => {
    const read = await readDeal(asked, typed);
    if ('refused' in read) return read.refused;
    const { file } = read;
    const { deal } = file;
    const context = inPipelineOf(asked, deal);
    const { m } = context;
    const pipeline = dealPipeline(context, deal);
    const [history, { members }] = await Promise.all([context.deals.history(deal.number), loadRefusalContext(context)]);
    const next = isOpen(deal) ? nextStage(pipeline, deal.stageId) : undefined;
    const events = await Promise.all(
      history.slice(-MAX_EVENTS).map(async ({ at, kind, actorId, through, toStageId, noteId }) => ({
        ...{ at: new Date(at).toISOString(), kind, by: members.get(actorId)?.name ?? actorId, through },
        toStage: toStageId === null ? null : (stageById(pipeline, toStageId)?.name ?? toStageId),
        note: noteId === null ? null : ((await context.deals.noteText(noteId)) ?? null),
      })),
    );
    const missing = next === undefined ? [] : criteriaToAsk(pipeline, next, file);
    return {
      ok: true,
      output: {
        message: toPlainText(dealLine(m, deal, pipeline)),
        deal: toDealOutput(context, deal, members),
        contact: { ...file.contact },
        recommendedActions: (stageById(pipeline, deal.stageId)?.actions ?? []).map((action) => action.text),
        nextStage:
          next === undefined
            ? null
            : {
                ...{ id: next.id, name: next.name },
                missing: missing.map(({ id, text, field }) => ({ id, text, field: field ?? null })),
              },
        events,
      },
    };
  },
});
