import { DEFAULT_LANGUAGE, LANGUAGE_CODES, type Language } from '../../core/people/language.ts';
import { type DealCommand, type FunnelCommand, SLASH_COMMANDS } from '../../locale/command-words.ts';
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

/** Whether a slash command is the one about deals, in whatever language. */
export const isDealCommand = (command: string): boolean => LANGUAGE_CODES.some((code) => SLASH_COMMANDS[code].deal === command);

/** Whether it is the one about the funnel. */
export const isFunnelCommand = (command: string): boolean =>
  LANGUAGE_CODES.some((code) => SLASH_COMMANDS[code].funnel === command);

/** Which listener a typed command means; what no word fits goes to the flow that looks it up as a deal. */
export function routeCommand(routes: Routes, command: string, text: string): RoutedCommand {
  const spoken = LANGUAGE_CODES.find((code) => Object.values(SLASH_COMMANDS[code]).includes(command));
  const usual = spoken === undefined || spoken === DEFAULT_LANGUAGE ? null : spoken;
  const routed =
    spoken !== undefined && SLASH_COMMANDS[spoken].funnel === command
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
