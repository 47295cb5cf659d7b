import type { Contact, Deal, DealFile, DealState, PlannedStep, WinOverride } from '../../core/deal/deal.ts';
import { NO_CONTACT } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import { foldText } from '../../core/fold-text.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import type { Money } from '../../core/money/money.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { toStorableText } from '../db/sql.ts';

/** A row of `deal` as `to_jsonb` gives it, and as `jsonb_populate_record` takes it. */
export type DealRow = {
  readonly workspace_id: string;
  readonly number: number;
  readonly pipeline_id: string;
  readonly version: number;
  readonly name: string;
  readonly company: string | null;
  readonly contact_id: string | null;
  readonly owner_id: string;
  readonly stage_id: string;
  readonly stage_since: string;
  readonly tier: Deal['tier'];
  readonly outcome: Deal['outcome'];
  readonly closed_at: string | null;
  readonly lost_reason_id: string | null;
  readonly value_minor: number | null;
  readonly currency: string;
  readonly pipeline_value_minor: number | null;
  readonly rate: number | null;
  readonly rate_on: PlainDate | null;
  readonly close_on: PlainDate | null;
  readonly next_step: string | null;
  readonly next_step_on: PlainDate | null;
  readonly later_steps: readonly PlannedStep[];
  readonly source: string | null;
  readonly external_id: string | null;
  readonly missing: readonly string[];
  readonly remind_on: PlainDate | null;
  readonly own_win: WinOverride | null;
  readonly search: string;
  readonly created_at: string;
  readonly changed_at: string;
};

/**
 * A state as any version wrote it: a value is torn into its amount and its currency, the person's own win probability was called `ownWin`,
 * and before there were any it was not there; nor were steps after the next one.
 */
export type StoredState = Omit<DealState, 'value' | 'winOverride' | 'laterSteps'> & {
  readonly laterSteps?: DealState['laterSteps'];
  readonly valueMinor: number | null;
  readonly currency: string;
  readonly winOverride?: DealState['winOverride'];
  readonly ownWin?: DealState['winOverride'];
};

export type EventRow = {
  readonly workspace_id: string;
  readonly deal_number: number;
  readonly version: number;
  readonly pipeline_id: string;
  readonly kind: DealEvent['kind'];
  readonly at: string;
  readonly recorded_at: string;
  readonly actor_id: string;
  readonly through: DealEvent['through'];
  readonly from_stage_id: string | null;
  readonly to_stage_id: string | null;
  readonly before: StoredState | null;
  readonly after: StoredState;
  readonly fields: readonly string[];
  readonly note_id: string | null;
  readonly undoes: number | null;
};

export type ContactRow = {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly decider: string | null;
};

/** One deal with what belongs to it, as one row. */
export type FileRow = { readonly deal: DealRow; readonly contact: ContactRow | null; readonly ticks: readonly string[] };

/** The instant as PostgreSQL reads it. */
export const toIso = (at: Instant): string => new Date(at).toISOString();

const toMs = (at: string): Instant => Date.parse(at);

/** The currency beside an amount that nobody knows. Source: ISO 4217, the code of what is in no currency. */
const NO_CURRENCY = 'XXX';

const toMoney = (minor: number | null, currency: string): Money | null => (minor === null ? null : { minor, currency });

export const toDeal = (row: DealRow): Deal => ({
  number: row.number,
  pipelineId: row.pipeline_id,
  version: row.version,
  externalId: row.external_id,
  createdAt: toMs(row.created_at),
  changedAt: toMs(row.changed_at),
  name: row.name,
  company: row.company,
  contactId: row.contact_id,
  ownerId: row.owner_id,
  stageId: row.stage_id,
  stageSince: toMs(row.stage_since),
  tier: row.tier,
  outcome: row.outcome,
  closedAt: row.closed_at === null ? null : toMs(row.closed_at),
  lostReasonId: row.lost_reason_id,
  value: toMoney(row.value_minor, row.currency),
  pipelineValueMinor: row.pipeline_value_minor,
  rate: row.rate,
  rateOn: row.rate_on,
  closeOn: row.close_on,
  nextStep: row.next_step,
  nextStepOn: row.next_step_on,
  laterSteps: row.later_steps,
  source: row.source,
  missing: row.missing,
  remindOn: row.remind_on,
  winOverride: row.own_win,
});

