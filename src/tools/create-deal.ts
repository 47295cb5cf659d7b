import { z } from 'zod';
import { NOTE_LIMIT } from '../core/deal/edit.ts';
import { toStepFields } from '../core/deal/next-steps.ts';
import { isAllowed } from '../core/people/rights.ts';
import { normalizeText } from '../input/slack-text.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { findOpenDealOfCompany, openPipeline, saveNewDeal } from '../slack/steps/save-new-deal.ts';
import { dealCreated } from '../slack/views/deal/deal-created.ts';
import { toDealOutput, writtenOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import {
  contactInput,
  dayInput,
  keyInput,
  moneyInput,
  pipelineInput,
  readOwner,
  readPipeline,
  readValue,
  stepInput,
  text,
} from './read-input.ts';
import { refuseSave, refuseTool } from './refuse.ts';
import { defineTool } from './tool.ts';

const trimmed = (typed: string | undefined): string | null => normalizeText(typed ?? '') || null;

/** What of a contact was given. */
export function readContact({
  contactName,
  contactEmail,
  contactPhone,
}: { [Key in keyof typeof contactInput]?: string | undefined }) {
  const [name, email, phone] = [contactName, contactEmail, contactPhone].map(trimmed);
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

/** A new deal in the first stage of a pipeline. */
export const createDealTool = defineTool({
  name: 'create_deal',
  title: 'Create a deal',
  description:
    'Opens a deal in the first stage. Refused as duplicate where the company has an open deal already, unless anotherDeal is true.',
  input: z.object({
    name: text('What it is about: a short name', 300),
    company: text('The customer', 300).optional(),
    ...moneyInput,
    closeOn: dayInput('Expected close date, not in the past').optional(),
    owner: text('Whose it is: Slack’s id or name; yours where not given', 200).optional(),
    ...contactInput,
    ...stepInput,
    note: text('What is to be remembered of it', NOTE_LIMIT).optional(),
    pipeline: pipelineInput,
    anotherDeal: z.boolean().optional().describe('True: open it although the company has an open deal'),
    ...keyInput,
  }),
  output: writtenOutput('made it'),
  right: 'deal.open',
  writes: true,
  run: async (asked, input) => {
    if (!isAllowed(asked.member.role, 'deal.open')) return refuseTool('notAllowed', asked.m.refusals.readsOnly);
    const within = readPipeline({ ...asked, pipeline: openPipeline(asked) }, input.pipeline);
    if ('refused' in within) return within.refused;
    const { context } = within;
    const { m, today } = context;
    const whose = await readOwner(context, input.owner);
    if ('refused' in whose) return whose.refused;
    const read = await readValue(context, input);
    if ('refused' in read) return read.refused;
    const step = trimmed(input.nextStep);
    const on = input.nextStepOn ?? null;
    if (step !== null && on !== null && on < today) return refuseTool('pastDate', m.input.date.past);
    const company = trimmed(input.company);
    const contact = readContact(input);
    const note = trimmed(input.note);
    const entered = {
      owner: whose.owner,
      details: {
        ...{ name: normalizeText(input.name), company, closeOn: input.closeOn ?? null },
        ...read.value,
        ...(Object.keys(contact).length === 0 ? {} : { contact }),
        ...(step === null ? {} : toStepFields([{ step, on }])),
      },
      note: note === null ? undefined : ({ kind: 'note', text: note } as const),
    };
    const twin = company === null || input.anotherDeal === true ? undefined : await findOpenDealOfCompany(context, company);
    const saved = await saveNewDeal(context, { ...entered, twin });
    if (!saved.ok) return refuseSave(context, undefined, saved);
    const { members } = await loadRefusalContext(context);
    const { deal } = saved.file;
    const message = dealCreated(m, deal, { pipeline: context.pipeline, owner: whose.owner, asker: context.member });
    return {
      ok: true,
      output: {
        message: plainMessage(message, members),
        deal: toDealOutput(context, deal, members),
        repeated: saved.isRepeat,
      },
    };
  },
});
