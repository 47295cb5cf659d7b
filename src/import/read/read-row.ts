import { foldText } from '../../core/fold-text.ts';
import type { RowStep } from '../../core/history/import-row.ts';
import type { StageId } from '../../core/ids.ts';
import { isCurrency, type Money } from '../../core/money/money.ts';
import { reasonAliases } from '../../core/pipeline/pipeline-templates.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { type PlainDate, startOfDay } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { readAmountCell } from '../../input/columns/amount-column.ts';
import { readDateCell } from '../../input/columns/date-cell.ts';
import { parseCurrency } from '../../input/currency-word.ts';
import type { TableRow } from '../../input/files/table.ts';
import { normalizeText } from '../../input/slack-text.ts';
import type { ColumnRules } from './column-rules.ts';
import { closedHeading, type DealField } from './deal-fields.ts';
import { ownColumnsLine } from './own-columns.ts';
import type { ColumnPlan } from './propose-columns.ts';
import { endMeant } from './propose-stages.ts';
import type { DealRowProblem } from './row-problem.ts';
import { toSteps } from './row-steps.ts';
import { createStanding, type Meanings, type Standing } from './standing.ts';

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
  readonly meanings: Meanings;
};

/** A row as the file says it: people by their names, the value in its own currency. */
export type ReadDealRow = {
  readonly line: number;
  readonly dealId: string;
  readonly steps: readonly [RowStep, ...(readonly RowStep[])];
  /** It has the date of the other end too, which an earlier closing left. */
  readonly isClosedTwice: boolean;
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
  /** The note has no room for all that the row holds. */
  readonly isNoteCut: boolean;
};

/** `leftOut`: with its stage, by the person's choice; `unknown`: by what the file calls where it stands. */
export type RowReading =
  | { readonly kind: 'deal'; readonly row: ReadDealRow }
  | { readonly kind: 'bad'; readonly problem: DealRowProblem }
  | Extract<Standing, { readonly kind: 'leftOut' | 'unknown' }>;

/** Digits that are gone: of an id or a phone number. */
const SHORTENED = /^\d(?:[.,]\d{1,14})?E\+\d{1,3}$/i;
/** HubSpot's way to write a person. Several of them stay as they are. */
const ADDRESSED = /^([^;()<>]{1,200}) [(<]([^\s()<>;,@]{1,100}@[^\s()<>;,@]{1,100})[)>]$/;

