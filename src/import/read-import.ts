import { foldText } from '../core/fold-text.ts';
import type { ImportLine } from '../core/history/imported-event.ts';
import { exponent, fromMajor, isCurrency, MAX_MINOR } from '../core/money/money.ts';
import { type PricedValue, priceForPipeline } from '../core/money/priced-value.ts';
import type { Member } from '../core/people/member.ts';
import { stageAliases } from '../core/pipeline/pipeline-templates.ts';
import { openStages, type Pipeline } from '../core/pipeline/stage.ts';
import { utcDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { type BadLine, type HistoryLine, parseHistoryLines } from '../input/stage-history-csv.ts';
import type { Tenant } from '../store/types/store.ts';

/** What the file calls something, and what it is here. */
export type NameMap = ReadonlyMap<string, string>;

/** Which stage of the pipeline a row of the file means: by the names given with `--stages`, else by the stage's own. */
export function createStageLookup(pipeline: Pipeline, given: NameMap | readonly string[]): (name: string) => string | undefined {
  const stages = openStages(pipeline);
  const own = new Map(
    stageAliases(stages).flatMap(({ id, name, shortName }) => [id, name, shortName].map((each) => [foldText(each), id] as const)),
  );
  const pairs =
    given instanceof Map
      ? [...given].map(([theirs, ours]) => [foldText(theirs), own.get(foldText(ours))] as const)
      : [...given].map((theirs, k) => [foldText(String(theirs)), stages[k]?.id] as const);
  const mapped = new Map(pairs);
  return (name) => (mapped.has(foldText(name)) ? mapped.get(foldText(name)) : own.get(foldText(name)));
}

/** People of the file: who they are here, and who has to be made. */
export type ResolvedPeople = {
  readonly memberId: (rep: string) => string;
  readonly created: () => readonly Pick<Member, 'id' | 'name'>[];
  /** Names given with `--reps` that fit nobody here. */
  readonly unknown: readonly string[];
};

/** Finds the reps of a file among the members: as `--reps` says, else by e-mail, Slack user id or name; makes those who are not there. */
export async function resolvePeople(tenant: Tenant, given: NameMap): Promise<ResolvedPeople> {
  const [members, emails] = await Promise.all([tenant.members.all(), tenant.imports.emails()]);
  const found = (name: string): string | undefined =>
    emails.get(name.toLowerCase()) ??
    members.find(({ id, slackUserId }) => slackUserId === name || id === name)?.id ??
    members.find((member) => foldText(member.name) === foldText(name))?.id;
  const ids = new Map<string, string>();
  const created: Pick<Member, 'id' | 'name'>[] = [];
  const targets = new Map([...given].map(([theirs, ours]) => [foldText(theirs), ours]));
  const memberId = (rep: string): string => {
    const key = foldText(rep);
    const name = targets.get(key) ?? rep;
    const id = ids.get(key) ?? found(name) ?? ids.get(foldText(name)) ?? tenant.imports.newId();
    if (!ids.has(key) && found(name) === undefined && !ids.has(foldText(name))) created.push({ id, name });
    ids.set(key, id);
    ids.set(foldText(name), id);
    return id;
  };
  return {
    memberId,
    created: () => created,
    unknown: [...given.values()].filter((name) => /@|^[UW][A-Z0-9]{6,}$/.test(name) && found(name) === undefined),
  };
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

/** Reads a stage history for a pipeline. @throws RangeError that names the columns that are missing. */
export async function readImport(
  text: string,
  {
    tenant,
    pipeline,
    people,
    stages,
    now,
  }: {
    readonly tenant: Tenant;
    readonly pipeline: Pipeline;
    readonly people: ResolvedPeople;
    readonly stages: NameMap | readonly string[];
    readonly now: Instant;
  },
): Promise<ReadImport> {
  const read = parseHistoryLines(text, createStageLookup(pipeline, stages));
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
