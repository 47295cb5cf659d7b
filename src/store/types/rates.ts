import type { ActorContext } from '../../core/deal/change.ts';
import type { MemberId, PipelineId } from '../../core/ids.ts';
import type { ConvertedDeals, CurrencyPair, ExchangeRate, UnratedDeals } from '../../core/money/exchange-rates.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { TimeSpan } from '../../core/time/periods.ts';
import type { TouchedDeal } from './pipeline-changes.ts';

/** A rate as it is to be; null: none of that day. */
export type RateChange = CurrencyPair & { readonly from: PlainDate; readonly rate: number | null };

/** Deals of a pipeline without a price there: the open ones, and the closed ones with the day of their first closing. */
export type UnratedInPipeline = {
  readonly open: readonly UnratedDeals[];
  readonly closed: readonly (UnratedDeals & { readonly since: PlainDate })[];
};

export type RatesWork = {
  readonly act: ActorContext;
  /** Unique per request: the same request a second time changes nothing and answers the same. */
  readonly key: string;
  /** The zone in which the day of a closing is told. */
  readonly timeZone: string;
  /** It takes a change back: its deals, where nothing has happened to them since, and its rates, where they still are `was`. */
  readonly undoes?: {
    readonly changeId: string;
    readonly touched: readonly TouchedDeal[];
    readonly was: readonly RateChange[];
  };
};

export type RatesSaved =
  | {
      readonly ok: true;
      /** What takes it back; null of what took another one back. */
      readonly changeId: string | null;
      /** Deals that have a price now and had none, and deals whose price was corrected. */
      readonly priced: number;
      readonly corrected: number;
      /** Deals that an undo left alone, since they have changed. */
      readonly stayed: number;
    }
  /** Somebody has changed one of these rates since: nothing was written. */
  | { readonly ok: false; readonly why: 'changedSince' };

/** Which deals are asked for: of whom, everybody's where not given; with open ones those that were won in a span, none where not given. */
export type ConvertedRequest = { readonly owners?: readonly MemberId[] | undefined; readonly wonIn?: TimeSpan | undefined };

/** Dated exchange rates of a workspace. */
export type Rates = {
  /** By currency, then from the oldest on. */
  readonly all: () => Promise<readonly ExchangeRate[]>;
  /** @param owners whose deals; everybody's where not given. */
  readonly unrated: (pipelineId: PipelineId, timeZone: string, owners?: readonly MemberId[]) => Promise<UnratedInPipeline>;
  /** Deals that have a rate, the currency of most of them first. */
  readonly converted: (pipelineId: PipelineId, asked?: ConvertedRequest) => Promise<readonly ConvertedDeals[]>;
  /**
   * Saves rates, and prices the deals that lacked them or whose rate was corrected, with their history and the counters, in one transaction.
   * Without any rate: deals that have a rate by now and were left without a price.
   */
  readonly save: (changes: readonly RateChange[], work: RatesWork) => Promise<RatesSaved>;
};
