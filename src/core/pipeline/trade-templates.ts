import { PARTNERS } from './partner-stages.ts';
import { RENEWALS } from './renewal-stages.ts';
import type { StageTemplate } from './seven-stages.ts';
import { TENDERS } from './tender-stages.ts';

/** Trades whose stages are ready to begin with, beside those of the first pipeline. Stored in what an undo goes back to. */
export const TRADES = ['renewals', 'partners', 'tenders'] as const;
export type Trade = (typeof TRADES)[number];

/** The stages of each trade up to Won; Lost is everybody's. */
export const TRADE_STAGES: Readonly<Record<Trade, readonly StageTemplate[]>> = {
  renewals: RENEWALS,
  partners: PARTNERS,
  tenders: TENDERS,
};
