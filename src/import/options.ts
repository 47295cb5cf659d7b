import { parseArgs } from 'node:util';
import { parseList } from '../input/parse-list.ts';
import { errorMessage } from '../platform/error-message.ts';
import type { NameMap } from './read-import.ts';

/** What an import was asked for. */
export type ImportOptions = {
  readonly file: string;
  readonly stages: NameMap | readonly string[];
  readonly reps: NameMap;
  readonly workspace: string | undefined;
  readonly pipeline: string | undefined;
  readonly dryRun: boolean;
};

export const IMPORT_USAGE = `npm run -s import -- FILE.csv[.gz] [--dry-run]
  The file is a stage history with the columns at,deal_id,rep,value,currency,event,stage (and, if you like, name and company):
  event is stage, won, lost or value; a stage row after won or lost reopens the deal. A time without a zone is UTC.
  --stages demo=Needs,quote=Offer   what the file calls your stages, where it differs; or its own names in the order of your stages
  --reps ola=U0ABC123,jan=jan@firm.example   who the file's reps are: a Slack user id, an e-mail or a name; the others are found by
                                    e-mail or name, or made as members without an account
  --workspace T0ABC123              where there are several
  --pipeline ID                     default: the default pipeline
  --dry-run                         say what would be imported, and write nothing
  Everything is imported in one go, or nothing: one bad line, or an interruption, leaves your data as it was. A second run with the same file
  changes nothing; with a longer file it adds what is new.`;

const OPTIONS = {
  stages: { type: 'string' },
  reps: { type: 'string' },
  workspace: { type: 'string' },
  pipeline: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** `a=b,c=d`; nothing for any other text. */
function parseNameMap(text: string): NameMap | undefined {
  const pairs = parseList(text).map((part) => part.split('=').map((side) => side.trim()));
  const whole = pairs.every((pair) => pair.length === 2 && pair.every((side) => side !== ''));
  return whole ? new Map(pairs.map(([theirs = '', ours = '']) => [theirs, ours])) : undefined;
}

/** @returns what was asked for, 'help', or a sentence about what was not understood. */
export function parseImportOptions(args: readonly string[]): ImportOptions | string {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return errorMessage(error);
  }
  const { values, positionals } = parsed;
  if (values.help === true) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined) return 'Which file?';
  if (more.length > 0) return `One file at a time: ${positionals.join(', ')}`;
  const stages = values.stages ?? '';
  const named = stages.includes('=') ? parseNameMap(stages) : parseList(stages);
  if (named === undefined) return `--stages is a list, or pairs such as demo=Needs: "${stages}" is neither.`;
  const reps = parseNameMap(values.reps ?? '');
  if (reps === undefined) return `--reps are pairs such as ola=ola@firm.example: "${values.reps}" is not.`;
  return {
    file,
    stages: named,
    reps,
    workspace: values.workspace,
    pipeline: values.pipeline,
    dryRun: values['dry-run'] === true,
  };
}
