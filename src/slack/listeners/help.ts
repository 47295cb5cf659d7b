import type { Flow } from '../flow.ts';
import { HELP } from '../views/deal-actions.ts';
import { dealHelp, funnelHelp } from '../views/help.ts';

/** Help in the person's language. */
export const helpFlow: Flow = {
  deal: {
    help: {
      opens: false,
      anywhere: true,
      plain: dealHelp,
      run: async (visit) => ({ do: 'say', message: dealHelp(visit.m, visit.solo) }),
    },
  },
  funnel: {
    help: {
      opens: false,
      anywhere: true,
      plain: funnelHelp,
      run: async (visit) => ({ do: 'say', message: funnelHelp(visit.m, visit.solo) }),
    },
  },
  buttons: {
    [HELP]: {
      anywhere: true,
      run: async (visit, press) => {
        const help = press.value === 'funnel' ? funnelHelp : dealHelp;
        return { do: 'say', message: help(visit.m, visit.solo) };
      },
    },
  },
};
