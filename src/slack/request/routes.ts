import type { DealCommand, FunnelCommand } from '../../locale/command-words.ts';
import type { ButtonHandler, CommandHandler, Flow, OptionsHandler, ShortcutHandler, SubmitHandler } from './flow.ts';

type Commands<Word extends string> = Readonly<Record<Word, CommandHandler>>;

/** The listeners that answer an id, by that id. */
type RoutesById = {
  readonly buttons: ReadonlyMap<string, ButtonHandler>;
  readonly forms: ReadonlyMap<string, SubmitHandler>;
  readonly shortcuts: ReadonlyMap<string, ShortcutHandler>;
  readonly options: ReadonlyMap<string, OptionsHandler>;
};

/** Every listener of every flow by its word or id; every word has one. */
export type Routes = RoutesById & {
  readonly dealCommands: Commands<DealCommand>;
  readonly funnelCommands: Commands<FunnelCommand>;
};

/** The words that some flow answers. */
type Answered<AnyFlow, Kind extends 'dealCommands' | 'funnelCommands'> =
  AnyFlow extends Readonly<Partial<Record<Kind, infer Handlers>>> ? Extract<keyof NonNullable<Handlers>, string> : never;

type RoutesOf<AnyFlow> = RoutesById & {
  readonly dealCommands: Commands<Answered<AnyFlow, 'dealCommands'>>;
  readonly funnelCommands: Commands<Answered<AnyFlow, 'funnelCommands'>>;
};

function mergeHandlers<Handler>(
  kind: string,
  parts: readonly (Readonly<Record<string, Handler>> | undefined)[],
): ReadonlyMap<string, Handler> {
  const all = new Map<string, Handler>();
  for (const [id, handler] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (all.has(id)) throw new Error(`Two flows answer the ${kind} "${id}".`);
    all.set(id, handler);
  }
  return all;
}

/** A map as the record that its flows make together. */
const toCommands = <Word extends string>(handlers: ReadonlyMap<string, CommandHandler>): Commands<Word> =>
  Object.fromEntries(handlers) as Commands<Word>;

/**
 * Puts the listeners of flows together. A word that no flow answers is missing from the type of the result, so that it is no `Routes`.
 *
 * @throws Error when two flows claim one word or id.
 */
export function buildRoutes<AnyFlow extends Flow>(flows: readonly AnyFlow[]): RoutesOf<AnyFlow> {
  const all: readonly Flow[] = flows;
  return {
    dealCommands: toCommands(
      mergeHandlers(
        'word',
        all.map(({ dealCommands }) => dealCommands),
      ),
    ),
    funnelCommands: toCommands(
      mergeHandlers(
        'word',
        all.map(({ funnelCommands }) => funnelCommands),
      ),
    ),
    buttons: mergeHandlers(
      'button',
      all.map(({ buttons }) => buttons),
    ),
    forms: mergeHandlers(
      'form',
      all.map(({ forms }) => forms),
    ),
    shortcuts: mergeHandlers(
      'shortcut',
      all.map(({ shortcuts }) => shortcuts),
    ),
    options: mergeHandlers(
      'select',
      all.map(({ options }) => options),
    ),
  };
}

/** 'deal.show:3' is the button 'deal.show' with the suffix '3'. */
export function parseActionId(actionId: string): { readonly id: string; readonly suffix: string } {
  const colon = actionId.indexOf(':');
  return colon < 0 ? { id: actionId, suffix: '' } : { id: actionId.slice(0, colon), suffix: actionId.slice(colon + 1) };
}
