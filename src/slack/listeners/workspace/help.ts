import type { Flow } from '../../request/flow.ts';
import { DEAL_HELP } from '../../views/deal/deal-actions.ts';
import { dealHelp, funnelHelp } from '../../views/workspace/help.ts';

/** Help in the person's language. */
export const helpFlow = {
  dealCommands: {
    help: {
      takesDeal: null,
      opensForm: false,
      allowedInExternalChannel: true,
      instantReply: dealHelp,
      run: async (visit) => ({ kind: 'say', message: dealHelp(visit.m, visit.solo) }),
    },
  },
  funnelCommands: {
    help: {
      takesDeal: null,
      opensForm: false,
      allowedInExternalChannel: true,
      instantReply: funnelHelp,
      run: async (visit) => ({ kind: 'say', message: funnelHelp(visit.m, visit.solo) }),
    },
  },
  buttons: {
    [DEAL_HELP]: {
      allowedInExternalChannel: true,
      run: async (visit, press) => {
        const help = press.value === 'funnel' ? funnelHelp : dealHelp;
        return { kind: 'say', message: help(visit.m, visit.solo) };
      },
    },
  },
} satisfies Flow;
