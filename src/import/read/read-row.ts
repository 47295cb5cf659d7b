import { foldText } from '../../core/fold-text.ts';
import type { RowStep } from '../../core/history/import-row.ts';
import type { StageId } from '../../core/ids.ts';
import { isCurrency, type Money } from '../../core/money/money.ts';
import { reasonAliases } from '../../core/pipeline/pipeline-templates.ts';
import { openStages, type Pipeline, stageById } from '../../core/pipeline/stage.ts';
import { type PlainDate, startOfDay } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { readAmountCell } from '../../input/columns/amount-column.ts';
import { readDateCell } from '../../input/columns/date-cell.ts';
import { parseCurrency } from '../../input/currency-word.ts';
import type { TableRow } from '../../input/files/table.ts';
import { normalizeText } from '../../input/slack-text.ts';
import type { ColumnRules } from './column-rules.ts';
import type { DealField } from './deal-fields.ts';
import type { ColumnPlan } from './propose-columns.ts';
import { endMeant, outcomeByName, type StageMeaning } from './propose-stages.ts';
import type { DealRowProblem } from './row-problem.ts';
import { toSteps } from './row-steps.ts';

/** Longer than any name of a deal or firm. */
const MAX_NAME_LENGTH = 300;

/** What rows are read by. */
export type RowContext = {
  readonly heading: readonly string[];
  readonly plan: ColumnPlan;
  readonly rules: ColumnRules;
  readonly pipeline: Pipeline;
  readonly timeZone: string;
  /** Of the import, ms. */
  readonly now: Instant;
  /** What a stage of the file means; undefined where nobody has said. */
  readonly stageMeaning: (name: string) => StageMeaning | undefined;
};

/** A row as the file says it: people by their names, the value in its own currency. */
export type ReadDealRow = {
  readonly line: number;
  readonly dealId: string;
  readonly steps: readonly [RowStep, ...(readonly RowStep[])];
  readonly name: string;
  readonly company: string | null;
  readonly owner: string;
  readonly money: Money | null;
  readonly closeOn: PlainDate | null;
  readonly nextStep: string | null;
  readonly nextStepOn: PlainDate | null;
  readonly source: string | null;
  readonly lostReasonId: string | null;
  readonly contact: { readonly name: string | null; readonly email: string | null; readonly phone: string | null } | null;
  readonly note: string | null;
};

/** A row that is left out because its stage is, by the person's choice. */
export type RowReading =
  | { readonly kind: 'deal'; readonly row: ReadDealRow }
  | { readonly kind: 'bad'; readonly problem: DealRowProblem }
  | { readonly kind: 'leftOut' };

/** Thrown within a row alone. */
class RowError extends Error {
  readonly problem: DealRowProblem;
  constructor(problem: DealRowProblem) {
    super(problem.why);
    this.problem = problem;
  }
}

/** A date of a row: its instant is the start of the day where the cell says no time. */
type RowDate = { readonly on: PlainDate; readonly at: Instant; readonly column: number; readonly text: string };

/** The first instant of a day, kept: a file names the same days again and again. */
function createDayStart(timeZone: string): (on: PlainDate) => Instant {
  const known = new Map<PlainDate, Instant>();
  return (on) => {
    const at = known.get(on) ?? startOfDay(on, timeZone);
    known.set(on, at);
    return at;
  };
}

