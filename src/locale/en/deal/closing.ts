import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Winning, losing and reopening. Names are safe text. */
export const closing = {
  won: ({ deal, value, owner, days }: { deal: string; value: string | undefined; owner: string; days: number }) =>
    [
      `Won 🎉 ${deal}`,
      ...(value === undefined ? [] : [value]),
      ...(owner === '' ? [] : [owner]),
      days === 0 ? 'the same day' : `${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`,
    ].join(' · '),
  lost: (deal: string, reason: string, stage: string) =>
    `${deal} closed as lost: ${reason}. It was in ${stage}; Lejek learns from it.`,
  understood: (deal: string, reason: string) => `I read this as: ${deal}, reason: ${reason}.`,
  lostTitle: 'Lost: why?',
  lostSubmit: 'Lost',
  reason: 'Reason',
  note: 'In one sentence',
  reopened: (deal: string, stage: string) => `${deal} is open again, in ${stage}.`,
  whichWon: 'Which deal was won? Type `/deal won` and part of its name.',
  whichLost: 'Which deal was lost? Type `/deal lost` and part of its name.',
  chooseWon: 'Won',
  chooseLost: 'Lost',
};

export type ClosingMessages = typeof closing;
