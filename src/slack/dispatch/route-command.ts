import type { Language } from '../../core/deal/member.ts';
import type { CommandHandler } from '../request/flow.ts';
import { parseDealCommand, parseFunnelCommand } from '../request/parse-command.ts';
import type { Routes } from '../request/routes.ts';

export type RoutedCommand = {
  readonly handler: CommandHandler;
  /** The word's key; `mine`, `now` where there was none, `other` where it is none of ours. */
  readonly word: string;
  /** The word as it was typed. */
  readonly typedWord: string;
  readonly rest: string;
  readonly language: Language | null;
};

/** Which listener a typed command means; what no word fits goes to the flow that looks it up as a deal. */
export function routeCommand(routes: Routes, command: string, text: string): RoutedCommand {
  const funnel = command === '/funnel' || command === '/lejek';
  const read = funnel ? parseFunnelCommand(text) : parseDealCommand(text);
  const handlers = funnel ? routes.funnelCommands : routes.dealCommands;
  const usual = command === '/szansa' || command === '/lejek' ? 'pl' : null;
  const toRoute = (word: string, rest: string, language: Language | null, typed = ''): RoutedCommand => {
    const handler = handlers.get(word);
    if (handler === undefined) throw new Error(`No flow answers ${command} ${word}.`);
    return { handler, word, typedWord: typed, rest, language: language ?? usual };
  };
  if (read.kind === 'empty') return toRoute(funnel ? 'now' : 'mine', '', null);
  if (read.kind === 'word') return toRoute(read.word, read.rest, read.language, read.typedWord);
  return toRoute('other', read.text, null);
}
