import { parseArgs } from 'node:util';
import { ENCODINGS } from '../input/files/decode-text.ts';
import { parseList } from '../input/parse-list.ts';
import { errorMessage } from '../platform/error-message.ts';
import { DEAL_FIELDS, isDealField } from './read/deal-fields.ts';
import type { NameMap } from './resolve-people.ts';

/** What an import was asked for. */
export type ImportOptions = {
  readonly file: string;
  readonly stages: NameMap | readonly string[];
  readonly reps: NameMap;
  /** Headings of a table of deals, and the field that each is: `note` keeps a column in the note, `leaveOut` nowhere. */
  readonly columns: NameMap;
  readonly owner: string | undefined;
  readonly decimalSign: '.' | ',' | undefined;
  readonly dateOrder: 'dayFirst' | 'monthFirst' | undefined;
  readonly encoding: (typeof ENCODINGS)[number] | undefined;
  readonly sheet: string | undefined;
  readonly leaveOutBad: boolean;
  readonly workspace: string | undefined;
  readonly pipeline: string | undefined;
  readonly dryRun: boolean;
};

/** An import to be taken back. */
export type UndoOptions = { readonly undo: string; readonly workspace: string | undefined };

export const IMPORT_USAGE = `npm run -s import -- FILE [--dry-run]
  FILE is an export of deals as CSV or XLSX (HubSpot, Pipedrive, Salesforce, Odoo, Bitrix24, Livespace, or any table with a name and a stage),
  or a stage history: Salesforce's, or the columns at,deal_id,rep,value,currency,event,stage (and, if you like, name and company), where event
  is stage, won, lost or value, and a stage row after won or lost reopens the deal. CSV may be packed (.gz).
  --dry-run                         say what would be imported, and write nothing: begin with this
  --columns "My heading=name,Region=note"   what a column holds, where it is not seen: ${DEAL_FIELDS.join(', ')};
                                    or "leaveOut": what nobody recognises is kept in the deal's note
  --stages demo=Needs,quote=Offer,dead=lost  what the file calls your stages, won or lost, or "leaveOut" (of a column that
                                    says open, won or lost: "open" too); or, of a stage history, its own
                                    names in the order of your stages
  --reps ola=U0ABC123,jan=jan@firm.example   who the file's owners are: a Slack user id, an e-mail or a name; the others are found by
                                    e-mail or name, or made as members without an account
  --owner jan@firm.example          whose deals those without an owner are
  --decimal point|comma, --dates day-first|month-first   where the file does not tell
  --encoding ${ENCODINGS.join('|')}, --sheet NAME   where the file is read wrongly
  --skip-bad                        leave out rows of a table of deals that cannot be read
  --workspace T0ABC123              where there are several
  --pipeline ID                     default: the default pipeline
  --undo=ID                         take an import back; ID is what it said when it was done
  While a bot has the embedded database open, it is asked to do it.
  Everything is imported in one go, or nothing: one bad line, or an interruption, leaves your data as it was. A second run with the same file
  changes nothing; with a newer file it adds what is new, and leaves alone what was changed in Lejek since.`;

const OPTIONS = {
  stages: { type: 'string' },
  reps: { type: 'string' },
  columns: { type: 'string' },
  owner: { type: 'string' },
  decimal: { type: 'string' },
  dates: { type: 'string' },
  encoding: { type: 'string' },
  sheet: { type: 'string' },
  'skip-bad': { type: 'boolean' },
  workspace: { type: 'string' },
  pipeline: { type: 'string' },
  undo: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Whether a stage, or a column, is left out. */
export const isLeaveOut = (text: string): boolean => /^leave-?out$/i.test(text);

/** `a=b,c=d`; nothing for any other text. */
function parseNameMap(text: string): NameMap | undefined {
  const pairs = parseList(text).map((part) => part.split('=').map((side) => side.trim()));
  const whole = pairs.every((pair) => pair.length === 2 && pair.every((side) => side !== ''));
  return whole ? new Map(pairs.map(([theirs = '', ours = '']) => [theirs, ours])) : undefined;
}

/** One of a few words, by what it stands for; a sentence for any other. */
function choose<Value>(
  name: string,
  typed: string | undefined,
  words: Readonly<Record<string, Value>>,
): Value | undefined | string {
  if (typed === undefined) return undefined;
  const found = Object.entries(words).find(([word]) => word === typed)?.[1];
  return found ?? `--${name} is ${Object.keys(words).join(' or ')}, not "${typed}".`;
}

const DECIMALS = { point: { sign: '.' }, comma: { sign: ',' } } as const;
const ORDERS = { 'day-first': { order: 'dayFirst' }, 'month-first': { order: 'monthFirst' } } as const;

/** @returns what was asked for, 'help', or a sentence about what was not understood. */
export function parseImportOptions(args: readonly string[]): ImportOptions | UndoOptions | string {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return errorMessage(error);
  }
  const { values, positionals } = parsed;
  if (values.help === true) return 'help';
  if (values.undo !== undefined) return { undo: values.undo, workspace: values.workspace };
  const [file, ...more] = positionals;
  if (file === undefined) return 'Which file?';
  if (more.length > 0) return `One file at a time: ${positionals.join(', ')}`;
  const stages = values.stages ?? '';
  const named = stages.includes('=') ? parseNameMap(stages) : parseList(stages);
  if (named === undefined) return `--stages is a list, or pairs such as demo=Needs: "${stages}" is neither.`;
  const reps = parseNameMap(values.reps ?? '');
  if (reps === undefined) return `--reps are pairs such as ola=ola@firm.example: "${values.reps}" is not.`;
  const columns = parseNameMap(values.columns ?? '');
  if (columns === undefined) return `--columns are pairs such as "My heading=name": "${values.columns}" is not.`;
  const unknown = [...columns.values()].find((field) => !isDealField(field) && !isLeaveOut(field));
  if (unknown !== undefined) return `--columns: there is no field ${unknown}. Fields are ${DEAL_FIELDS.join(', ')}, leaveOut.`;
  const decimal = choose('decimal', values.decimal, DECIMALS);
  if (typeof decimal === 'string') return decimal;
  const order = choose('dates', values.dates, ORDERS);
  if (typeof order === 'string') return order;
  const encoding = ENCODINGS.find((each) => each === values.encoding);
  if (values.encoding !== undefined && encoding === undefined) return `--encoding is one of ${ENCODINGS.join(', ')}.`;
  return {
    ...{ file, reps, columns, encoding, stages: named },
    ...{ owner: values.owner, sheet: values.sheet, workspace: values.workspace, pipeline: values.pipeline },
    decimalSign: decimal?.sign,
    dateOrder: order?.order,
    leaveOutBad: values['skip-bad'] === true,
    dryRun: values['dry-run'] === true,
  };
}
