/** Help and unknown words. Typed words are tagged. */
export const help = {
  deal: [
    '*What you can type*',
    '`/deal` my deals, the ones that need me first',
    '`/deal new Acme ERP 12k PLN close 30 June @anna` a new deal',
    '`/deal advance acme` on to the next stage; without a name you choose',
    '`/deal won acme` · `/deal lost acme too expensive`',
    '`/deal show acme` · `/deal list mine` · `/deal list offer`',
    '`/deal move acme to offer because they know us` · `/deal reopen acme`',
    '`/deal edit acme` · `/deal note acme they want a visit` · `/deal assign acme @piotr`',
    '`/deal step acme call them on Friday` what comes next · `/deal merge 12 into 7` one deal entered twice',
    '`/deal find part of a name` · `/deal history acme` · `/deal delete acme` entered by mistake',
    '`/deal undo` takes your last change back, for 10 minutes',
    'A deal is named by its number or any part of its name. `/funnel help` tells about the funnel.',
  ].join('\n'),
  funnel: [
    '*What you can type*',
    '`/funnel` how the funnel stands now',
    '`/funnel forecast` what this month will bring; also quarter, year',
    '`/funnel gaps` stages that ran dry, and who can fill them',
    '`/funnel health` whether a stage lets fewer deals through, fills up or is passed over',
    '`/funnel reps` how your deals go on from each stage; managers see everybody',
    '`/funnel why acme` what its win probability rests on',
    '`/funnel target 240k` what is to be won (managers)',
    '`/funnel digest` the week, as the channel reads it on Monday (managers)',
    '`/funnel setup` which channel, when, in which language, who the managers are (admins)',
    'Deals are moved by `/deal`; `/deal help` tells how.',
  ].join('\n'),
  myDeals: 'My deals',
  newDeal: 'New deal',
  funnelNow: 'The funnel',
  unknown: (typed: string) => `I don't know "${typed}".`,
  meant: (typed: string, line: string) => `I don't know "${typed}". Did you mean \`${line}\`?`,
  yes: 'Yes',
};

export type HelpMessages = typeof help;
