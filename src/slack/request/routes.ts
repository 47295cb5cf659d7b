import type { ButtonHandler, CommandHandler, Flow, OptionsHandler, ShortcutHandler, SubmitHandler } from './flow.ts';

/** Every listener of every flow by its word or id. */
export type Routes = {
  readonly dealCommands: ReadonlyMap<string, CommandHandler>;
  readonly funnelCommands: ReadonlyMap<string, CommandHandler>;
  readonly buttons: ReadonlyMap<string, ButtonHandler>;
  readonly forms: ReadonlyMap<string, SubmitHandler>;
  readonly shortcuts: ReadonlyMap<string, ShortcutHandler>;
  readonly options: ReadonlyMap<string, OptionsHandler>;
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

/** @throws Error when two flows claim one word or id. */
export const buildRoutes = (flows: readonly Flow[]): Routes => ({
  dealCommands: mergeHandlers(
    'word',
    flows.map(({ dealCommands }) => dealCommands),
  ),
  funnelCommands: mergeHandlers(
    'word',
    flows.map(({ funnelCommands }) => funnelCommands),
  ),
  buttons: mergeHandlers(
    'button',
    flows.map(({ buttons }) => buttons),
  ),
  forms: mergeHandlers(
    'form',
    flows.map(({ forms }) => forms),
  ),
  shortcuts: mergeHandlers(
    'shortcut',
    flows.map(({ shortcuts }) => shortcuts),
  ),
  options: mergeHandlers(
    'select',
    flows.map(({ options }) => options),
  ),
});

/** 'deal.show:3' is the button 'deal.show' with the suffix '3'. */
export function parseActionId(actionId: string): { readonly id: string; readonly suffix: string } {
  const colon = actionId.indexOf(':');
  return colon < 0 ? { id: actionId, suffix: '' } : { id: actionId.slice(0, colon), suffix: actionId.slice(colon + 1) };
}
