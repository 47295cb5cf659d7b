import { foldText } from '../core/fold-text.ts';
import type { ImportLine } from '../core/history/imported-event.ts';
import { exponent, fromMajor, isCurrency, MAX_MINOR } from '../core/money/money.ts';
import { type PricedValue, priceForPipeline } from '../core/money/priced-value.ts';
import { stageAliases } from '../core/pipeline/pipeline-templates.ts';
import { openStages, type Pipeline } from '../core/pipeline/stage.ts';
import { utcDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Table } from '../input/files/table.ts';
import type { BadLine, HistoryLine } from '../input/stage-history-csv.ts';
import type { Tenant } from '../store/types/store.ts';
import { historyColumns, readHistoryTable } from './read/history-table.ts';
import type { ImportChoices } from './read/import-choices.ts';
import { createStageProposal } from './read/propose-stages.ts';
import type { NameMap, ResolvedPeople } from './resolve-people.ts';

/**
 * Which stage of the pipeline, or which end, a row of the file means: by the names given with `--stages`, else by the stage's own; where `usual`,
 * also by what stages of other systems usually are.
 */
export function createStageLookup(
  pipeline: Pipeline,
  given: NameMap | readonly string[],
  { usual = false }: { readonly usual?: boolean } = {},
): (name: string) => string | undefined {
  const stages = openStages(pipeline);
  const own = new Map(
    stageAliases(stages).flatMap(({ id, name, shortName }) => [id, name, shortName].map((each) => [foldText(each), id] as const)),
  );
  const pairs =
    given instanceof Map
      ? [...given].map(([theirs, ours]) => [foldText(theirs), own.get(foldText(ours))] as const)
      : [...given].map((theirs, k) => [foldText(String(theirs)), stages[k]?.id] as const);
  const mapped = new Map(pairs);
  const propose = createStageProposal(pipeline, { usual });
  return (name) => (mapped.has(foldText(name)) ? mapped.get(foldText(name)) : propose(name));
}

/** Prices values in the pipeline's currency by the rates that are known; each day's is read once. */
function createPricer(tenant: Tenant, pipeline: Pipeline) {
  const rates = new Map<string, ReturnType<Tenant['exchangeRate']>>();
  return async (major: number, code: string, at: Instant): Promise<PricedValue | string> => {
    const currency = code === '' ? pipeline.currency : code;
    if (!isCurrency(currency)) return `"${code}" is no currency`;
    if (major * 10 ** exponent(currency) > MAX_MINOR) return `${major} is more than can be kept`;
    const money = fromMajor(major, currency);
    if (currency === pipeline.currency) return priceForPipeline(money, pipeline.currency, undefined);
    const on = utcDate(at);
    const key = `${currency} ${on}`;
    const asked = rates.get(key) ?? tenant.exchangeRate({ currency, inCurrency: pipeline.currency }, on);
    rates.set(key, asked);
    return priceForPipeline(money, pipeline.currency, await asked);
  };
}

/** A file as it was understood: its lines in order of time, and those that could not be used. */
export type ReadImport = {
  readonly lines: readonly ImportLine[];
  readonly bad: readonly BadLine[];
  /** Lines whose value is in a currency without a rate: their deals count in no total. */
  readonly unpriced: number;
};

/** Reads a stage history for a pipeline. @throws RangeError for a table that is none. */
export async function readImport(
  table: Table,
  {
    tenant,
    pipeline,
    people,
    stages,
    choices,
    timeZone,
    now,
  }: {
    readonly tenant: Tenant;
    readonly pipeline: Pipeline;
    readonly people: ResolvedPeople;
    readonly stages: NameMap | readonly string[];
    readonly choices: ImportChoices;
    /** Of days without a time. */
    readonly timeZone: string;
    readonly now: Instant;
  },
): Promise<ReadImport> {
  const columns = historyColumns(table.heading);
  if (columns === undefined)
    throw new RangeError('The file is no stage history: it has no columns at, deal_id, rep, event, stage.');
  const read = readHistoryTable(table, columns, {
    findStage: createStageLookup(pipeline, stages, { usual: columns.kind !== 'own' }),
    timeZone,
    choices,
  });
  const bad = [...read.bad];
  const price = createPricer(tenant, pipeline);
  const lines: ImportLine[] = [];
  let unpriced = 0;
  for (const each of read.lines.toSorted(byTime)) {
    const { line, event, currency, name, company } = each;
    const value = event.value === null ? null : await price(event.value, currency, event.at);
    if (event.at > now) bad.push({ line, why: 'it lies in the future' });
    else if (typeof value === 'string') bad.push({ line, why: value });
    else {
      if (value !== null && value.pipelineValueMinor === null) unpriced += 1;
      const { at, dealId, kind, stageId, rep } = event;
      lines.push({ line, at, dealId, kind, stageId, ownerId: rep === '' ? null : people.memberId(rep), value, name, company });
    }
  }
  return { lines, bad, unpriced };
}

const byTime = (a: HistoryLine, b: HistoryLine): number => a.event.at - b.event.at || a.line - b.line;
