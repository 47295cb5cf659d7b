import type { Member } from '../../../src/core/people/member.ts';
import { openStages, type Pipeline } from '../../../src/core/pipeline/stage.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import { SUBJECTS } from '../sample-firm.ts';
import { futureSteps } from '../sample-future.ts';
import { type SampleStep, type SampleTrade, type Seller, sampleSteps } from '../sample-steps.ts';
import { COMPANY_TEAMS, PARTNER_SELLERS, RENEWAL_SELLERS } from './company-people.ts';
import { COMPANY_PIPELINES, type CompanyPipeline, companyRate } from './company-setup.ts';

/** A pipeline's part of the company's life: how many deals came in the year, who sells them, and how they fare. */
type Part = {
  readonly deals: number;
  readonly sellers: readonly string[];
  readonly seed: number;
  /** A share of them passes a stage, after so many days. */
  readonly trade: Omit<SampleTrade, 'behavior'> & { readonly days: number; readonly passRate: number };
};

const PARTS: Readonly<Record<CompanyPipeline, Part>> = {
  // Fewer, better deals than the small firm has: everybody wins some in a year.
  sales: {
    ...{ deals: 700, sellers: COMPANY_TEAMS.flatMap(({ sellers }) => sellers), seed: 20_261 },
    trade: { days: 11, passRate: 0.8, thousands: [10, 160], subjects: SUBJECTS },
  },
  renewals: {
    ...{ deals: 110, sellers: RENEWAL_SELLERS, seed: 30_881 },
    trade: {
      ...{ days: 14, passRate: 0.9, thousands: [12, 180] },
      subjects: {
        en: ['service contract, year 2', 'maintenance, next term', 'rental fleet, renewal'],
        pl: ['umowa serwisowa, rok 2', 'konserwacja, kolejny okres', 'najem wózków, przedłużenie'],
      },
    },
  },
  partners: {
    ...{ deals: 60, sellers: PARTNER_SELLERS, seed: 41_203 },
    trade: {
      ...{ days: 18, passRate: 0.68, thousands: [15, 90] },
      subjects: {
        en: ['reseller agreement', 'joint offer for ports', 'referral partner'],
        pl: ['umowa dealerska', 'wspólna oferta dla portów', 'partner polecający'],
      },
    },
  },
};

/** Deals that are there when the company's demo is opened, and the first number that none of these has. */
export const COMPANY_DEALS = COMPANY_PIPELINES.reduce((sum, id) => sum + PARTS[id].deals, 0);
/** Numbers of what comes later, in each pipeline: the store gives others, and keeps them apart. */
const LATER = 100_000;

const currencyOf = (name: string): 'PLN' | 'EUR' =>
  COMPANY_TEAMS.find(({ sellers }) => sellers.includes(name))?.currency ?? 'PLN';

/** Who sells in a pipeline, and in which currency. */
function sellersIn(
  pipeline: Pipeline,
  names: readonly string[],
  { members, openedAt }: { readonly members: readonly Member[]; readonly openedAt: number },
): readonly [Seller, ...Seller[]] {
  const [first, ...others] = names.flatMap((name): readonly Seller[] => {
    const member = members.find((each) => each.name === name);
    if (member === undefined) return [];
    const currency = currencyOf(name);
    const own =
      currency === pipeline.currency
        ? {}
        : { priceIn: { currency, rateOn: (at: number) => companyRate({ from: currency, openedAt }, at) } };
    return [{ id: member.id, name: member.name, ...own }];
  });
  if (first === undefined) throw new Error(`nobody sells in ${pipeline.name}`);
  return [first, ...others];
}

/**
 * What happened in every pipeline of the company in the year before it is opened, and what will: the same for the same opening.
 *
 * @param share of the usual number of deals, 0..1. @returns past steps in order of time, their deals numbered from 1; later ones with numbers beyond {@link COMPANY_DEALS}.
 */
export async function loadCompanySteps(
  tenant: Tenant,
  { openedAt, share = 1 }: { readonly openedAt: number; readonly share?: number },
): Promise<{ readonly past: readonly SampleStep[]; readonly future: readonly SampleStep[] }> {
  const [members, sales] = [await tenant.members.all(), await tenant.pipeline()];
  const past: SampleStep[] = [];
  const future: SampleStep[] = [];
  let firstNumber = 1;
  for (const [index, id] of COMPANY_PIPELINES.entries()) {
    const { sellers: names, seed, trade } = PARTS[id];
    const deals = Math.round(PARTS[id].deals * share);
    const pipeline = await loadPipeline(tenant, 'en', id === 'sales' ? sales?.id : id);
    if (pipeline === undefined) throw new Error(`the company has no ${id}`);
    const sellers = sellersIn(pipeline, names, { members, openedAt });
    const sold: SampleTrade = { ...trade, behavior: openStages(pipeline).map(() => trade) };
    const own = sampleSteps({ pipeline, sellers }, { now: openedAt, deals }, { seed, firstNumber, trade: sold });
    past.push(...own);
    future.push(...futureSteps(pipeline, { sellers, past: own, now: openedAt, trade: sold, nextNumber: LATER * (index + 1) }));
    firstNumber += deals;
  }
  const inOrder = (a: SampleStep, b: SampleStep) => a.at - b.at || a.number - b.number;
  return { past: past.toSorted(inOrder), future: future.toSorted(inOrder) };
}
