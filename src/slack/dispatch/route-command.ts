import type { Language } from '../../core/deal/member.ts';
import type { DealCommand, FunnelCommand } from '../../locale/command-words.ts';
import type { CommandHandler } from '../request/flow.ts';
import { type ParsedCommand, parseDealCommand, parseFunnelCommand } from '../request/parse-command.ts';
import type { Routes } from '../request/routes.ts';

export type RoutedCommand = {
  readonly handler: CommandHandler;
  readonly word: DealCommand | FunnelCommand;
  /** The word as it was typed. */
  readonly typedWord: string;
  readonly rest: string;
  readonly language: Language | null;
};

/** Which listener a typed command means; what no word fits goes to the flow that looks it up as a deal. */
export function routeCommand(routes: Routes, command: string, text: string): RoutedCommand {
  const usual = command === '/szansa' || command === '/lejek' ? 'pl' : null;
  const routed =
    command === '/funnel' || command === '/lejek'
      ? route<FunnelCommand>(routes.funnelCommands, parseFunnelCommand(text), 'now')
      : route<DealCommand>(routes.dealCommands, parseDealCommand(text), 'mine');
  return { ...routed, language: routed.language ?? usual };
}

function route<Word extends string>(
  handlers: Readonly<Record<Word | 'other', CommandHandler>>,
  parsed: ParsedCommand<Word>,
  empty: Word,
) {
  if (parsed.kind === 'empty') return { handler: handlers[empty], word: empty, typedWord: '', rest: '', language: null };
  if (parsed.kind === 'other') {
    return { handler: handlers.other, word: 'other' as const, typedWord: '', rest: parsed.text, language: null };
  }
  const { word, typedWord, rest, language } = parsed;
  return { handler: handlers[word], word, typedWord, rest, language };
}
