import { foldText } from '../../../core/fold-text.ts';
import { nearest } from '../../../input/edit-distance.ts';
import { parseSlackText, replaceMentionsByNames } from '../../../input/slack-text.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../../../locale/command-words.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { commandSpellings } from '../../request/parse-command.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { askWhichDeal } from '../../steps/resolve-deal.ts';
import { showDeal } from '../../steps/show-deal.ts';
import { unknownCommand } from '../../views/workspace/help.ts';

/** The line with its first word put right, where one of our words is near. */
function correctCommand(
  { command }: Pick<RequestContext, 'command'>,
  typed: string,
  words: readonly string[],
): string | undefined {
  const [first = '', ...rest] = typed.split(/\s+/);
  const corrected = nearest(foldText(first), words);
  return corrected === undefined ? undefined : [command, corrected, ...rest].join(' ');
}

async function replyUnknownDealCommand(context: RequestContext, typed: string): Promise<Reply> {
  const found = await findDeal(context, typed, { openOnly: false });
  if (found.kind === 'one') return showDeal(context, found.deal.number, found.file);
  if (found.kind === 'several') return askWhichDeal(context, found);
  // A message to the bot says no command: its first word may be one of either.
  const funnel =
    context.through === 'mention' ? correctCommand({ command: '/funnel' }, typed, commandSpellings(FUNNEL_WORDS)) : undefined;
  const corrected = correctCommand(context, typed, commandSpellings(DEAL_WORDS)) ?? funnel;
  if (corrected === undefined && found.nearest.length > 0) return askWhichDeal(context, found);
  return {
    kind: 'say',
    message: unknownCommand(context.m, { typed: readableLine(typed), suggestion: corrected, topic: 'deal' }),
  };
}

const readableLine = (typed: string): string => replaceMentionsByNames(parseSlackText(typed));

/** First words that are none of ours: a deal's name, else the nearest command. */
export const unknownCommandFlow = {
  dealCommands: { other: { takesDeal: null, opensForm: false, run: replyUnknownDealCommand } },
  funnelCommands: {
    other: {
      takesDeal: null,
      opensForm: false,
      run: async (context, typed) => ({
        kind: 'say',
        message: unknownCommand(context.m, {
          typed: readableLine(typed),
          suggestion: correctCommand(context, typed, commandSpellings(FUNNEL_WORDS)),
          topic: 'funnel',
        }),
      }),
    },
  },
} satisfies Flow;
