import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { REOPEN_FORM } from '../views/kit/action-ids.ts';
import { withoutReplyUrl } from './form-metadata.ts';
import type { Caller } from './request-context.ts';
import type { RequestDeps } from './request-deps.ts';
import type { RetryButton } from './retry.ts';

type FormOwner = Pick<Caller, 'workspaceId' | 'slackUserId'>;

/** A form that a person filled in and that is off their screen. */
export type KeptForm = FormOwner & {
  readonly view: ModalView;
  readonly keptAt: Instant;
  /** Resolves when the database has it, or has refused it. */
  readonly stored: Promise<void>;
};

/** A person who still wants it comes back within the hour. */
export const FORM_KEPT_MS: DurationMs = 60 * 60_000;
/** Of a few kilobytes each; the oldest goes. */
const KEPT_LIMIT = 500;
/** A button that is offered late helps less than one whose form this process alone has. */
const STORE_TIMEOUT_MS: DurationMs = 1000;

/**
 * Keeps a form with what was entered, here and in the database: another instance gets the press, or the next start does, and while the
 * database is away this process has it.
 *
 * @returns the id under which {@link findForm} has it, for its owner alone, for an hour.
 */
function keepForm(deps: RequestDeps, { workspaceId, slackUserId }: FormOwner, view: ModalView): string {
  const { keptForms, clock, store, log } = deps;
  for (const oldest of keptForms.keys()) if (keptForms.size >= KEPT_LIMIT) keptForms.delete(oldest);
  const id = randomUUID();
  const keptAt = clock.wallNow();
  // The reply path is that of whoever opens it; an address that answers for a person is not stored.
  const text = JSON.stringify(withoutReplyUrl(view));
  const stored = store
    .tenant(workspaceId)
    .keptForms.save({ id, slackUserId, view: text, keptAt })
    .catch((err: unknown) => log.warn({ err }, 'a form is kept in memory only'));
  keptForms.set(id, { workspaceId, slackUserId, view, keptAt, stored });
  return id;
}

/** Resolves when the forms that were kept until now are in the database, or cannot be: before their buttons are shown. */
export async function waitUntilStored({ keptForms }: Pick<RequestDeps, 'keptForms'>): Promise<void> {
  await raceTimeout(Promise.all([...keptForms.values()].map(({ stored }) => stored)), STORE_TIMEOUT_MS);
}

/** A form that was kept by whichever process; undefined where it is too old, or somebody else's. */
export async function findForm(
  { keptForms, clock, store }: RequestDeps,
  { workspaceId, slackUserId }: FormOwner,
  id: string,
): Promise<ModalView | undefined> {
  const since = clock.wallNow() - FORM_KEPT_MS;
  const kept = keptForms.get(id);
  if (kept !== undefined)
    return kept.workspaceId === workspaceId && kept.slackUserId === slackUserId && kept.keptAt >= since ? kept.view : undefined;
  const text = await store.tenant(workspaceId).keptForms.find(id, { slackUserId, since });
  if (text === undefined) return undefined;
  const view: ModalView = JSON.parse(text);
  return view;
}

/** The button that opens a form once more, as it is now; it is kept from the moment that it is offered. */
export const retryInForm =
  (deps: RequestDeps, owner: FormOwner, view: ModalView): RetryButton =>
  (m) => ({ id: REOPEN_FORM, text: m.common.openAgain, value: keepForm(deps, owner, view) });
