import type { DealFile } from '../../../core/deal/deal.ts';
import { addNote, NOTE_LIMIT } from '../../../core/deal/edit.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { parsePermalink } from '../../../input/permalink.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import { dealPipeline } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeWithRetry, replyIfRefused, replySaved } from '../../steps/change-deal.ts';
import { loadDealOptions } from '../../steps/deal-options.ts';
import { replyIfNothingToPick } from '../../steps/nothing-to-pick.ts';
import { askWhichDeal, resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { resolveLeadingDeal } from '../../steps/resolve-leading-deal.ts';
import { readableText, SHORTCUTS } from '../../steps/shortcuts.ts';
import { NOTE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealFormData } from '../../views/deal/deal-form-data.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { NOTE_FORM, NOTE_TEXT, noteForm } from '../../views/deal/forms/note-form.ts';
import {
  NOTE_FROM_MESSAGE_DEAL,
  NOTE_FROM_MESSAGE_FORM,
  noteFromMessageForm,
  noteFromMessageFormData,
} from '../../views/deal/forms/note-from-message-form.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';

async function openNoteForm(context: RequestContext, number: number): Promise<Reply> {
  const file = await context.deals.file(number);
  const decision = file === undefined ? undefined : addNote(file, { text: '…' }, context.act);
  const refused = await replyIfRefused(context, { seen: { number }, file, decision });
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: noteForm(context.m, file.deal, dealPipeline(context, file.deal)) };
}

async function saveNote(
  context: RequestContext,
  number: number,
  {
    typed,
    link = null,
    loaded,
  }: { readonly typed: string; readonly link?: string | null; readonly loaded?: DealFile | undefined },
): Promise<Reply> {
  const { m } = context;
  const text = normalizeText(typed);
  if (text.length > NOTE_LIMIT)
    return { kind: 'say', message: textMessage(m.common.tooLong({ length: text.length, most: NOTE_LIMIT })) };
  const saved = await changeWithRetry(context, { number, loaded }, (file) => addNote(file, { text, link }, context.act));
  return replySaved(context, { seen: { number }, saved }, ({ file: { deal } }) => {
    const below = undoAndShowRow(m, deal);
    return textMessage(m.dealActions.noted(dealTitle(deal), literal(text, 300)), ...below);
  });
}

/** `<deal> <text>`: the longest beginning that names a deal counts; without a text a form asks for it. */
async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  const { m } = context;
  const choose = { id: NOTE, text: m.dealActions.noteButton };
  const split = rest.trim() === '' ? undefined : await resolveLeadingDeal(context, rest, true);
  if (split !== undefined && split.kind !== 'one') return askWhichDeal(context, split, choose);
  if (split !== undefined)
    return split.rest === ''
      ? openNoteForm(context, split.deal.number)
      : saveNote(context, split.deal.number, { typed: split.rest, loaded: split.file });
  const one = await resolveDealOrAsk(context, rest, { ask: m.dealActions.whichNote, choose: NOTE, openOnly: true });
  return 'answer' in one ? one.answer : openNoteForm(context, one.deal.number);
}

/** Notes about a deal: everybody may add one. */
export const noteFlow = {
  dealCommands: { note: { takesDeal: 'text', opensForm: false, run: runCommand } },
  buttons: {
    [NOTE]: {
      opensForm: true,
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined
          ? { kind: 'say', message: textMessage(context.m.common.gone) }
          : openNoteForm(context, seen.number);
      },
    },
  },
  forms: {
    [NOTE_FORM]: submitHandler(dealFormData, (context, form, { deal }) =>
      saveNote(context, deal.number, { typed: form.text(NOTE_TEXT) ?? '' }),
    ),
    [NOTE_FROM_MESSAGE_FORM]: submitHandler(noteFromMessageFormData, async (context, form, { link }) => {
      const seen = parseDealButtonValue(form.choice(NOTE_FROM_MESSAGE_DEAL) ?? '');
      return seen === undefined
        ? { kind: 'say', message: textMessage(context.m.common.gone) }
        : saveNote(context, seen.number, { typed: form.text(NOTE_TEXT) ?? '', link: parsePermalink(link ?? undefined) });
    }),
  },
  shortcuts: {
    [SHORTCUTS.addMessage]: async (context, message = { text: '', link: null }) => {
      if (!isAllowed(context.member.role, 'deal.note'))
        return { kind: 'say', message: textMessage(context.m.refusals.readsOnly) };
      return (
        (await replyIfNothingToPick(context, { includeOthers: true })) ?? {
          kind: 'open',
          view: noteFromMessageForm(context.m, { ...message, text: await readableText(context, message.text) }),
        }
      );
    },
  },
  options: { [NOTE_FROM_MESSAGE_DEAL]: (context, text) => loadDealOptions(context, text, true) },
} satisfies Flow;
