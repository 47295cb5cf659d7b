import type { ActionsBlock, KnownBlock, PlainTextOption } from '@slack/types';
import type { DealFile } from '../../../core/deal/deal.ts';
import { recommendedActions } from '../../../core/deal/tick-action.ts';
import type { Pipeline, RecommendedAction } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { plainText } from '../kit/blocks.ts';
import { literal, richText } from '../kit/text.ts';
import { CHECK_ACTIONS } from './deal-actions.ts';

/** Slack's limits of an option's text and of the line below it, and of the options of one group. */
const OPTION_TEXT = 75;
const MAX_OPTIONS = 10;

/** A long action goes on in the line below its first one, parted between words. */
function checkOption({ id, text }: RecommendedAction): PlainTextOption {
  if (text.length <= OPTION_TEXT) return { text: plainText(literal(text), OPTION_TEXT), value: id };
  const space = text.lastIndexOf(' ', OPTION_TEXT);
  const end = space > 0 ? space : OPTION_TEXT;
  const rest = plainText(literal(text.slice(end).trim(), OPTION_TEXT), OPTION_TEXT);
  return { text: plainText(literal(text.slice(0, end)), OPTION_TEXT), description: rest, value: id };
}

/** What to do on the stage as one group of check boxes, those that are done ticked. @param value the deal, as its buttons carry it. */
export function recommendedActionChecks(
  m: Messages,
  file: DealFile,
  { pipeline, value }: { readonly pipeline: Pipeline; readonly value: string },
): readonly KnownBlock[] {
  const checks = recommendedActions(file, pipeline)
    .slice(0, MAX_OPTIONS)
    .map(({ action, done }) => ({ option: checkOption(action), done }));
  if (checks.length === 0) return [];
  const ticked = checks.filter(({ done }) => done).map(({ option }) => option);
  const block: ActionsBlock = {
    type: 'actions',
    // Slack keeps what was ticked in a block of the same id: with the deal's version in it, a changed deal shows what is done.
    block_id: `${CHECK_ACTIONS} ${value}`,
    elements: [
      {
        type: 'checkboxes',
        action_id: `${CHECK_ACTIONS}:${value}`,
        options: checks.map(({ option }) => option),
        ...(ticked.length === 0 ? {} : { initial_options: ticked }),
      },
    ],
  };
  return [richText(m.channelCard.doHere), block];
}
