import { type Contact, type Deal, type DealState, isOpen } from '../deal/deal.ts';
import type { DealEvent } from '../deal/deal-event.ts';
import { createDeal } from '../deal/open-deal.ts';
import type { StageId } from '../ids.ts';
import { isSameMoney } from '../money/money.ts';
import type { PricedValue } from '../money/priced-value.ts';
import type { Instant } from '../time/instant.ts';
import { type ImportLine, type ImportRules, importedEvent, interpretLine } from './imported-event.ts';
import type { ImportedDeal, KnownDeal } from './plan-import.ts';

/** A dated step of a deal: into a stage, or to its end. `stageId` of an end: the open stage where it was closed. */
export type RowStep = { readonly at: Instant; readonly kind: 'stage' | 'won' | 'lost'; readonly stageId: StageId };

/** Fields that a table of deals can say. */
export type RowFields = Pick<
  DealState,
  | 'name'
  | 'company'
  | 'ownerId'
  | 'value'
  | 'pipelineValueMinor'
  | 'rate'
  | 'rateOn'
  | 'closeOn'
  | 'nextStep'
  | 'nextStepOn'
  | 'source'
  | 'lostReasonId'
>;
/** A field that an update compares; of a value its money. */
export type RowField = 'name' | 'company' | 'ownerId' | 'value' | 'closeOn' | 'nextStep' | 'nextStepOn' | 'source';

/** A row of a table of deals, everything in it understood. Ids of contact and note are new ones. */
export type ImportRow = {
  readonly line: number;
  /** The file's id of the deal. */
  readonly dealId: string;
  /** In order of time, at least one: the first opens the deal, the last is where it is now. */
  readonly steps: readonly [RowStep, ...(readonly RowStep[])];
  readonly fields: RowFields;
  /** Fields that the file has columns for: others are never compared. */
  readonly said: ReadonlySet<RowField>;
  readonly contact: (Contact & { readonly id: string }) | null;
  readonly note: { readonly id: string; readonly text: string } | null;
};

/** A field that both the file and somebody in Lejek changed, each to something else: it stays as it is here. */
export type ImportConflict = { readonly line: number; readonly dealId: string; readonly field: RowField | 'stage' | 'withdrawn' };

export type RowPlan = {
  readonly deals: readonly ImportedDeal[];
  readonly unchanged: number;
  readonly conflicts: readonly ImportConflict[];
};

const asLine = (row: ImportRow, { at, kind, stageId }: RowStep, now: Partial<ImportLine> = {}): ImportLine => ({
  line: row.line,
  at,
  dealId: row.dealId,
  kind,
  stageId: kind === 'stage' ? stageId : null,
  ownerId: null,
  value: null,
  name: '',
  company: '',
  ...now,
});

/** Takes a step; undefined for one that changes nothing. */
function takeStep(deal: Deal, line: ImportLine, { row, rules }: { readonly row: ImportRow; readonly rules: ImportRules }) {
  const next = interpretLine(deal, line, rules);
  if (next === undefined) return undefined;
  const reason = next.kind === 'lost' ? { lostReasonId: row.fields.lostReasonId } : {};
  const after: Deal = { ...deal, ...next.now, ...reason, version: deal.version + 1, changedAt: line.at };
  if (next.kind === 'won' && after.pipelineValueMinor !== null) rules.tiers.addWin(after.pipelineValueMinor);
  return { deal: after, event: importedEvent({ before: deal, after }, line, next) };
}

/** A deal that is not here yet: each dated step an event; one that is closed without any, one event at its end. */
function openFromRow(row: ImportRow, rules: ImportRules): ImportedDeal {
  const [first, ...others] = row.steps;
  const { at, kind, stageId } = first;
  const opened = createDeal({ number: 0, pipeline: rules.pipeline, stageId }, { ...row.fields, externalId: row.dealId }, at);
  const isEnded = kind !== 'stage';
  const ended = isEnded ? { outcome: kind, closedAt: at, lostReasonId: kind === 'lost' ? row.fields.lostReasonId : null } : {};
  const begun: Deal = { ...opened, ...ended, contactId: row.contact?.id ?? null };
  if (kind === 'won' && begun.pipelineValueMinor !== null) rules.tiers.addWin(begun.pipelineValueMinor);
  const step = { kind: 'imported', now: {}, toStageId: stageId } as const;
  const events = [{ ...importedEvent({ before: null, after: begun }, asLine(row, first), step), noteId: row.note?.id ?? null }];
  let deal = begun;
  for (const each of others) {
    const taken = takeStep(deal, asLine(row, each), { row, rules });
    if (taken === undefined) continue;
    deal = taken.deal;
    events.push(taken.event);
  }
  return { deal, events, isNew: true, contact: row.contact, note: row.note };
}

const sameField = (field: RowField, a: Pick<DealState, RowField>, b: Pick<DealState, RowField>): boolean =>
  field === 'value' ? isSameMoney(a.value, b.value) : a[field] === b[field];

