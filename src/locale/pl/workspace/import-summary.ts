import type { ImportSummaryMessages } from '../../en/workspace/import-summary.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;

export const importSummary: ImportSummaryMessages = {
  post: (what) => {
    const first = what.newDeals > 0 ? `Z pliku: ${deals(what.newDeals)}` : `Z pliku, uzupełnione: ${deals(what.changedDeals)}`;
    const more = what.newDeals > 0 && what.changedDeals > 0 ? `, uzupełnione: ${f.number(what.changedDeals)}` : '';
    const value = what.openValue === undefined ? '' : ` (${what.openValue})`;
    return `*${first}${more}*, z historią od ${f.date(what.from)} do ${f.date(what.to)}.\nOtwarte ${f.number(what.open)}${value}, wygrane ${f.number(what.won)}, przegrane ${f.number(what.lost)}. Prawdopodobieństwa wygranej opierają się teraz na tej historii.`;
  },
};
