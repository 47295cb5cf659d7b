import type { Flow } from '../flow.ts';
import { HOME_LANGUAGE } from '../views/home.ts';

/** Settings that a person makes on Home. */
export const homeFlow: Flow = {
  buttons: {
    [HOME_LANGUAGE]: {
      run: async (visit, press) => {
        const language = press.value === 'en' || press.value === 'pl' ? press.value : null;
        await visit.tenant.members.setLanguage(visit.member.id, language);
        visit.request();
        return { do: 'nothing' };
      },
    },
  },
};
