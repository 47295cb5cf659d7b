import type { ActorContext } from '../../core/deal/change.ts';
import { priceDeal } from '../../core/deal/price-deal.ts';
import type { MemberId, PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { ConvertedDeals, ExchangeRate } from '../../core/money/exchange-rates.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { NewId } from '../db/ids.ts';
import { isDuplicate, jsonb, retryOnConflict, type Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { lockedFilesSql, touchedBy, undoTouched, writeDealsAtOnce } from '../deals/deals-at-once.ts';
import type { DealWork } from '../deals/stage-change-deals.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type FileRow, toDealFile, toIso } from '../rows/deal-rows.ts';
import { toPlainDate, utcDayStart } from '../rows/model-rows.ts';
import type { RateChange, Rates, RatesSaved, RatesWork } from '../types/rates.ts';

/** Milliseconds for a change of rates: a currency may have thousands of deals. */
const TIMEOUTS_MS = { maxWait: 60_000, timeout: 600_000 };

type OfWorkspace = { readonly workspaceId: WorkspaceId };
type Transaction = Sql & Pick<PrismaClient, 'exchangeRate' | 'pipeline' | 'settingChange' | 'handled'>;

/** Two admins at once: the second waits here. Deals that are made meanwhile do not. */
const lockRates = statement<OfWorkspace, never>(
  `SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('lejek rates'), hashtext($workspaceId))) AS locked`,
);

const UNPRICED = 'd.value_minor IS NOT NULL AND d.pipeline_value_minor IS NULL';

/** Deals that a change of rates may price: those without a price, and open ones priced at a rate that is another one now. */
const lockConcerned = statement<OfWorkspace & { corrected: string }, FileRow>(
  lockedFilesSql(`d.outcome <> 'withdrawn' AND (${UNPRICED} OR d.outcome = 'open' AND EXISTS (
    SELECT FROM jsonb_to_recordset($corrected::jsonb) AS r (currency text, "from" date)
    WHERE r.currency = d.currency AND r."from" = d.rate_on))`),
);

type OfOwners = { readonly pipelineId: PipelineId; readonly owners: string | null };
const OF_OWNERS = '($owners::jsonb IS NULL OR d.owner_id IN (SELECT jsonb_array_elements_text($owners::jsonb)))';
const toOwners = (owners: readonly MemberId[] | undefined): string | null => (owners === undefined ? null : jsonb(owners));

const selectConverted = statement<OfWorkspace & OfOwners & { from: string | null; to: string | null }, ConvertedDeals>(
  `SELECT d.currency, count(*)::integer AS count, min(d.rate) AS least, max(d.rate) AS most,
    to_char(min(d.rate_on), 'YYYY-MM-DD') AS "from", to_char(max(d.rate_on), 'YYYY-MM-DD') AS "to"
  FROM deal AS d WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId AND ${OF_OWNERS}
    AND (d.outcome = 'open' OR d.outcome = 'won' AND d.closed_at >= $from::timestamptz AND d.closed_at < $to::timestamptz)
    AND d.pipeline_value_minor IS NOT NULL AND d.rate IS NOT NULL AND d.rate_on IS NOT NULL
  GROUP BY 1 ORDER BY 2 DESC, 1`,
);

const selectUnrated = statement<
  OfWorkspace & OfOwners & { timeZone: string },
  { currency: string; open: boolean; count: number; valueMinor: string; since: PlainDate | null }
>(
  `SELECT d.currency, d.outcome = 'open' AS open, count(*)::integer AS count, sum(d.value_minor)::bigint::text AS "valueMinor",
    to_char(min(d.closed_at AT TIME ZONE $timeZone), 'YYYY-MM-DD') AS since
  FROM deal AS d WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId AND d.outcome <> 'withdrawn' AND ${UNPRICED} AND ${OF_OWNERS}
  GROUP BY 1, 2 ORDER BY 3 DESC, 1`,
);

/** Exchange rates of one workspace. */
export function createRateStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Rates {
  const load = async (sql: Pick<PrismaClient, 'exchangeRate'>): Promise<readonly ExchangeRate[]> => {
    const rows = await sql.exchangeRate.findMany({
      where: { workspaceId },
      orderBy: [{ currency: 'asc' }, { inCurrency: 'asc' }, { validFrom: 'asc' }],
    });
    return rows.map(({ currency, inCurrency, validFrom, rate }) => ({
      ...{ currency, inCurrency, rate },
      from: toPlainDate(validFrom),
    }));
  };

  const write = async (sql: Transaction, { from, rate, ...pair }: RateChange): Promise<void> => {
    const key = { workspaceId, currency: pair.currency, inCurrency: pair.inCurrency, validFrom: utcDayStart(from) };
    if (rate === null) await sql.exchangeRate.deleteMany({ where: key });
    else
      await sql.exchangeRate.upsert({
        where: { workspaceId_currency_inCurrency_validFrom: key },
        update: { rate },
        create: { ...key, rate },
      });
  };

  /** What becomes of deals under the rates as they are now. */
  const decideDeals = async (
    sql: Transaction,
    { corrected, act, timeZone }: { corrected: readonly RateChange[]; act: ActorContext; timeZone: string },
  ): Promise<readonly DealWork[]> => {
    const [rates, pipelines] = [await load(sql), await sql.pipeline.findMany({ where: { workspaceId } })];
    const currencies = new Map(pipelines.map(({ id, currency }) => [id, currency]));
    const rows = await lockConcerned(sql, { workspaceId, corrected: jsonb(corrected) });
    return rows.flatMap((row) => {
      const file = toDealFile(row);
      const currency = currencies.get(file.deal.pipelineId);
      const change = currency === undefined ? undefined : priceDeal(file, { currency, rates, timeZone }, act);
      return change === undefined ? [] : [{ change }];
    });
  };

  const writeAll = async (sql: Transaction, changes: readonly RateChange[], work: RatesWork): Promise<RatesSaved> => {
    const { act, key, undoes, timeZone } = work;
    await lockRates(sql, { workspaceId });
    const known = await load(sql);
    const before = changes.map((change): RateChange => ({ ...change, rate: findSame(known, change)?.rate ?? null }));
    if (undoes?.was.some((then) => (findSame(known, then)?.rate ?? null) !== then.rate) === true)
      return { ok: false, why: 'changedSince' };
    const at = new Date(act.at);
    if (undoes !== undefined) {
      const { count } = await sql.settingChange.updateMany({
        where: { workspaceId, id: undoes.changeId, undoneAt: null },
        data: { undoneAt: at },
      });
      if (count === 0) return { ok: false, why: 'changedSince' };
    }
    for (const change of changes) await write(sql, change);
    const corrected = before.filter(({ rate }, index) => rate !== null && rate !== changes[index]?.rate);
    const works =
      undoes === undefined
        ? await decideDeals(sql, { corrected, act, timeZone })
        : await undoTouched(sql, workspaceId, { touched: undoes.touched, act });
    await writeDealsAtOnce(sql, workspaceId, { works, at: act.at });
    const counted = works.filter(({ change: { event } }) => event.before?.pipelineValueMinor == null).length;
    const changeId = undoes === undefined ? newId() : null;
    if (changeId !== null) {
      const payload = JSON.parse(jsonb({ before, after: changes, touched: touchedBy(works) }));
      await sql.settingChange.create({
        data: { workspaceId, id: changeId, memberId: act.actor.id, kind: 'rates', at, payload },
      });
    }
    const saved = { changeId, priced: counted, corrected: works.length - counted };
    const stayed = (undoes?.touched.length ?? works.length) - works.length;
    await sql.handled.create({ data: { workspaceId, key, at, answer: { ...saved, stayed } } });
    return { ok: true, ...saved, stayed };
  };

  const handledBefore = async (key: string): Promise<RatesSaved | undefined> => {
    const answer = (await prisma.handled.findFirst({ where: { workspaceId, key } }))?.answer;
    if (!(answer instanceof Object) || Array.isArray(answer)) return undefined;
    const changeId = answer['changeId'];
    return {
      ok: true,
      changeId: typeof changeId === 'string' ? changeId : null,
      priced: Number(answer['priced']),
      corrected: Number(answer['corrected']),
      stayed: Number(answer['stayed']),
    };
  };

  return {
    all: () => load(prisma),
    converted: (pipelineId, { owners, wonIn } = {}) => {
      const span = wonIn === undefined ? { from: null, to: null } : { from: toIso(wonIn.from), to: toIso(wonIn.to) };
      return selectConverted(prisma, { workspaceId, pipelineId, owners: toOwners(owners), ...span });
    },
    unrated: async (pipelineId, timeZone, owners) => {
      const rows = await selectUnrated(prisma, { workspaceId, pipelineId, timeZone, owners: toOwners(owners) });
      const found = rows.map(({ valueMinor, ...row }) => ({ ...row, valueMinor: Number(valueMinor) }));
      return {
        open: found.flatMap(({ open, since: _, ...row }) => (open ? [row] : [])),
        closed: found.flatMap(({ open, since, ...row }) => (open || since === null ? [] : [{ ...row, since }])),
      };
    },
    save: async (changes, work) => {
      const repeated = await handledBefore(work.key);
      if (repeated !== undefined) return repeated;
      try {
        return await retryOnConflict(() => prisma.$transaction((sql) => writeAll(sql, changes, work), TIMEOUTS_MS));
      } catch (error) {
        const again = isDuplicate(error) ? await handledBefore(work.key) : undefined;
        if (again === undefined) throw error;
        return again;
      }
    },
  };
}

/** The stored rate of the same pair and day. */
const findSame = (rates: readonly ExchangeRate[], { currency, inCurrency, from }: RateChange): ExchangeRate | undefined =>
  rates.find((each) => each.currency === currency && each.inCurrency === inCurrency && each.from === from);
