import type { DateContext } from '../../input/dates/period-phrase.ts';
import { writesMonthFirst } from '../../locale/languages.ts';
import type { RequestContext } from './flow.ts';

/** How the dates that a person types are read: from their day on, in the firm's year, in the order of day and month that is theirs. */
export const dateContext = ({ today, workspace, member, language }: RequestContext): DateContext => ({
  today,
  fiscalStartMonth: workspace.fiscalStartMonth,
  monthFirst: writesMonthFirst(member.locale, language),
});
