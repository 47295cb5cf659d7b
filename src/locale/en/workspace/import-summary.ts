import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** The one post about an import. Values are written; days are 'YYYY-MM-DD'. */
export const importSummary = {
  post: (what: {
    readonly newDeals: number;
    readonly changedDeals: number;
    readonly open: number;
    readonly openValue: string | undefined;
    readonly won: number;
    readonly lost: number;
    readonly from: PlainDate;
    readonly to: PlainDate;
  }) => {
    const first = what.newDeals > 0 ? `${deals(what.newDeals)} imported` : `${deals(what.changedDeals)} updated by an import`;
    const more = what.newDeals > 0 && what.changedDeals > 0 ? `, ${f.number(what.changedDeals)} updated` : '';
    const value = what.openValue === undefined ? '' : ` (${what.openValue})`;
    return `*${first}${more}*, with their history from ${f.date(what.from)} to ${f.date(what.to)}.\n${f.number(what.open)} open${value}, ${f.number(what.won)} won, ${f.number(what.lost)} lost. Win probabilities are now based on this history.`;
  },
};

export type ImportSummaryMessages = typeof importSummary;
