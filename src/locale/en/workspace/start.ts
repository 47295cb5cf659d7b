/** The first minutes in a workspace: a word to who comes first, one form, a first deal. Names, channels and amounts are safe text. */
export const start = {
  intro: '*I am Lejek, your sales funnel in Slack.*',
  ready: (first: string, last: string) =>
    `Your stages are ready, from ${first} to ${last}, with what to do on each. Nothing else needs installing.`,
  next: 'One short form now: where I write on Mondays, and your first deal. What Slack knows is filled in already.',
  button: 'Set up',
  manners:
    'I post one summary a week and an alert when a stage runs dry. Never at night or on a public holiday. I read only what you send me.',
  title: 'Start with Lejek',
  submit: 'Start',
  channel: 'Channel for the weekly summary',
  channelHint: 'Mondays at 9:00. Leave it empty if you sell alone: I will write only to you.',
  line: 'Your first deal, in one line',
  lineExample: (currency: string) => `Acme ERP 12k ${currency}, contact: Grace Hollins, grace@acme.example`,
  lineHint: 'The name is enough. What it is worth and whom to ask for can come later.',
  done: {
    channel: (channel: string) => `✓ ${channel} gets the summary on Mondays at 9:00.`,
    alone: '✓ You are set up: I write only here, to you.',
    rights: 'You are the admin now; `/funnel setup` changes day, hour, managers and the rest.',
    deal: (deal: string, stage: string) => `✓ ${deal} is in ${stage}.`,
    next: 'This is how a deal moves on. You can also close this: nothing is lost.',
  },
  already: 'Lejek is set up here already.',
  shared: 'This channel is shared with another company. Choose one of your own, or allow it in `/funnel setup`.',
};

export type StartMessages = typeof start;
