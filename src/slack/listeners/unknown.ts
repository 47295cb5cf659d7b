import { fold } from '../../core/fold.ts';
import { nearest } from '../../input/edit-distance.ts';
import { readText, withNames } from '../../input/normalise.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../../locale/words.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { show } from '../showing.ts';
import { unknownWord } from '../views/help.ts';
import { whichDeal } from '../views/which-deal.ts';
import { allWords } from '../words.ts';

/** The line with its first word put right, where one of our words is near. */
function corrected({ command }: Pick<Visit, 'command'>, typed: string, words: readonly string[]): string | undefined {
  const [first = '', ...rest] = typed.split(/\s+/);
  const meant = nearest(fold(first), words);
  return meant === undefined ? undefined : [command, meant, ...rest].join(' ');
}

async function deal(visit: Visit, typed: string): Promise<Answer> {
  const found = await findDeal(visit, typed, { openOnly: false });
  if (found.kind === 'one') return show(visit, found.deal.number);
  if (found.kind === 'several') return { do: 'say', message: whichDeal(visit.m, found, visit.pipeline) };
  // A message to the bot says no command: its first word may be one of either.
  const funnel = visit.through === 'mention' ? corrected({ command: '/funnel' }, typed, allWords(FUNNEL_WORDS)) : undefined;
  const meant = corrected(visit, typed, allWords(DEAL_WORDS)) ?? funnel;
  if (meant === undefined && found.nearest.length > 0) return { do: 'say', message: whichDeal(visit.m, found, visit.pipeline) };
  return { do: 'say', message: unknownWord(visit.m, firstWords(typed), meant, 'deal') };
}

const firstWords = (typed: string): string => withNames(readText(typed));

/** First words that are none of ours: a deal's name, else the nearest command. */
export const unknownFlow: Flow = {
  deal: { other: { opens: false, run: deal } },
  funnel: {
    other: {
      opens: false,
      run: async (visit, typed) => ({
        do: 'say',
        message: unknownWord(visit.m, firstWords(typed), corrected(visit, typed, allWords(FUNNEL_WORDS)), 'funnel'),
      }),
    },
  },
};
