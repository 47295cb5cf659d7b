import { NO_VALUE, type PricedValue, priceForPipeline } from '../../src/core/money/priced-value.ts';

/** A deal's value in the currency of its pipeline, minor units; null: unknown. */
export const priced = (minor: number | null, currency = 'EUR'): PricedValue =>
  minor === null ? NO_VALUE : priceForPipeline({ minor, currency }, currency, undefined);
