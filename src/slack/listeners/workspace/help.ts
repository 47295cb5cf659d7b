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
      run: async (context) => ({ kind: 'say', message: dealHelp(context.m, context.solo) }),
    },
  },
  funnelCommands: {
    help: {
      takesDeal: null,
      opensForm: false,
      allowedInExternalChannel: true,
      instantReply: funnelHelp,
      run: async (context) => ({ kind: 'say', message: funnelHelp(context.m, context.solo) }),
    },
  },
  buttons: {
    [DEAL_HELP]: {
      allowedInExternalChannel: true,
      run: async (context, press) => {
        const help = press.value === 'funnel' ? funnelHelp : dealHelp;
        return { kind: 'say', message: help(context.m, context.solo) };
      },
    },
  },
} satisfies Flow;
