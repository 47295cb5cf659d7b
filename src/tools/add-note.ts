import { z } from 'zod';
import { addNote, NOTE_LIMIT } from '../core/deal/edit.ts';
import { normalizeText } from '../input/slack-text.ts';
import { inPipelineOf } from '../slack/request/deal-pipeline.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { changeWithRetry } from '../slack/steps/change-deal.ts';
import { dealTitle } from '../slack/views/deal/deal-title.ts';
import { literal, toPlainText } from '../slack/views/kit/text.ts';
import { toDealOutput, writtenOutput } from './deal-output.ts';
import { dealInput, keyInput, readDeal, text } from './read-input.ts';
import { refuseSave } from './refuse.ts';
import { defineTool } from './tool.ts';

/** A note about a deal, closed ones too. */
export const addNoteTool = defineTool({
  name: 'add_note',
  title: 'Add a note',
  description: 'Adds a note to a deal, anybody’s and closed ones too.',
  input: z.object({ deal: dealInput, text: text('The note', NOTE_LIMIT).min(1), ...keyInput }),
  output: writtenOutput('added it'),
  right: 'deal.note',
  writes: true,
  run: async (asked, given) => {
    const found = await readDeal(asked, given.deal, true);
    if ('refused' in found) return found.refused;
    const { number } = found.file.deal;
    const context = inPipelineOf(asked, found.file.deal);
    const note = normalizeText(given.text);
    const saved = await changeWithRetry(context, { number }, (file) => addNote(file, { text: note }, context.act));
    if (!saved.ok) return refuseSave(context, number, saved);
    const { deal } = saved.file;
    const { members } = await loadRefusalContext(context);
    const message = toPlainText(context.m.dealActions.noted(dealTitle(deal), literal(note, 300)));
    return { ok: true, output: { message, deal: toDealOutput(context, deal, members), repeated: saved.isRepeat } };
  },
});
