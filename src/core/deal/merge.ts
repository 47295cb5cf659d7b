import type { DealNumber } from '../ids.ts';
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
import { withdraw } from './close.ts';
import type { Contact, Deal, DealFile } from './deal.ts';
import { NO_CONTACT } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { type DealEdits, edit } from './edit.ts';
import { MAX_OPEN_STEPS, openSteps, toStepFields } from './next-steps.ts';

const VALUE_FIELDS = ['value', 'pipelineValueMinor', 'rate', 'rateOn'] as const;

/** The open steps of both, as many as a deal can have; of the other's, those that are not over. */
function adoptSteps(deal: Deal, other: NonNullable<DealEdits['deal']>, today: PlainDate): DealEdits['deal'] {
  const { nextStep = null, nextStepOn = null, laterSteps = [] } = other;
  const own = openSteps(deal);
  const added = openSteps({ nextStep, nextStepOn, laterSteps }).filter(
    ({ step, on }) => step !== '' && (on ?? today) >= today && !own.some((each) => each.step === step),
  );
  return added.length === 0 ? {} : toStepFields([...own, ...added].slice(0, MAX_OPEN_STEPS));
}

/** The facts that a deal lacks. A value is adopted with its rate or not at all; a day in the past is not adopted. */
function fieldsToAdopt({ deal, contact }: DealFile, facts: DealEdits, today: PlainDate): DealEdits {
  const other = facts.deal ?? {};
  const value =
    deal.value === null && other.value != null
      ? Object.fromEntries(VALUE_FIELDS.flatMap((field) => (other[field] === undefined ? [] : [[field, other[field]]])))
      : {};
  const plain = (['company', 'source'] as const).filter((field) => deal[field] === null && typeof other[field] === 'string');
  const close = deal.closeOn === null && typeof other.closeOn === 'string' && other.closeOn >= today;
  const steps = adoptSteps(deal, other, today);
  const known = (Object.keys(NO_CONTACT) as (keyof Contact)[]).filter(
    (field) => contact[field] === null && typeof facts.contact?.[field] === 'string',
  );
  return {
    deal: {
      ...value,
      ...Object.fromEntries(plain.map((field) => [field, other[field]])),
      ...(close ? { closeOn: other.closeOn } : {}),
      ...steps,
    },
    contact: Object.fromEntries(known.map((field) => [field, facts.contact?.[field]])),
  };
}

/** Facts about the same business to merge into a deal; `note` records their source, `link` is the permalink of a message. */
export type FactsToMerge = {
  readonly pipeline: Pipeline;
  readonly facts: DealEdits;
  readonly note: string;
  readonly link?: string | null;
};

/** Merges facts about the same business into an open deal: only empty fields are filled, and a note records the source. */
export function mergeFacts(file: DealFile, { pipeline, facts, note, link = null }: FactsToMerge, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.merge');
  if (refused !== undefined) return refuse(refused);
  const kept = { kind: 'note', text: note.trim(), link } as const;
  const taken = edit(file, { pipeline, edits: fieldsToAdopt(file, facts, act.today) }, act);
  if (taken.ok) return { ok: true, change: { ...taken.change, note: kept } };
  return taken.refusal.why === 'nothingToChange' ? acceptChange(file, { kind: 'noted', note: kept }, act) : taken;
}

/** The other half of a merge: that deal, and the version of the event that was written with this one. */
export type MergePartner = { readonly number: DealNumber; readonly version: number };

/** The partner as a field of both events. Stored. */
const toMergeField = ({ deal }: DealFile): string => `merge ${deal.number} ${deal.version + 1}`;

/** The other half of the merge that an event is of; undefined for any other event, and for merges of before it was noted. */
export function parseMergePartner(event: Pick<DealEvent, 'fields'>): MergePartner | undefined {
  const [, number, version] =
    event.fields.map((field) => /^merge (\d+) (\d+)$/.exec(field)).find((found) => found !== null) ?? [];
  return number === undefined ? undefined : { number: Number(number), version: Number(version) };
}

/** The same change, with the other half of its merge noted. */
function withPartner(decision: Decision, partner: DealFile): Decision {
  if (!decision.ok) return decision;
  const { change } = decision;
  const event = { ...change.event, fields: [...change.event.fields, toMergeField(partner)] };
  return { ok: true, change: { ...change, event } };
}

/**
 * Merges a duplicate into a deal: `into` adopts the fields that it lacks, `from` is withdrawn. Each event names the other: undoing one
 * undoes both.
 *
 * @returns a decision for each; if either is a refusal, neither may be carried out.
 */
export function merge(
  { into, from }: { readonly into: DealFile; readonly from: DealFile },
  { pipeline, note }: { readonly pipeline: Pipeline; readonly note: string },
  act: ActorContext,
): { readonly into: Decision; readonly from: Decision } {
  const refused = refusalUnlessAllowed(from.deal, act, 'deal.merge');
  if (refused !== undefined) return { into: refuse(refused), from: refuse(refused) };
  if (into.deal.number === from.deal.number) {
    const same = refuse({ why: 'nothingToChange' });
    return { into: same, from: same };
  }
  // What it is worth is counted in its own pipeline's currency, and who is a customer in one may be a partner in the other.
  if (into.deal.pipelineId !== from.deal.pipelineId) {
    const elsewhere = refuse({ why: 'otherPipeline' });
    return { into: elsewhere, from: elsewhere };
  }
  return {
    into: withPartner(mergeFacts(into, { pipeline, facts: from, note }, act), from),
    from: withPartner(withdraw(from, act), into),
  };
}
