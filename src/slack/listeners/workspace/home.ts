import { isLanguage } from '../../../core/people/language.ts';
import { isTimeOfDay } from '../../../core/time/calendar.ts';
import { NIGHT } from '../../../core/time/quiet-hours.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { chooseLanguage, chooseQuietHours } from '../../steps/settings/personal-setting-history.ts';
import { HOME_LANGUAGE, HOME_QUIET } from '../../views/workspace/personal-settings.ts';

const NO_REPLY: Reply = { kind: 'nothing' };

async function setLanguage(context: RequestContext, { value }: Press): Promise<Reply> {
  await chooseLanguage(context, isLanguage(value) ? value : null);
  return NO_REPLY;
}

/** One of the two ends; the other one stays. */
const setQuietHours =
  (end: 'from' | 'to') =>
  async (context: RequestContext, { value }: Press): Promise<Reply> => {
    // Slack's clock can be emptied, which says nothing.
    if (isTimeOfDay(value)) await chooseQuietHours(context, { ...(context.member.quiet ?? NIGHT), [end]: value });
    return NO_REPLY;
  };

/** Settings that a person makes on Home; Home shows them at once, and so does whatever is said next. `/deal undo` takes them back. */
export const homeFlow = {
  buttons: {
    [HOME_LANGUAGE]: { run: setLanguage },
    [HOME_QUIET.from]: { run: setQuietHours('from') },
    [HOME_QUIET.to]: { run: setQuietHours('to') },
    [HOME_QUIET.night]: {
      run: async (context) => {
        await chooseQuietHours(context, null);
        return NO_REPLY;
      },
    },
  },
} satisfies Flow;