/** What a search finds a deal by: its name and company. The number is looked up by itself. */
export const searchText = (deal: Pick<Deal, 'name' | 'company'>): string =>
  foldText(toStorableText(`${deal.name} ${deal.company ?? ''}`));

export const toDealRow = (workspaceId: WorkspaceId, deal: Deal): DealRow => ({
  workspace_id: workspaceId,
  number: deal.number,
  pipeline_id: deal.pipelineId,
  version: deal.version,
  name: deal.name,
  company: deal.company,
  contact_id: deal.contactId,
  owner_id: deal.ownerId,
  stage_id: deal.stageId,
  stage_since: toIso(deal.stageSince),
  tier: deal.tier,
  outcome: deal.outcome,
  closed_at: deal.closedAt === null ? null : toIso(deal.closedAt),
  lost_reason_id: deal.lostReasonId,
  value_minor: deal.value?.minor ?? null,
  currency: deal.value?.currency ?? NO_CURRENCY,
  pipeline_value_minor: deal.pipelineValueMinor,
  rate: deal.rate,
  rate_on: deal.rateOn,
  close_on: deal.closeOn,
  next_step: deal.nextStep,
  next_step_on: deal.nextStepOn,
  later_steps: deal.laterSteps,
  source: deal.source,
  external_id: deal.externalId,
  missing: deal.missing,
  remind_on: deal.remindOn,
  own_win: deal.winOverride,
  search: searchText(deal),
  created_at: toIso(deal.createdAt),
  changed_at: toIso(deal.changedAt),
});

/** A state of today, whichever version wrote it. */
export function upgradeState({ ownWin, valueMinor, currency, ...state }: StoredState): DealState {
  return {
    ...state,
    value: toMoney(valueMinor, currency),
    laterSteps: state.laterSteps ?? [],
    winOverride: state.winOverride ?? ownWin ?? null,
  };
}

const toStoredState = ({ value, ...state }: DealState): StoredState => ({
  ...state,
  valueMinor: value?.minor ?? null,
  currency: value?.currency ?? NO_CURRENCY,
});

/** Fields that events name as they are stored; a change of the currency alone is one of the value. */
const STORED_FIELDS: Readonly<Record<string, string>> = { valueMinor: 'value', currency: 'value' };

const toFields = (stored: readonly string[]): readonly string[] => [
  ...new Set(stored.map((name) => STORED_FIELDS[name] ?? name)),
];

const toStoredFields = (fields: readonly string[]): readonly string[] =>
  fields.map((name) => (name === 'value' ? 'valueMinor' : name));

export const toDealEvent = (row: EventRow): DealEvent => ({
  dealNumber: row.deal_number,
  pipelineId: row.pipeline_id,
  version: row.version,
  kind: row.kind,
  at: toMs(row.at),
  actorId: row.actor_id,
  through: row.through,
  fromStageId: row.from_stage_id,
  toStageId: row.to_stage_id,
  before: row.before === null ? null : upgradeState(row.before),
  after: upgradeState(row.after),
  fields: toFields(row.fields),
  noteId: row.note_id,
  undoes: row.undoes,
});

export const toEventRow = (workspaceId: WorkspaceId, event: DealEvent, recordedAt: Instant): EventRow => ({
  workspace_id: workspaceId,
  deal_number: event.dealNumber,
  version: event.version,
  pipeline_id: event.pipelineId,
  kind: event.kind,
  at: toIso(event.at),
  recorded_at: toIso(recordedAt),
  actor_id: event.actorId,
  through: event.through,
  from_stage_id: event.fromStageId,
  to_stage_id: event.toStageId,
  before: event.before === null ? null : toStoredState(event.before),
  after: toStoredState(event.after),
  fields: toStoredFields(event.fields),
  note_id: event.noteId,
  undoes: event.undoes,
});

const toContact = (row: ContactRow | null): Contact =>
  row === null ? NO_CONTACT : { name: row.name, email: row.email, phone: row.phone, decider: row.decider };

export const toDealFile = (row: FileRow): DealFile => ({
  deal: toDeal(row.deal),
  contact: toContact(row.contact),
  ticks: row.ticks,
});
