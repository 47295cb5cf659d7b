import type { DealCommand, FunnelCommand } from '../command-words.ts';
import { forBoth, type HelpLines } from '../help-lines.ts';

/** Help and unknown words. Typed words are escaped. */
export const help = {
  head: '*What you can type*',
  deal: {
    mine: forBoth('`/deal` my deals, the ones that need me first'),
    new: {
      team: '`/deal new Acme ERP 12k PLN close 30 June @anna` a new deal',
      solo: '`/deal new Acme ERP 12k PLN close 30 June` a new deal',
    },
    advance: forBoth('`/deal advance acme` on to the next stage; without a name you choose'),
    won: forBoth('`/deal won acme`'),
    lost: forBoth('`/deal lost acme too expensive`'),
    show: forBoth('`/deal show acme`'),
    list: { team: '`/deal list mine` · `/deal list offer`', solo: '`/deal list` · `/deal list offer`' },
    move: { team: '`/deal move acme to offer because they know us`', solo: '`/deal move acme to offer because they know me`' },
    reopen: forBoth('`/deal reopen acme`'),
    edit: forBoth('`/deal edit acme`'),
    note: forBoth('`/deal note acme they want a visit`'),
    assign: { team: '`/deal assign acme @piotr`', solo: '' },
    step: forBoth('`/deal step acme call them on Friday` what comes next'),
    merge: forBoth('`/deal merge 12 into 7` one deal entered twice'),
    find: forBoth('`/deal find part of a name`'),
    history: forBoth('`/deal history acme`'),
    delete: forBoth('`/deal delete acme` entered by mistake'),
    undo: forBoth('`/deal undo` takes your last change back, for 10 minutes'),
    help: forBoth(''),
  } satisfies HelpLines<DealCommand>,
  dealNotes: {
    team: [
      'In a thread, or to me directly, without the slash: `@Lejek advance acme`. In the thread of a deal the name may be left out: `@Lejek note they called`',
      'From a message: its menu has "Make deal" and "Add to deal"',
      'A deal is named by its number or any part of its name. `/funnel help` tells about the funnel.',
    ].join('\n'),
    solo: 'A deal is named by its number or any part of its name. `/funnel help` tells about the funnel.',
  },
  funnel: {
    now: forBoth('`/funnel` how the funnel stands now'),
    forecast: forBoth('`/funnel forecast` what this month will bring; also quarter, year'),
    gaps: {
      team: '`/funnel gaps` what each stage needs, where deals are missing, and who can fill it',
      solo: '`/funnel gaps` what each stage needs, where deals are missing, and what fills it',
    },
    health: forBoth('`/funnel health` whether a stage lets fewer deals through, fills up or is passed over'),
    reps: {
      team: '`/funnel reps` how your deals go on from each stage; managers see everybody',
      solo: '`/funnel reps` how many of your deals go on from each stage',
    },
    why: forBoth('`/funnel why acme` what its win probability rests on; `/funnel why offer` the same of a stage'),
    target: { team: '`/funnel target 240k` what is to be won (managers)', solo: '`/funnel target 240k` what is to be won' },
    digest: {
      team: '`/funnel digest` the week, as the channel reads it on Monday (managers)',
      solo: '`/funnel digest` the week in one message',
    },
    setup: {
      team: '`/funnel setup` which channel, when, in which language, who the managers are (admins)',
      solo: '`/funnel setup` your time zone and currency, or a channel that gets the summary',
    },
    help: forBoth(''),
  } satisfies HelpLines<FunnelCommand>,
  funnelNotes: forBoth('Deals are moved by `/deal`; `/deal help` tells how.'),
  myDeals: 'My deals',
  newDeal: 'New deal',
  funnelNow: 'The funnel',
  unknown: (typed: string) => `I don't know "${typed}".`,
  didYouMean: (typed: string, line: string) => `I don't know "${typed}". Did you mean \`${line}\`?`,
  yes: 'Yes',
};

export type HelpMessages = typeof help;
