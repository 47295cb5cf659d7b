/** The page of what any tool that reads SQL may rely on. */
export const REPORTS_PAGE = 'docs/reports.md';

/** A column of a view: its name, its type in PostgreSQL, and what it holds. */
export type ReportColumn = readonly [name: string, type: string, what: string];

const TEXT = 'text';
const MINOR = 'bigint';
const AMOUNT = 'numeric';
const INSTANT = 'timestamp with time zone';

const PLACE: readonly ReportColumn[] = [
  ['pipeline_id', TEXT, 'id of the pipeline; it never changes'],
  ['pipeline', TEXT, 'its name now'],
];
const WORKSPACE: ReportColumn = ['workspace_id', TEXT, "Slack's id of the workspace"];
const STAGE: readonly ReportColumn[] = [
  ['stage_id', TEXT, 'id of the stage; it never changes'],
  ['stage', TEXT, "its name now, in the workspace's language"],
  ['stage_position', 'integer', 'its place in the pipeline; sort by it'],
];

/** Every view with its columns in their order. One may be added at the end, none may change: tools rely on them. */
export const REPORT_COLUMNS: Readonly<Record<string, { readonly about: string; readonly columns: readonly ReportColumn[] }>> = {
  report_deals: {
    about:
      'A row a deal, as it is now, open and closed. Deals entered by mistake are not there; contact data and notes are not either.',
    columns: [
      WORKSPACE,
      ['number', 'integer', '141 of D-141'],
      ['name', TEXT, ''],
      ['company', TEXT, 'null: not said'],
      ...PLACE,
      ['stage_id', TEXT, 'id of the stage; of a closed deal, where it was closed'],
      ...STAGE.slice(1),
      ['outcome', TEXT, '`open`, `won` or `lost`'],
      ['owner_id', TEXT, ''],
      ['owner', TEXT, ''],
      ['value_minor', MINOR, 'net, in whole minor units of `currency`; null: not said'],
      ['value', AMOUNT, 'the same in units of `currency`'],
      ['currency', TEXT, 'as it was entered; null without a value'],
      [
        'pipeline_value_minor',
        MINOR,
        'the value in `pipeline_currency` at the rate of `rate_on`; null: no value, or no rate. Only this adds up',
      ],
      ['pipeline_value', AMOUNT, 'the same in units of `pipeline_currency`'],
      ['pipeline_currency', TEXT, "the currency of the pipeline's totals"],
      ['rate', 'double precision', 'the frozen rate; null: the same currency, or none'],
      ['rate_on', 'date', 'its day'],
      ['created_at', INSTANT, ''],
      ['stage_since', INSTANT, 'when it entered the stage'],
      ['closed_at', INSTANT, 'null: open'],
      ['close_on', 'date', 'expected close date'],
      ['lost_reason_id', TEXT, ''],
      ['lost_reason', TEXT, "in the workspace's language"],
      ['next_step', TEXT, ''],
      ['next_step_on', 'date', ''],
      ['source', TEXT, ''],
      ['external_id', TEXT, 'the id that an import or a lead form gave it'],
      ['is_incomplete', 'boolean', 'it was moved past something that a stage asks for'],
      ['changed_at', INSTANT, 'the last change of anything of it'],
    ],
  },
  report_stage_history: {
    about: 'A row a stay of a deal in a stage, from entering to leaving. What was undone is not there.',
    columns: [
      WORKSPACE,
      ['number', 'integer', 'of the deal'],
      ['visit', 'integer', '1 for its first stay, and so on'],
      ...PLACE,
      ...STAGE,
      ['owner_id', TEXT, 'who had the deal when it entered'],
      ['owner', TEXT, ''],
      ['entered_at', INSTANT, ''],
      ['left_at', INSTANT, 'null: it is there'],
      ['days', AMOUNT, 'between the two; null: it is there'],
      ['left_for', TEXT, '`stage`, `won` or `lost`; null: it is there'],
      ['next_stage_id', TEXT, 'where it went, for `stage`'],
    ],
  },
  report_forecasts: {
    about: 'A row a night, scope and period: what was forecast then. It is written once and never changes.',
    columns: [
      WORKSPACE,
      ...PLACE,
      ['currency', TEXT, 'of every amount'],
      ['taken_on', 'date', "as of the start of this day in the workspace's zone"],
      ['member_id', TEXT, 'null: the whole pipeline'],
      ['member', TEXT, ''],
      ['period', TEXT, '`month`, `quarter` or `year`'],
      ['starts_on', 'date', ''],
      ['ends_on', 'date', 'last day'],
      ['expected_minor', MINOR, 'what is won already included'],
      ['low_minor', MINOR, '8 in 10 end between this …'],
      ['high_minor', MINOR, '… and this'],
      ['won_so_far_minor', MINOR, ''],
      ['target_minor', MINOR, 'as it was then; null: none'],
      ['open_count', 'integer', 'open deals'],
      ['open_minor', MINOR, 'their value'],
      ...(['expected', 'low', 'high', 'won_so_far', 'target'] as const).map(
        (name): ReportColumn => [name, AMOUNT, `\`${name}_minor\` in units of \`currency\``],
      ),
    ],
  },
  report_targets: {
    about: 'A row a target as it is set now.',
    columns: [
      WORKSPACE,
      ...PLACE,
      ['currency', TEXT, ''],
      ['member_id', TEXT, 'null: the whole pipeline'],
      ['member', TEXT, ''],
      ['period', TEXT, '`month`, `quarter` or `year`'],
      ['starts_on', 'date', ''],
      ['ends_on', 'date', 'last day'],
      ['value_minor', MINOR, 'in whole minor units of `currency`'],
      ['value', AMOUNT, 'the same in units of `currency`'],
      ['set_at', INSTANT, ''],
    ],
  },
};

const [BEGIN, END] = ['<!-- columns: made by npm run -s docs -->', '<!-- end of columns -->'];

const section = ([view, { about, columns }]: readonly [string, (typeof REPORT_COLUMNS)[string]]): string =>
  [
    `### ${view}`,
    '',
    about,
    '',
    '| Column | Type | Holds |',
    '|---|---|---|',
    ...columns.map(([name, type, what]) => `| \`${name}\` | ${type} | ${what} |`),
  ].join('\n');

/** The page with its tables made anew. @throws Error without its markers. */
export function withReportColumns(page: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${REPORTS_PAGE} lacks its markers`);
  return `${before}${BEGIN}\n\n${Object.entries(REPORT_COLUMNS).map(section).join('\n\n')}\n\n${END}${after}`;
}
