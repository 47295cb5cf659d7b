import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { REOPEN_FORM } from '../views/kit/action-ids.ts';
import type { Caller } from './request-context.ts';
import type { RequestDeps } from './request-deps.ts';
import type { RetryButton } from './retry.ts';

type FormOwner = Pick<Caller, 'workspaceId' | 'slackUserId'>;

/** A form that a person filled in and that is off their screen. */
export type KeptForm = FormOwner & { readonly view: ModalView; readonly keptAt: Instant };

/** A person who still wants it comes back within the hour. */
const KEPT_MS: DurationMs = 60 * 60_000;
/** Of a few kilobytes each; the oldest goes. */
const KEPT_LIMIT = 500;

/** Keeps a form with what was entered. @returns the id under which {@link findForm} has it, for its owner alone, for an hour. */
function keepForm({ keptForms, clock }: RequestDeps, { workspaceId, slackUserId }: FormOwner, view: ModalView): string {
  for (const oldest of keptForms.keys()) if (keptForms.size >= KEPT_LIMIT) keptForms.delete(oldest);
  const id = randomUUID();
  keptForms.set(id, { workspaceId, slackUserId, view, keptAt: clock.monotonicNow() });
  return id;
}

/** A form that was kept; undefined where it is too old, of a process before this one, or somebody else's. */
export function findForm({ keptForms, clock }: RequestDeps, owner: FormOwner, id: string): ModalView | undefined {
  const kept = keptForms.get(id);
  if (kept === undefined || kept.workspaceId !== owner.workspaceId || kept.slackUserId !== owner.slackUserId) return undefined;
  return clock.monotonicNow() - kept.keptAt < KEPT_MS ? kept.view : undefined;
}

/** The button that opens a form once more, as it is now; it is kept from the moment that it is offered. */
export const retryInForm =
  (deps: RequestDeps, owner: FormOwner, view: ModalView): RetryButton =>
  (m) => ({ id: REOPEN_FORM, text: m.common.openAgain, value: keepForm(deps, owner, view) });