type Standing = Pick<DealState, 'outcome' | 'stageId'>;
const sameStanding = (a: Standing, b: Standing): boolean =>
  a.outcome === b.outcome && (a.outcome !== 'open' || a.stageId === b.stageId);

const FIELDS: readonly RowField[] = ['name', 'company', 'ownerId', 'value', 'closeOn', 'nextStep', 'nextStepOn', 'source'];

const pickValue = ({ value, pipelineValueMinor, rate, rateOn }: RowFields): PricedValue => ({
  value,
  pipelineValueMinor,
  rate,
  rateOn,
});

/** The part of the state that a field is. */
const pickField = (fields: RowFields, field: RowField): Partial<DealState> =>
  field === 'value' ? pickValue(fields) : { [field]: fields[field] };

/**
 * What a row says that is new about a deal that was imported before, by a three-way comparison: with what the last import left, and with what
 * the deal is now. What only the file changed is taken over, what only Lejek changed stays, what both changed differently is a conflict.
 *
 * @param now of the import: when what has no date of its own happened, ms.
 */
function updateFromRow(
  row: ImportRow,
  { deal: here, history }: KnownDeal,
  { rules, now }: { readonly rules: ImportRules; readonly now: Instant },
): { readonly imported?: ImportedDeal; readonly conflicts: readonly ImportConflict[] } {
  const conflict = (field: ImportConflict['field']): ImportConflict => ({ line: row.line, dealId: row.dealId, field });
  if (here.outcome === 'withdrawn') return { conflicts: [conflict('withdrawn')] };
  const base = history.findLast(({ through }) => through === 'import')?.after ?? history[0]?.after ?? here;
  const conflicts: ImportConflict[] = [];
  const events: DealEvent[] = [];
  let deal = here;

  const changed = FIELDS.filter((field) => row.said.has(field) && !sameField(field, row.fields, base)).filter((field) => {
    if (sameField(field, row.fields, here)) return false;
    if (sameField(field, base, here)) return true;
    conflicts.push(conflict(field));
    return false;
  });

  const last = row.steps.at(-1) ?? row.steps[0];
  const theirs: Standing = { outcome: last.kind === 'stage' ? 'open' : last.kind, stageId: last.stageId };
  if (!sameStanding(theirs, base) && !sameStanding(theirs, here)) {
    if (sameStanding(base, here)) {
      const news = row.steps.filter(({ at }) => at > here.changedAt && at <= now);
      const dated = news.at(-1) === last ? news : [...news, { ...last, at: Math.max(now, here.changedAt) }];
      const details = {
        ...(changed.includes('ownerId') ? { ownerId: row.fields.ownerId } : {}),
        ...(changed.includes('value') ? { value: pickValue(row.fields) } : {}),
      };
      for (const step of dated) {
        // Won after lost, or lost after won: it came back in between.
        const steps =
          step.kind !== 'stage' && !isOpen(deal) ? [{ ...step, kind: 'stage' as const, stageId: deal.stageId }, step] : [step];
        for (const each of steps) {
          const taken = takeStep(deal, asLine(row, each, details), { row, rules });
          if (taken === undefined) continue;
          deal = taken.deal;
          events.push(taken.event);
        }
      }
    } else conflicts.push(conflict('stage'));
  }

  const left = changed.filter((field) => !sameField(field, row.fields, deal));
  if (left.length > 0) {
    const fields = Object.assign({}, ...left.map((field) => pickField(row.fields, field))) as Partial<DealState>;
    const at = Math.max(now, deal.changedAt);
    const after: Deal = { ...deal, ...fields, version: deal.version + 1, changedAt: at };
    const isAssigned = left.length === 1 && left[0] === 'ownerId';
    const step = { kind: isAssigned ? 'assigned' : 'edited', now: fields, toStageId: deal.stageId, fields: left } as const;
    events.push(importedEvent({ before: deal, after }, asLine(row, { ...last, at }), step));
    deal = after;
  }
  return { conflicts, ...(events.length === 0 ? {} : { imported: { deal, events, isNew: false } }) };
}

/**
 * What a table of deals makes of them: new ones are opened, those that were imported before go on from what the file says now.
 *
 * @param rows of different deals. @param known by the file's id. @param context.now of the import, ms.
 */
export function planRows(
  rows: readonly ImportRow[],
  known: ReadonlyMap<string, KnownDeal>,
  context: { readonly rules: ImportRules; readonly now: Instant },
): RowPlan {
  const deals: ImportedDeal[] = [];
  const conflicts: ImportConflict[] = [];
  let unchanged = 0;
  // Wins move the value tiers, so they go in order of time.
  for (const row of rows.toSorted((a, b) => a.steps[0].at - b.steps[0].at || a.line - b.line)) {
    const before = known.get(row.dealId);
    if (before === undefined) {
      deals.push(openFromRow(row, context.rules));
      continue;
    }
    const update = updateFromRow(row, before, context);
    conflicts.push(...update.conflicts);
    if (update.imported !== undefined) deals.push(update.imported);
    else if (update.conflicts.length === 0) unchanged += 1;
  }
  return { deals, unchanged, conflicts };
}
