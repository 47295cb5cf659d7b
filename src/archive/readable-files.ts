import Papa from 'papaparse';
import { neutralizeFormula } from '../core/formula-text.ts';
import { exponent } from '../core/money/money.ts';
import { knownStage, type Pipeline, reasonText } from '../core/pipeline/stage.ts';
import type { TableRows, WorkspaceSnapshot } from '../store/types/archives.ts';

type Row = Readonly<Record<string, string | null>>;
type Cell = string | null;

/** Names by id, for what the rows hold of others. */
type Names = {
  readonly members: ReadonlyMap<string, string>;
  readonly contacts: ReadonlyMap<string, Row>;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
};

/** A table as a person reads it: a heading, and a line of cells for a row of the database. */
type ReadableFile = {
  readonly file: string;
  readonly table: string;
  readonly headings: readonly string[];
  readonly cells: (row: Row, names: Names) => readonly Cell[];
};

const at = (row: Row, column: string): Cell => row[column] ?? null;

/** A decimal number in main units: 4800000 of PLN is 48000.00. */
function amount(minor: Cell, currency: Cell): Cell {
  if (minor === null || currency === null) return null;
  const places = exponent(currency);
  if (places === 0) return minor;
  const digits = minor.padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const pipelineOf = (row: Row, { pipelines }: Names): Pipeline | undefined => pipelines.get(row['pipeline_id'] ?? '');

function stageName(row: Row, column: string, names: Names): Cell {
  const [pipeline, id] = [pipelineOf(row, names), row[column] ?? undefined];
  return (pipeline === undefined || id === undefined ? undefined : knownStage(pipeline, id)?.name) ?? at(row, column);
}

function lostReason(row: Row, names: Names): Cell {
  const pipeline = pipelineOf(row, names);
  const id = at(row, 'lost_reason_id');
  return (pipeline === undefined ? undefined : reasonText(pipeline, id)) ?? id;
}

const member = (row: Row, column: string, { members }: Names): Cell => members.get(row[column] ?? '') ?? null;
const currencyOf = (row: Row, names: Names): Cell => pipelineOf(row, names)?.currency ?? null;
const pipelineName = (row: Row, names: Names): Cell => pipelineOf(row, names)?.name ?? null;

const FILES: readonly ReadableFile[] = [
  {
    file: 'deals.csv',
    table: 'deal',
    headings: [
      ...['Number', 'Name', 'Company', 'Pipeline', 'Stage', 'Status', 'Value', 'Currency', 'Owner', 'Contact', 'E-mail', 'Phone'],
      ...[
        'Created',
        'In stage since',
        'Expected close',
        'Closed',
        'Lost reason',
        'Next step',
        'Next step on',
        'Source',
        'External id',
      ],
    ],
    cells: (row, names) => {
      const contact = names.contacts.get(row['contact_id'] ?? '');
      return [
        ...[at(row, 'number'), at(row, 'name'), at(row, 'company'), pipelineName(row, names), stageName(row, 'stage_id', names)],
        ...[at(row, 'outcome'), amount(at(row, 'value_minor'), at(row, 'currency')), at(row, 'currency')],
        ...[member(row, 'owner_id', names), contact?.['name'] ?? null, contact?.['email'] ?? null, contact?.['phone'] ?? null],
        ...[at(row, 'created_at'), at(row, 'stage_since'), at(row, 'close_on'), at(row, 'closed_at'), lostReason(row, names)],
        ...[at(row, 'next_step'), at(row, 'next_step_on'), at(row, 'source'), at(row, 'external_id')],
      ];
    },
  },
  {
    file: 'history.csv',
    table: 'deal_event',
    headings: ['Deal', 'Version', 'At', 'What', 'From stage', 'To stage', 'Who', 'Through'],
    cells: (row, names) => [
      ...[at(row, 'deal_number'), at(row, 'version'), at(row, 'at'), at(row, 'kind')],
      ...[stageName(row, 'from_stage_id', names), stageName(row, 'to_stage_id', names)],
      ...[member(row, 'actor_id', names), at(row, 'through')],
    ],
  },
  {
    file: 'notes.csv',
    table: 'note',
    headings: ['Deal', 'At', 'Who', 'Kind', 'Text', 'Link'],
    cells: (row, names) => [
      ...[at(row, 'deal_number'), at(row, 'at'), member(row, 'member_id', names)],
      ...[at(row, 'kind'), at(row, 'text'), at(row, 'link')],
    ],
  },
  {
    file: 'targets.csv',
    table: 'target',
    headings: ['Pipeline', 'Who', 'Period', 'From', 'Value', 'Currency'],
    cells: (row, names) => [
      ...[pipelineName(row, names), member(row, 'member_id', names), at(row, 'period'), at(row, 'starts_on')],
      ...[amount(at(row, 'value_minor'), currencyOf(row, names)), currencyOf(row, names)],
    ],
  },
  {
    file: 'people.csv',
    table: 'member',
    headings: ['Name', 'E-mail', 'Slack user', 'Role', 'Account'],
    cells: (row) => [at(row, 'name'), at(row, 'email'), at(row, 'slack_user_id'), at(row, 'role'), at(row, 'account')],
  },
];

const toRows = ({ columns, rows }: TableRows): readonly Row[] =>
  rows.map((values) => Object.fromEntries(columns.map((column, i) => [column, values[i] ?? null])));

async function readAll(snapshot: WorkspaceSnapshot, table: string): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const rows of snapshot.read(table)) all.push(...toRows(rows));
  return all;
}

/** Lines of a table; what a spreadsheet would run is neutralised, in a way that an import takes back. */
export const csv = (cells: readonly (readonly Cell[])[]): string =>
  `${Papa.unparse(
    cells.map((line) => line.map((cell) => neutralizeFormula(cell ?? ''))),
    { newline: '\r\n' },
  )}\r\n`;

async function* lines(snapshot: WorkspaceSnapshot, file: ReadableFile, names: Names): AsyncGenerator<string> {
  // With the byte order mark spreadsheets take it for UTF-8.
  yield `\uFEFF${csv([file.headings])}`;
  for await (const rows of snapshot.read(file.table)) yield csv(toRows(rows).map((row) => file.cells(row, names)));
}

/** The tables that people read, as CSV: a name and its text, in pieces. */
export async function readableFiles(
  snapshot: WorkspaceSnapshot,
  pipelines: readonly Pipeline[],
): Promise<readonly { readonly name: string; readonly content: AsyncIterable<string> }[]> {
  const members = await readAll(snapshot, 'member');
  const contacts = await readAll(snapshot, 'contact');
  const names: Names = {
    members: new Map(members.map((row) => [row['id'] ?? '', row['name'] ?? ''])),
    contacts: new Map(contacts.map((row) => [row['id'] ?? '', row])),
    pipelines: new Map(pipelines.map((pipeline) => [pipeline.id, pipeline])),
  };
  return FILES.map((file) => ({ name: file.file, content: lines(snapshot, file, names) }));
}
