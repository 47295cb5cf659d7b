import { DIRECT_CLASSES } from '../../../core/people/direct-classes.ts';
import { isLanguage } from '../../../core/people/language.ts';
import { isTimeOfDay } from '../../../core/time/calendar.ts';
import { NIGHT } from '../../../core/time/quiet-hours.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { chooseDirectOff, chooseLanguage, chooseQuietHours } from '../../steps/settings/history/personal-setting-history.ts';
import { HOME_DIRECT, HOME_LANGUAGE, HOME_QUIET } from '../../views/workspace/personal-settings.ts';

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

/** The boxes that are ticked are wanted; of a class that had no box, what was chosen before stays. */
async function setDirect(context: RequestContext, { value, suffix }: Press): Promise<Reply> {
  const [offered, ticked] = [suffix.split(','), value.split(',')];
  const { directOff } = context.member;
  const off = DIRECT_CLASSES.filter((each) => (offered.includes(each) ? !ticked.includes(each) : directOff.includes(each)));
  await chooseDirectOff(context, off);
  return NO_REPLY;
}

/** Settings that a person makes on Home; Home shows them at once, and so does whatever is said next. `/deal undo` takes them back. */
export const homeFlow = {
  buttons: {
    [HOME_LANGUAGE]: { run: setLanguage },
    [HOME_DIRECT]: { run: setDirect },
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
