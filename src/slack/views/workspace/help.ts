import type { Messages } from '../../../locale/messages.ts';
import { DEAL_HELP, MY_DEALS, OPEN_NEW_DEAL } from '../deal/deal-actions.ts';
import { RERUN_COMMAND, SHOW_FUNNEL } from '../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';

type HelpBuilder = (m: Messages, solo: boolean) => Message;

/** Made once for each language: it never changes, and is asked for more than anything else. */
function memoizeByLanguage(make: HelpBuilder): HelpBuilder {
  const made = { team: new Map<Messages, Message>(), solo: new Map<Messages, Message>() };
  return (m, solo) => {
    const known = made[solo ? 'solo' : 'team'];
    const message = known.get(m) ?? make(m, solo);
    known.set(m, message);
    return message;
  };
}

/** What can be typed after /deal; who is alone is told nothing of others. */
export const dealHelp = memoizeByLanguage((m, solo) =>
  textMessage(
    solo ? m.help.soloDeal : m.help.deal,
    ...buttons({ id: MY_DEALS, text: m.help.myDeals, value: 'mine' }, { id: OPEN_NEW_DEAL, text: m.help.newDeal, value: '' }),
  ),
);

/** What can be typed after /funnel. */
export const funnelHelp = memoizeByLanguage((m, solo) =>
  textMessage(solo ? m.help.soloFunnel : m.help.funnel, ...buttons({ id: SHOW_FUNNEL, text: m.help.funnelNow, value: 'now' })),
);

/** A word that is no command and no deal. `meant`: the whole line that may have been wanted. */
export function unknownCommand(
  m: Messages,
  {
    typed,
    suggestion,
    topic,
  }: { readonly typed: string; readonly suggestion: string | undefined; readonly topic: 'deal' | 'funnel' },
): Message {
  const word = literal(typed, 60);
  const helpButton = { id: DEAL_HELP, text: m.common.help, value: topic };
  if (suggestion === undefined) return textMessage(m.help.unknown(word), ...buttons(helpButton));
  return textMessage(
    m.help.didYouMean(word, literal(suggestion, 100)),
    ...buttons({ id: RERUN_COMMAND, text: m.help.yes, value: suggestion.slice(0, 2000) }, helpButton),
  );
}
