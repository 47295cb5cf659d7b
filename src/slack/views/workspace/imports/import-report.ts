import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import { stageById } from '../../../../core/pipeline/stage.ts';
import { dateAt } from '../../../../core/time/calendar.ts';
import type { ImportQuestion } from '../../../../import/read/import-choices.ts';
import type { ImportReport } from '../../../../import/read/import-report.ts';
import type { DealRowProblem } from '../../../../import/read/row-problem.ts';
import type { SuspiciousRow } from '../../../../import/read/suspicious-rows.ts';
import type { Separator, TableProblem } from '../../../../input/files/table.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { literal } from '../../kit/text.ts';

/** Lines that are told one by one; the rest is counted. */
const MAX_LINES = 10;
const MAX_NAMES = 12;
/** Cells are quoted no longer than this. */
const MAX_QUOTE = 40;

const quote = (text: string): SafeText => literal(text, MAX_QUOTE);
const names = (m: Messages, all: readonly string[], most = MAX_NAMES): SafeText =>
  joinSafe([...all.slice(0, most).map(quote), ...(all.length > most ? [m.importing.moreNames(all.length - most)] : [])], ', ');

/** Why a row cannot be read. */
export function rowProblemText({ importing: { problems } }: Messages, problem: DealRowProblem): SafeText {
  switch (problem.why) {
    case 'cellCount':
      return problems.cellCount(problem.cells, problem.columns);
    case 'cellTooLong':
      return problems.cellTooLong(problem.length, problem.most);
    case 'lostLetters':
    case 'cellError':
    case 'noResult':
    case 'currency':
      return problems[problem.why](quote(problem.text));
    case 'noName':
    case 'noStage':
    case 'closedWithoutDate':
      return problems[problem.why];
    case 'amount':
    case 'date':
      return problems[problem.problem](quote(problem.text), quote(problem.column));
    case 'twoCurrencies':
      return problems.twoCurrencies(quote(problem.text), quote(problem.column), literal(problem.currency));
    case 'future':
      return problems.future(quote(problem.text), quote(problem.column));
    case 'duplicate':
      return problems.duplicate(quote(problem.id), problem.line);
  }
}

/** Why a file cannot be read at all, and what to do. */
export function fileProblemText(m: Messages, problem: TableProblem): SafeText {
  const { file } = m.importing;
  switch (problem.why) {
    case 'brokenText':
      return file.brokenText(literal(problem.encoding));
    case 'quotes':
      return file.quotes(problem.line);
    case 'tooManyColumns':
      return file.tooManyColumns(problem.columns, problem.most);
    case 'tooManyRows':
      return file.tooManyRows(problem.most);
    case 'noSuchSheet':
      return file.noSuchSheet(names(m, problem.sheets));
    default:
      return file[problem.why];
  }
}

/** What has to be said before a file can be imported. */
export function questionText(m: Messages, question: ImportQuestion): SafeText {
  const { importing } = m;
  switch (question.ask) {
    case 'column':
      return question.field === 'name' ? importing.askName : importing.askStage;
    case 'stages':
      return importing.askStages(names(m, question.names));
    case 'decimalSign':
      return question.isMixed ? importing.mixedDecimals(quote(question.example)) : importing.askDecimals(quote(question.example));
    case 'dateOrder':
      return question.isMixed ? importing.mixedDates(quote(question.example)) : importing.askDates(quote(question.example));
    case 'owner':
      return importing.askOwner(question.rows);
  }
}

const SEPARATOR_NAMES: Readonly<Record<Separator, 'comma' | 'semicolon' | 'tab' | 'bar'>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

function readLine({ importing }: Messages, { read }: ImportReport): SafeText {
  return read.as === 'text'
    ? importing.readAsText(literal(read.encoding.toUpperCase()), importing.separators[SEPARATOR_NAMES[read.separator]])
    : importing.readSheet(quote(read.sheet), read.otherSheets.length);
}

function suspiciousText({ importing, f }: Messages, row: SuspiciousRow): SafeText {
  const name = quote(row.name);
  return row.why === 'huge' ? importing.huge(row.line, name, f.money(row.money)) : importing[row.why](row.line, name, row.on);
}

/** A list that is cut after {@link MAX_LINES}. */
function listed<Item>(m: Messages, items: readonly Item[], line: (item: Item) => SafeText): readonly SafeText[] {
  const more = items.length - MAX_LINES;
  return [...items.slice(0, MAX_LINES).map((item) => safe`• ${line(item)}`), ...(more > 0 ? [m.importing.moreBad(more)] : [])];
}

