import { addNote } from '../../core/edit.ts';
import { tidy } from '../../input/normalise.ts';
import { readPermalink } from '../../input/permalink.ts';
import { refusedBefore, rewrite, told } from '../changing.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { readable, SHORTCUTS } from '../shortcuts.ts';
import { splitByDeal } from '../split-deal.ts';
import { suggestedDeals } from '../suggested.ts';
import { say } from '../views/blocks.ts';
import { NOTE } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue } from '../views/deal-value.ts';
import { MESSAGE_DEAL, MESSAGE_FORM, messageForm } from '../views/message-form.ts';
import { NOTE_FORM, NOTE_LIMIT, NOTE_TEXT, noteForm } from '../views/note-form.ts';
import { literal } from '../views/text.ts';
import { undoOrOpen } from '../views/undo-row.ts';
import { whichDeal } from '../views/which-deal.ts';
import { oneDeal } from '../which.ts';

async function ask(visit: Visit, number: number): Promise<Answer> {
  const file = await visit.tenant.deals.file(number);
  const refused = await refusedBefore(visit, { number }, file, file === undefined ? undefined : addNote(file, '…', visit.act));
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  return { do: 'open', view: noteForm(visit.m, file.deal, visit.pipeline) };
}

async function add(visit: Visit, number: number, typed: string, link: string | null = null): Promise<Answer> {
  const { m } = visit;
  const text = tidy(typed).slice(0, NOTE_LIMIT);
  const saved = await rewrite(visit, number, (file) => addNote(file, text, visit.act, link));
  return told(visit, { number }, saved, ({ file: { deal } }) => {
    const below = undoOrOpen(m, deal);
    return say(m.life.noted(dealTitle(deal), literal(text, 300)), ...below);
  });
}

/** `<deal> <text>`: the longest beginning that names a deal counts; without a text a form asks for it. */
async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  const choose = { id: NOTE, text: m.life.noteButton };
  const split = rest.trim() === '' ? undefined : await splitByDeal(visit, rest, true);
  if (split !== undefined && split.kind !== 'one') return { do: 'say', message: whichDeal(m, split, visit.pipeline, choose) };
  if (split !== undefined) return split.rest === '' ? ask(visit, split.deal.number) : add(visit, split.deal.number, split.rest);
  const one = await oneDeal(visit, rest, { ask: m.life.whichNote, choose: NOTE, openOnly: true });
  return 'answer' in one ? one.answer : ask(visit, one.deal.number);
}

/** Notes about a deal: everybody may add one. */
export const noteFlow: Flow = {
  deal: { note: { opens: false, run: typed } },
  buttons: {
    [NOTE]: {
      opens: true,
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : ask(visit, seen.number);
      },
    },
  },
  forms: {
    [NOTE_FORM]: async (visit, form, data) => {
      const seen = readDealValue(data);
      return seen === undefined
        ? { do: 'say', message: say(visit.m.common.gone) }
        : add(visit, seen.number, form.text(NOTE_TEXT) ?? '');
    },
    [MESSAGE_FORM]: async (visit, form, data) => {
      const seen = readDealValue(form.choice(MESSAGE_DEAL) ?? '');
      return seen === undefined
        ? { do: 'say', message: say(visit.m.common.gone) }
        : add(visit, seen.number, form.text(NOTE_TEXT) ?? '', readPermalink(data));
    },
  },
  shortcuts: {
    [SHORTCUTS.addMessage]: async (visit, message = { text: '', link: null }) => ({
      do: 'open',
      view: messageForm(visit.m, { ...message, text: await readable(visit, message.text) }),
    }),
  },
  options: { [MESSAGE_DEAL]: (visit, text) => suggestedDeals(visit, text, true) },
};
