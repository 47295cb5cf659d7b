import { isTimeOfDay } from '../../core/calendar.ts';
import { NIGHT } from '../../core/quiet-hours.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { HOME_LANGUAGE, HOME_QUIET } from '../views/home.ts';

const SAVED: Answer = { do: 'nothing' };

async function speak({ tenant, member }: Visit, { value }: Press): Promise<Answer> {
  await tenant.members.setLanguage(member.id, value === 'en' || value === 'pl' ? value : null);
  return SAVED;
}

/** One of the two ends; the other one stays. */
const quiet =
  (end: 'from' | 'to') =>
  async (visit: Visit, { value }: Press): Promise<Answer> => {
    const { tenant, member } = visit;
    // Slack's clock can be emptied, which says nothing.
    if (isTimeOfDay(value)) {
      await tenant.members.setQuiet(member.id, { ...(member.quiet ?? NIGHT), [end]: value });
    }
    return SAVED;
  };

/** Settings that a person makes on Home; Home shows them at once, and so does whatever is said next. */
export const homeFlow: Flow = {
  buttons: {
    [HOME_LANGUAGE]: { run: speak },
    [HOME_QUIET.from]: { run: quiet('from') },
    [HOME_QUIET.to]: { run: quiet('to') },
    [HOME_QUIET.night]: {
      run: async ({ tenant, member }) => {
        await tenant.members.setQuiet(member.id, null);
        return SAVED;
      },
    },
  },
};