/** The name and the e-mail of a person. @example splitAddress('Jan Nowak (jan@firm.example)') // => { name: 'Jan Nowak', email: 'jan@firm.example' } */
function splitAddress(text: string): { readonly name: string; readonly email: string } {
  const [, name = text, email = ''] = ADDRESSED.exec(text) ?? [];
  return { name, email };
}

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
  const { heading, plan, rules, pipeline, timeZone, now, meanings } = context;
  const dayStart = createDayStart(timeZone);
  const reasons = new Map(reasonAliases(pipeline.lostReasons).map(({ id, text }) => [foldText(text), id]));

  const readDate = ({ cells }: TableRow, column: number): RowDate | undefined => {
    const cell = cells[column] ?? '';
    const read = readDateCell(cell, {
      order: rules.dateOrders.get(column) ?? 'dayFirst',
      is1904: rules.is1904,
      timeZone,
    });
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
  /** As {@link text}, of what is no word: a spreadsheet that showed `4,86E+10` kept the digits to itself. */
  const number = (row: TableRow, field: DealField): string => {
    const found = text(row, field);
    const [column = -1] = plan.fields[field] ?? [];
    if (SHORTENED.test(found))
      throw new RowError({ why: 'amount', problem: 'shortened', column: heading[column] ?? '', text: found });
    return found;
  };
  const orNull = (found: string): string | null => (found === '' ? null : found);
  const standing = createStanding(pipeline, meanings, text);

  const money = (row: TableRow): Money | null => {
    const column = plan.fields.value?.[0];
    if (column === undefined) return null;
    const named = text(row, 'currency');
    const upper = named.toUpperCase();
    const currency = named === '' ? pipeline.currency : isCurrency(upper) ? upper : parseCurrency(named, pipeline.currency);
    if (currency === undefined) throw new RowError({ why: 'currency', text: named });
    const cell = row.cells[column] ?? '';
    const amount = readAmountCell(cell, { currency, decimalSign: rules.decimalSign });
    if (amount.ok && amount.money !== null && named !== '' && amount.money.currency !== currency)
      throw new RowError({ why: 'twoCurrencies', currency, column: heading[column] ?? '', text: String(cell) });
    if (amount.ok) return amount.money;
    throw new RowError({ why: 'amount', problem: amount.why, column: heading[column] ?? '', text: String(cell) });
  };

  /** When a row came to an end, by the columns that some condition names. */
  const closedIn = (row: TableRow, isMeant: (end: 'won' | 'lost' | undefined) => boolean): RowDate | undefined => {
    for (const column of plan.fields.closed ?? []) {
      const date = isMeant(closedHeading(heading[column] ?? '')) ? readDate(row, column) : undefined;
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const datedEnd = (row: TableRow, end: 'won' | 'lost') => closedIn(row, (named) => named === end);
  /** A column of the same end goes before one that names none; what dates the other end says nothing of this one. */
  const endDate = (row: TableRow, end: 'won' | 'lost') => datedEnd(row, end) ?? closedIn(row, (named) => named === undefined);

  const steps = (
    row: TableRow,
    { outcome, stageId }: { readonly outcome: 'open' | 'won' | 'lost'; readonly stageId: StageId },
  ) => {
    const created = past(firstDate(row, 'created'))?.at;
    const stageSince = past(firstDate(row, 'stageSince'))?.at;
    const entered = plan.entered.flatMap(({ column, stage }): readonly RowStep[] => {
      const meaning = meanings.stage(stage);
      const date = meaning === undefined || meaning === 'leaveOut' ? undefined : past(readDate(row, column));
      if (date === undefined || meaning === undefined || meaning === 'leaveOut') return [];
      const end = endMeant(meaning);
      return [end === undefined ? { at: date.at, kind: 'stage', stageId: meaning } : { at: date.at, kind: end, stageId }];
    });
    if (outcome === 'open') {
      const since = stageSince ?? created ?? now;
      return { steps: toSteps({ meaning: outcome, stageId, closedAt: undefined, since, entered }), isClosedTwice: false };
    }
    const closed = past(endDate(row, outcome) ?? firstDate(row, 'close') ?? firstDate(row, 'closeOn'));
    const closedAt = closed?.at ?? stageSince;
    if (closedAt === undefined && !entered.some(({ kind }) => kind === outcome)) throw new RowError({ why: 'closedWithoutDate' });
    const other = outcome === 'won' ? 'lost' : 'won';
    const isClosedTwice = entered.some(({ kind }) => kind === other) || datedEnd(row, other) !== undefined;
    return { steps: toSteps({ meaning: outcome, stageId, closedAt, since: closedAt ?? now, entered }), isClosedTwice };
  };

  const contact = (row: TableRow): ReadDealRow['contact'] => {
    const named = splitAddress(text(row, 'contact'));
    const email = text(row, 'email') || named.email;
    const found = { name: orNull(named.name), email: orNull(email), phone: orNull(number(row, 'phone')) };
    return Object.values(found).every((each) => each === null) ? null : found;
  };
  /** Of a person the first address and number are the contact's: the others are kept in the note. */
  const otherAddresses = (row: TableRow): readonly number[] =>
    (['email', 'phone'] as const).flatMap((field) =>
      (plan.fields[field] ?? []).filter((column) => normalizeText(String(row.cells[column] ?? '')) !== '').slice(1),
    );
  const note = (row: TableRow, reason: string): Pick<ReadDealRow, 'note' | 'isNoteCut'> => {
    const texts = [String(row.cells[plan.fields.note?.[0] ?? -1] ?? '').trim(), reason].filter((text) => text !== '');
    const columns = [...otherAddresses(row), ...plan.notes].map(
      (column) => [heading[column] ?? '', row.cells[column] ?? ''] as const,
    );
    const { line, isCut } = ownColumnsLine(columns, texts.join('\n').length);
    return { note: orNull([...texts, line].filter((text) => text !== '').join('\n')), isNoteCut: isCut };
  };

  const readRow = (row: TableRow): RowReading => {
    const where = standing(row);
    if (where.kind === 'noStage') throw new RowError({ why: 'noStage' });
    if (where.kind !== 'deal') return where;
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
        dealId: number(row, 'id'),
        ...steps(row, where),
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
        ...note(row, lostReasonId === null ? reason : ''),
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
