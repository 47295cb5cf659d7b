import { DEFAULT_LANGUAGE, LANGUAGE_CODES, type Language } from '../../core/people/language.ts';
import { type DealCommand, type FunnelCommand, SLASH_COMMANDS } from '../../locale/command-words.ts';
import { turnOutcome } from '../request/deal-before-word.ts';
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
  /** The text as it was typed, where the word stood behind its deal: `acme won`. */
  readonly turned?: string;
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
      : routeDealCommand(routes, text);
  return { ...routed, language: routed.language ?? usual };
}

/** A line about deals; a closing said behind its deal (`acme won 15k`) is what it is with its word in front. */
function routeDealCommand(routes: Routes, text: string): RoutedCommand {
  const parsed = parseDealCommand(text);
  const turned = parsed.kind === 'other' ? turnOutcome(parsed.text) : undefined;
  if (turned === undefined || parsed.kind !== 'other') return route<DealCommand>(routes.dealCommands, parsed, 'mine');
  const { language } = { language: null, ...parseDealCommand(turned.typedWord) };
  return { ...turned, handler: routes.dealCommands[turned.word], language, turned: parsed.text };
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
