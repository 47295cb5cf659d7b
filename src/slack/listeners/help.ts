import type { Flow } from '../flow.ts';
import { HELP } from '../views/deal-actions.ts';
import { dealHelp, funnelHelp } from '../views/help.ts';

/** Help in the person's language. */
export const helpFlow: Flow = {
  deal: { help: { opens: false, plain: dealHelp, run: async (visit) => ({ do: 'say', message: dealHelp(visit.m) }) } },
  funnel: { help: { opens: false, plain: funnelHelp, run: async (visit) => ({ do: 'say', message: funnelHelp(visit.m) }) } },
  buttons: {
    [HELP]: {
      run: async (visit, press) => ({ do: 'say', message: press.value === 'funnel' ? funnelHelp(visit.m) : dealHelp(visit.m) }),
    },
  },
};
