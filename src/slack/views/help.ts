import type { Messages } from '../../locale/messages.ts';
import { AGAIN } from '../again.ts';
import { buttons, type Message, say } from './blocks.ts';
import { HELP, MINE, NEW } from './deal-actions.ts';
import { literal } from './text.ts';

/** The funnel as it stands. */
export const FUNNEL_NOW = 'funnel.now';

type Help = (m: Messages, solo: boolean) => Message;

/** Made once for each language: it never changes, and is asked for more than anything else. */
function once(make: Help): Help {
  const made = { team: new Map<Messages, Message>(), solo: new Map<Messages, Message>() };
  return (m, solo) => {
    const known = made[solo ? 'solo' : 'team'];
    const message = known.get(m) ?? make(m, solo);
    known.set(m, message);
    return message;
  };
}

/** What can be typed after /deal; who is alone is told nothing of others. */
export const dealHelp = once((m, solo) =>
  say(
    solo ? m.help.soloDeal : m.help.deal,
    ...buttons({ id: MINE, text: m.help.myDeals, value: 'mine' }, { id: NEW, text: m.help.newDeal, value: '' }),
  ),
);

/** What can be typed after /funnel. */
export const funnelHelp = once((m, solo) =>
  say(solo ? m.help.soloFunnel : m.help.funnel, ...buttons({ id: FUNNEL_NOW, text: m.help.funnelNow, value: 'now' })),
);

/** A word that is no command and no deal. `meant`: the whole line that may have been wanted. */
export function unknownWord(m: Messages, typed: string, meant: string | undefined, topic: 'deal' | 'funnel'): Message {
  const word = literal(typed, 60);
  const helpButton = { id: HELP, text: m.common.help, value: topic };
  if (meant === undefined) return say(m.help.unknown(word), ...buttons(helpButton));
  return say(
    m.help.meant(word, literal(meant, 100)),
    ...buttons({ id: AGAIN, text: m.help.yes, value: meant.slice(0, 2000) }, helpButton),
  );
}
