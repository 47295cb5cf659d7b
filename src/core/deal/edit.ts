import type { MemberId } from '../ids.ts';
import { isSameMoney } from '../money/money.ts';
import type { PricedValue } from '../money/priced-value.ts';
import type { Pipeline } from '../pipeline/stage.ts';
import type { PlainDate } from '../time/calendar.ts';
import {
  type ActorContext,
  acceptChange,
  type Decision,
  refusalUnlessAllowed,
  refusalUnlessAllowedAndOpen,
  refuse,
} from './change.ts';
import { stillMissingIds } from './criteria.ts';
import type { Contact, Deal, DealFile } from './deal.ts';
import { openSteps, stepId } from './next-steps.ts';

/** Fields to change; absent ones stay. A value is priced by the caller, at a dated rate. */
export type DealEdits = {
  readonly deal?: Partial<
    PricedValue & Pick<Deal, 'name' | 'company' | 'closeOn' | 'nextStep' | 'nextStepOn' | 'laterSteps' | 'source'>
  >;
  readonly contact?: Partial<Contact>;
};

const differs = (now: unknown, before: unknown): boolean =>
  now !== undefined && now !== before && JSON.stringify(now) !== JSON.stringify(before);

/**
 * Edits an open deal: its fields and its contact. Skipped criteria that it meets by now are no longer missing; stage and visit stay.
 *
 * @returns a refusal when nothing differs, the name would be empty, or a date that is set now lies in the past.
 */
export function edit(
  file: DealFile,
  { pipeline, edits }: { readonly pipeline: Pipeline; readonly edits: DealEdits },
  act: ActorContext,
): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  if (edits.deal?.name !== undefined && edits.deal.name.trim() === '') return refuse({ why: 'nameNeeded' });
  const now: Partial<Record<string, unknown>> = edits.deal ?? {};
  const was: Partial<Record<string, unknown>> = file.deal;
  const isSameValue = edits.deal?.value === undefined || isSameMoney(edits.deal.value, file.deal.value);
  const fields = Object.keys(now).filter((name) => (name === 'value' ? !isSameValue : differs(now[name], was[name])));
  const contact = { ...file.contact, ...edits.contact };
  const contactBefore: Partial<Record<string, unknown>> = file.contact;
  const contactChanged = Object.entries(contact).some(([name, value]) => differs(value, contactBefore[name]));
  if (fields.length === 0 && !contactChanged) return refuse({ why: 'nothingToChange' });
  for (const name of ['closeOn', 'nextStepOn'] as const) {
    const on = edits.deal?.[name];
    // A late step becomes the next one where the one before it is gone: it is not planned now.
    const isKnown = name === 'nextStepOn' && openSteps(file.deal).some((step) => step.on === on);
    if (fields.includes(name) && !isKnown && typeof on === 'string' && on < act.today) return refuse({ why: 'pastDate', on });
  }
  const past = findPastStep(file, edits, act.today);
  if (past !== undefined) return refuse({ why: 'pastDate', on: past });
  const missing = stillMissingIds(pipeline, { deal: { ...file.deal, ...edits.deal }, contact, ticks: file.ticks });
  const remindOn = missing.length === 0 ? null : file.deal.remindOn;
  return acceptChange(
    file,
    {
      kind: 'edited',
      now: { ...edits.deal, missing, remindOn },
      fields: [...fields, ...(contactChanged ? ['contact'] : [])],
      ...(contactChanged ? { contact } : {}),
    },
    act,
  );
}

/** The day of a step after the next one that is planned now and lies in the past. */
function findPastStep({ deal }: DealFile, edits: DealEdits, today: PlainDate): PlainDate | undefined {
  const known = new Set(openSteps(deal).map(stepId));
  const past = (edits.deal?.laterSteps ?? []).find((step) => step.on !== null && step.on < today && !known.has(stepId(step)));
  return past?.on ?? undefined;
}

/** Gives an open deal to another owner. */
export function assign(file: DealFile, ownerId: MemberId, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.assign');
  if (refused !== undefined) return refuse(refused);
  if (file.deal.ownerId === ownerId) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'assigned', now: { ownerId }, fields: ['ownerId'] }, act);
}

/** Characters that a note holds, as people write it and as an import joins it. */
export const NOTE_LIMIT = 3000;

/** Adds a note to a deal; every member may. `link`: permalink of the message that it quotes; with a link the text may be empty. */
export function addNote(
  file: DealFile,
  { text, link = null }: { readonly text: string; readonly link?: string | null },
  act: ActorContext,
): Decision {
  const refused = refusalUnlessAllowed(file.deal, act, 'deal.note');
  if (refused !== undefined) return refuse(refused);
  if (file.deal.outcome === 'withdrawn') return refuse({ why: 'closed', outcome: 'withdrawn', closedAt: file.deal.closedAt });
  if (text.trim() === '' && link === null) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'noted', note: { kind: 'note', text: text.trim(), link } }, act);
}