/** Makes a reader of rows. */
export function createRowReader(context: RowContext): (row: TableRow) => RowReading {
  const { heading, plan, rules, pipeline, timeZone, now, stageMeaning } = context;
  const dayStart = createDayStart(timeZone);
  const open = openStages(pipeline);
  const [firstStage] = open;
  const lastStage = open.at(-1);
  const reasons = new Map(reasonAliases(pipeline.lostReasons).map(({ id, text }) => [foldText(text), id]));

  const readDate = ({ cells }: TableRow, column: number): RowDate | undefined => {
    const cell = cells[column] ?? '';
    const read = readDateCell(cell, { order: rules.dateOrders.get(column) ?? 'dayFirst', timeZone });
    const text = String(cell);
    if (!read.ok) throw new RowError({ why: 'date', problem: read.why, column: heading[column] ?? '', text });
    return read.on === null ? undefined : { on: read.on, at: read.at ?? dayStart(read.on), column, text };
  };
  /** Of a past event: what lies ahead has not happened. */
  const past = (date: RowDate | undefined): RowDate | undefined => {
    if (date !== undefined && date.at > now)
      throw new RowError({ why: 'future', column: heading[date.column] ?? '', text: date.text });
    return date;
  };
  const firstDate = (row: TableRow, field: DealField): RowDate | undefined => {
    for (const column of plan.fields[field] ?? []) {
      const date = readDate(row, column);
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const text = ({ cells }: TableRow, field: DealField): string => {
    for (const column of plan.fields[field] ?? []) {
      const found = normalizeText(String(cells[column] ?? ''));
      if (found !== '') return found;
    }
    return '';
  };
  const orNull = (found: string): string | null => (found === '' ? null : found);

  /** Whether a deal is open, and in which stage it is or was closed. */
  const standing = (row: TableRow) => {
    const named = text(row, 'stage');
    const meaning = named === '' ? undefined : stageMeaning(named);
    const status = outcomeByName(text(row, 'status'));
    if (meaning === 'leaveOut') return undefined;
    const stage = meaning === undefined ? undefined : stageById(pipeline, meaning);
    const outcome = endMeant(meaning) ?? status ?? 'open';
    if (stage === undefined && outcome === 'open') throw new RowError({ why: 'noStage' });
    // Of a win without its stage the last open one is known; of a loss none is.
    const assumed = outcome === 'won' ? lastStage : firstStage;
    return { outcome, stageId: stage?.id ?? assumed?.id ?? '' };
  };

  const money = (row: TableRow): Money | null => {
    const column = plan.fields.value?.[0];
    if (column === undefined) return null;
    const named = text(row, 'currency');
    const upper = named.toUpperCase();
    const currency = named === '' ? pipeline.currency : isCurrency(upper) ? upper : parseCurrency(named, pipeline.currency);
    if (currency === undefined) throw new RowError({ why: 'currency', text: named });
    const cell = row.cells[column] ?? '';
    const amount = readAmountCell(cell, { currency, decimalSign: rules.decimalSign });
    if (amount.ok) return amount.money;
    throw new RowError({ why: 'amount', problem: amount.why, column: heading[column] ?? '', text: String(cell) });
  };

  const steps = (
    row: TableRow,
    { outcome, stageId }: { readonly outcome: 'open' | 'won' | 'lost'; readonly stageId: StageId },
  ) => {
    const created = past(firstDate(row, 'created'))?.at;
    const stageSince = past(firstDate(row, 'stageSince'))?.at;
    const entered = plan.entered.flatMap(({ column, stage }): readonly RowStep[] => {
      const meaning = stageMeaning(stage);
      const date = meaning === undefined || meaning === 'leaveOut' ? undefined : past(readDate(row, column));
      if (date === undefined || meaning === undefined || meaning === 'leaveOut') return [];
      const end = endMeant(meaning);
      return [end === undefined ? { at: date.at, kind: 'stage', stageId: meaning } : { at: date.at, kind: end, stageId }];
    });
    if (outcome === 'open')
      return toSteps({ meaning: outcome, stageId, closedAt: undefined, since: stageSince ?? created ?? now, entered });
    const closed = past(firstDate(row, 'closed') ?? firstDate(row, 'close') ?? firstDate(row, 'closeOn'));
    const closedAt = closed?.at ?? stageSince;
    if (closedAt === undefined && !entered.some(({ kind }) => kind === outcome)) throw new RowError({ why: 'closedWithoutDate' });
    return toSteps({ meaning: outcome, stageId, closedAt, since: closedAt ?? now, entered });
  };

  const contact = (row: TableRow): ReadDealRow['contact'] => {
    const found = { name: orNull(text(row, 'contact')), email: orNull(text(row, 'email')), phone: orNull(text(row, 'phone')) };
    return Object.values(found).every((each) => each === null) ? null : found;
  };
  const note = (row: TableRow, reason: string): string | null => {
    const own = plan.notes.map((column) => [heading[column] ?? '', normalizeText(String(row.cells[column] ?? ''))] as const);
    const lines = [
      String(row.cells[plan.fields.note?.[0] ?? -1] ?? '').trim(),
      reason,
      ...own.flatMap(([name, found]) => (found === '' ? [] : [`${name}: ${found}`])),
    ];
    return orNull(lines.filter((line) => line !== '').join('\n'));
  };

  const readRow = (row: TableRow): RowReading => {
    const where = standing(row);
    if (where === undefined) return { kind: 'leftOut' };
    const company = text(row, 'company');
    const name = text(row, 'name') || company;
    if (name === '') throw new RowError({ why: 'noName' });
    const length = Math.max(name.length, company.length);
    if (length > MAX_NAME_LENGTH) throw new RowError({ why: 'cellTooLong', length, most: MAX_NAME_LENGTH });
    const reason = where.outcome === 'lost' ? text(row, 'lostReason') : '';
    const lostReasonId = reasons.get(foldText(reason)) ?? null;
    const isOpen = where.outcome === 'open';
    return {
      kind: 'deal',
      row: {
        line: row.line,
        dealId: text(row, 'id'),
        steps: steps(row, where),
        name,
        company: orNull(company),
        owner: text(row, 'ownerEmail') || text(row, 'owner'),
        money: money(row),
        closeOn: isOpen ? ((firstDate(row, 'closeOn') ?? firstDate(row, 'close'))?.on ?? null) : null,
        nextStep: isOpen ? orNull(text(row, 'nextStep')) : null,
        nextStepOn: isOpen && text(row, 'nextStep') !== '' ? (firstDate(row, 'nextStepOn')?.on ?? null) : null,
        source: orNull(text(row, 'source')),
        lostReasonId,
        contact: contact(row),
        note: note(row, lostReasonId === null ? reason : ''),
      },
    };
  };

  return (row) => {
    try {
      return readRow(row);
    } catch (error) {
      if (error instanceof RowError) return { kind: 'bad', problem: error.problem };
      throw error;
    }
  };
}
