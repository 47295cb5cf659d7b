import type { DealCommand, FunnelCommand } from '../../command-words.ts';
import { forBoth, type HelpLines } from '../../help-lines.ts';

/** Help and unknown words. Typed words are escaped. */
export const help = {
  head: '*What you can type*',
  deal: {
    mine: forBoth('`/deal` your deals, most urgent first'),
    new: {
      team: '`/deal new Acme ERP 12k PLN close 30 June @anna` a new deal',
      solo: '`/deal new Acme ERP 12k PLN close 30 June` a new deal',
    },
    advance: forBoth('`/deal advance acme` move it to the next stage; without a name, pick from a list'),
    won: forBoth('`/deal won acme`'),
    lost: forBoth('`/deal lost acme too expensive`'),
    show: forBoth('`/deal show acme`'),
    list: { team: '`/deal list mine` · `/deal list offer`', solo: '`/deal list` · `/deal list offer`' },
    move: { team: '`/deal move acme to offer because they know us`', solo: '`/deal move acme to offer because they know me`' },
    reopen: forBoth('`/deal reopen acme`'),
    edit: forBoth('`/deal edit acme`'),
    note: forBoth('`/deal note acme they want a visit`'),
    assign: { team: '`/deal assign acme @piotr`', solo: '' },
    step: forBoth('`/deal step acme call them on Friday at 10` plan a step, several if need be'),
    merge: forBoth('`/deal merge 12 into 7` merge a duplicate'),
    find: forBoth('`/deal find part of a name`'),
    history: forBoth('`/deal history acme`'),
    delete: forBoth('`/deal delete acme` if entered by mistake'),
    forget: {
      team: '`/deal forget anna@example.com` erase a contact and the notes about them (admins)',
      solo: '`/deal forget anna@example.com` erase a contact and the notes about them',
    },
    undo: forBoth('`/deal undo` undo your last change, within 10 minutes'),
    help: forBoth(''),
  } satisfies HelpLines<DealCommand>,
  dealNotes: {
    team: [
      'In a thread or a direct message, leave out the slash: `@Lejek advance acme`. In the thread of a deal, leave out the name too: `@Lejek note they called`',
      'From any message: choose "Make deal" or "Add to deal" in its menu',
      "Use a deal's number or any part of its name. For the funnel, see `/funnel help`.",
    ].join('\n'),
    solo: "Use a deal's number or any part of its name. For the funnel, see `/funnel help`.",
  },
  funnel: {
    now: forBoth('`/funnel` how the funnel is doing'),
    forecast: forBoth('`/funnel forecast` this month; add quarter or year to look further ahead'),
    gaps: {
      team: '`/funnel gaps` which stages are short of deals, and who can help',
      solo: '`/funnel gaps` which stages are short of deals, and what would help',
    },
    health: forBoth('`/funnel health` stages that lose more deals than before, clog up or get skipped'),
    reps: {
      team: '`/funnel reps` your conversion at each stage; managers see everyone',
      solo: '`/funnel reps` your conversion at each stage',
    },
    why: forBoth('`/funnel why acme` what its win probability is based on; `/funnel why offer` the same for a stage'),
    target: { team: '`/funnel target 240k` set the sales target (managers)', solo: '`/funnel target 240k` set the sales target' },
    digest: {
      team: '`/funnel digest` preview the weekly summary (managers)',
      solo: '`/funnel digest` the week in one message',
    },
    setup: {
      team: '`/funnel setup` all settings: channel, time, language, people, rates (admins)',
      solo: '`/funnel setup` your time zone and currency, or a channel for the summary',
    },
    pipeline: {
      team: '`/funnel pipeline` the stages: names, order, what each asks for, lost reasons (admins)',
      solo: '`/funnel pipeline` the stages: names, order, what each asks for, lost reasons',
    },
    people: { team: '`/funnel people` roles, who is away, handing over deals', solo: '' },
    pipelines: {
      team: '`/funnel pipelines` several pipelines, each with stages, channel and targets of its own (admins)',
      solo: '`/funnel pipelines` several pipelines, each with stages and targets of its own',
    },
    teams: { team: '`/funnel teams` teams, their managers, who is in which from when (admins)', solo: '' },
    token: {
      team: '`/funnel token` personal tokens for assistants and scripts',
      solo: '`/funnel token` personal tokens for assistants and scripts',
    },
    export: {
      team: '`/funnel export` everything in one file, by direct message (admins)',
      solo: '`/funnel export` everything in one file, by direct message',
    },
    webhooks: forBoth('`/funnel webhooks` tell an address of yours what happens to deals (admins)'),
    leads: {
      team: '`/funnel leads` the address by which a form on your website sends leads (admins)',
      solo: '`/funnel leads` the address by which a form on your website sends leads',
    },
    alerts: { team: '`/funnel alerts` what each channel gets, and when (admins)', solo: '' },
    audit: {
      team: '`/funnel audit` who changed which setting, and when (admins)',
      solo: '`/funnel audit` which setting was changed, and when',
    },
    rates: {
      team: '`/funnel rates` exchange rates for deals in another currency (admins set them)',
      solo: '`/funnel rates` exchange rates for deals in another currency',
    },
    help: forBoth(''),
  } satisfies HelpLines<FunnelCommand>,
  funnelNotes: forBoth('To work on deals, see `/deal help`.'),
  myDeals: 'My deals',
  newDeal: 'New deal',
  funnelNow: 'The funnel',
  unknown: (typed: string) => `I don't know "${typed}".`,
  didYouMean: (typed: string, line: string) => `I don't know "${typed}". Did you mean \`${line}\`?`,
  yes: 'Yes',
};

export type HelpMessages = typeof help;
