import { type ActorContext, acceptChange, type Change } from './change.ts';
import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** Kinds of changes that are taken back only together with what caused them: stages, rates. */
const WITH_THEIR_CAUSE: ReadonlySet<DealEvent['kind']> = new Set(['pipelineChanged', 'priced']);

/** Whether a change of a deal came with one of a setting, and goes only with it. */
export const goesWithItsCause = ({ kind }: Pick<DealEvent, 'kind'>): boolean => WITH_THEIR_CAUSE.has(kind);

/**
 * Takes back what was done to many deals at once, for one of them.
 *
 * @param event the deal's change of then. @returns undefined where the deal has changed since: it stays as it is.
 */
export function undoOneOfMany(file: DealFile, event: DealEvent, act: ActorContext): Change | undefined {
  if (event.before === null || event.version !== file.deal.version) return undefined;
  const decision = acceptChange(file, { kind: 'undone', now: event.before, undoes: event.version }, act);
  return decision.ok ? decision.change : undefined;
}
