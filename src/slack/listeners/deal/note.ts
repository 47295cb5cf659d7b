import { addNote } from '../../../core/deal/edit.ts';
import { parsePermalink } from '../../../input/permalink.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeWithRetry, replyIfRefused, replySaved } from '../../steps/change-deal.ts';
import { loadDealOptions } from '../../steps/deal-options.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { readableText, SHORTCUTS } from '../../steps/shortcuts.ts';
import { splitByDeal } from '../../steps/split-deal.ts';
import { NOTE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealFormData } from '../../views/deal/deal-form-data.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { NOTE_FORM, NOTE_LIMIT, NOTE_TEXT, noteForm } from '../../views/deal/forms/note-form.ts';
import {
  NOTE_FROM_MESSAGE_DEAL,
  NOTE_FROM_MESSAGE_FORM,
  noteFromMessageForm,
  noteFromMessageFormData,
} from '../../views/deal/forms/note-from-message-form.ts';
import { undoOrOpen } from '../../views/deal/undo-row.ts';
import { whichDeal } from '../../views/deal/which-deal.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';

async function openNoteForm(visit: RequestContext, number: number): Promise<Reply> {
  const file = await visit.tenant.deals.file(number);
  const decision = file === undefined ? undefined : addNote(file, { text: '…' }, visit.act);
  const refused = await replyIfRefused(visit, { seen: { number }, file, decision });
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: noteForm(visit.m, file.deal, visit.pipeline) };
}

async function saveNote(
  visit: RequestContext,
  number: number,
  { typed, link = null }: { readonly typed: string; readonly link?: string | null },
): Promise<Reply> {
  const { m } = visit;
  const text = normalizeText(typed).slice(0, NOTE_LIMIT);
  const saved = await changeWithRetry(visit, { number }, (file) => addNote(file, { text, link }, visit.act));
  return replySaved(visit, { seen: { number }, saved }, ({ file: { deal } }) => {
    const below = undoOrOpen(m, deal);
    return textMessage(m.dealActions.noted(dealTitle(deal), literal(text, 300)), ...below);
  });
}

/** `<deal> <text>`: the longest beginning that names a deal counts; without a text a form asks for it. */
async function runCommand(visit: RequestContext, rest: string): Promise<Reply> {
  const { m } = visit;
  const choose = { id: NOTE, text: m.dealActions.noteButton };
  const split = rest.trim() === '' ? undefined : await splitByDeal(visit, rest, true);
  if (split !== undefined && split.kind !== 'one')
    return { kind: 'say', message: whichDeal(m, split, { pipeline: visit.pipeline, choose }) };
  if (split !== undefined)
    return split.rest === '' ? openNoteForm(visit, split.deal.number) : saveNote(visit, split.deal.number, { typed: split.rest });
  const one = await resolveDealOrAsk(visit, rest, { ask: m.dealActions.whichNote, choose: NOTE, openOnly: true });
  return 'answer' in one ? one.answer : openNoteForm(visit, one.deal.number);
}

/** Notes about a deal: everybody may add one. */
export const noteFlow = {
  dealCommands: { note: { takesDeal: 'text', opensForm: false, run: runCommand } },
  buttons: {
    [NOTE]: {
      opensForm: true,
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(visit.m.common.gone) } : openNoteForm(visit, seen.number);
      },
    },
  },
  forms: {
    [NOTE_FORM]: submitHandler(dealFormData, (visit, form, { deal }) =>
      saveNote(visit, deal.number, { typed: form.text(NOTE_TEXT) ?? '' }),
    ),
    [NOTE_FROM_MESSAGE_FORM]: submitHandler(noteFromMessageFormData, async (visit, form, { link }) => {
      const seen = parseDealButtonValue(form.choice(NOTE_FROM_MESSAGE_DEAL) ?? '');
      return seen === undefined
        ? { kind: 'say', message: textMessage(visit.m.common.gone) }
        : saveNote(visit, seen.number, { typed: form.text(NOTE_TEXT) ?? '', link: parsePermalink(link ?? undefined) });
    }),
  },
  shortcuts: {
    [SHORTCUTS.addMessage]: async (visit, message = { text: '', link: null }) => ({
      kind: 'open',
      view: noteFromMessageForm(visit.m, { ...message, text: await readableText(visit, message.text) }),
    }),
  },
  options: { [NOTE_FROM_MESSAGE_DEAL]: (visit, text) => loadDealOptions(visit, text, true) },
} satisfies Flow;