/** What the file calls stages, and what they are taken for. */
function meaningLine(m: Messages, { meanings }: ImportReport, pipeline: Pipeline): readonly SafeText[] {
  if (meanings.length === 0) return [];
  const meant = (meaning: string): SafeText =>
    meaning === 'leaveOut'
      ? m.importing.leaveOut
      : meaning === 'open'
        ? m.importing.stillOpen
        : literal(pipeline.stages.find(({ id, kind }) => id === meaning || kind === meaning)?.name ?? meaning);
  const shown = meanings.slice(0, MAX_NAMES).map(({ name, meaning }) => safe`${quote(name)} → ${meant(meaning)}`);
  return [m.importing.meanings(joinSafe([...shown, ...(meanings.length > MAX_NAMES ? [safe`…`] : [])], ', '))];
}

function conflictLine(m: Messages, { conflicts }: ImportReport): readonly SafeText[] {
  if (conflicts.length === 0) return [];
  const fields = { ...m.importing.fields, ownerId: m.importing.fields.owner, withdrawn: m.importing.withdrawn };
  const shown = conflicts.slice(0, MAX_NAMES).map(({ dealId, field }) => safe`${quote(dealId)} (${fields[field]})`);
  return [
    m.importing.conflicts(conflicts.length, joinSafe([...shown, ...(conflicts.length > MAX_NAMES ? [safe`…`] : [])], ', ')),
  ];
}

/**
 * What a file holds and what importing it will do, line by line.
 *
 * @param place.leavesOutBad whether rows that cannot be read are left out, instead of keeping the file from being imported.
 */
export function importReportLines(
  m: Messages,
  report: ImportReport,
  {
    pipeline,
    timeZone,
    leavesOutBad,
    mostColumns = MAX_NAMES,
  }: {
    readonly pipeline: Pipeline;
    readonly timeZone: string;
    readonly leavesOutBad: boolean;
    /** Columns that are named one by one; a message has room for fewer than a file has. */
    readonly mostColumns?: number;
  },
): readonly SafeText[] {
  const { importing, f } = m;
  const { currency } = pipeline;
  const value = (minor: number): SafeText => f.shortMoney({ minor, currency });
  const { newDeals, changedDeals, open, won, lost, from, to } = report;
  const isNothing = newDeals + changedDeals === 0;
  const spanText = from === null || to === null ? [] : [importing.span(dateAt(from, timeZone), dateAt(to, timeZone))];
  const sums = [importing.outcomes({ open, openValue: value(report.openMinor), won, lost }), ...spanText];
  const stages = report.stages.map(({ stageId, deals, minor }) =>
    importing.stage(literal(stageById(pipeline, stageId)?.name ?? stageId), deals, value(minor)),
  );
  return [
    importing.head(quote(report.fileName), importing.systems[report.system], report.rows),
    readLine(m, report),
    isNothing
      ? importing.would({ newDeals, changedDeals })
      : safe`${importing.would({ newDeals, changedDeals })}: ${joinSafe(sums, ', ')}.`,
    ...(stages.length === 0 ? [] : [joinSafe(stages, ' · ')]),
    ...meaningLine(m, report, pipeline),
    ...(report.unchanged === 0 ? [] : [importing.unchanged(report.unchanged)]),
    ...conflictLine(m, report),
    ...(report.newPeople.length === 0 ? [] : [importing.newPeople(report.newPeople.length, names(m, report.newPeople))]),
    ...report.unpriced.map(([code, deals]) => importing.unpriced(literal(code), deals)),
    ...(report.closedTwice === 0 ? [] : [importing.closedTwice(report.closedTwice)]),
    ...(report.leftOut === 0 ? [] : [importing.leftOut(report.leftOut)]),
    ...(report.noted.length === 0 ? [] : [importing.noted(names(m, report.noted, mostColumns))]),
    ...(report.cutNotes.length === 0 ? [] : [importing.cutNotes(report.cutNotes.slice(0, MAX_LINES), report.cutNotes.length)]),
    ...(report.unused.length === 0 ? [] : [importing.unused(names(m, report.unused, mostColumns))]),
    ...(report.bad.length === 0
      ? []
      : [leavesOutBad ? importing.badIsLeftOut(report.bad.length) : importing.bad(report.bad.length)]),
    ...listed(m, report.bad, ({ line, problem }) => importing.badRow(line, rowProblemText(m, problem))),
    ...(report.suspicious.length === 0 ? [] : [importing.suspicious]),
    ...listed(m, report.suspicious, (row) => suspiciousText(m, row)),
    ...(report.questions.length === 0 ? [] : [importing.questions]),
    ...listed(m, report.questions, (question) => questionText(m, question)),
  ];
}
