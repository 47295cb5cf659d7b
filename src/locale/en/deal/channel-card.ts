/** A deal's card in its channel, updated in place, and the lines in its thread. Names and texts are safe text. */
export const channelCard = {
  doHere: 'What works here:',
  tick: 'Done',
  edit: 'Edit',
  ticked: (action: string) => `done: ${action}`,
  event: (what: string, who: string | undefined, time: string) => [what, ...(who === undefined ? [] : [who]), time].join(' · '),
  note: (text: string) => `note: ${text}`,
  /** A loss as news of the channel: no name beside it. */
  lostNews: ({
    deal,
    value,
    reason,
    stage,
  }: {
    deal: string;
    value: string | undefined;
    reason: string | undefined;
    stage: string;
  }) =>
    [`Lost: ${deal}`, ...(value === undefined ? [] : [value]), ...(reason === undefined ? [] : [reason]), `was in ${stage}`].join(
      ' · ',
    ),
  openAgain: (deal: string, stage: string) => `Taken back: ${deal} is open, in ${stage}`,
  won: (value: string | undefined) => ['Won 🎉', ...(value === undefined ? [] : [value])].join(' · '),
  deleted: (deal: string) => `${deal}: deleted as entered by mistake. It no longer counts anywhere.`,
  hidden: 'This deal is not shown in the channel any more. Its owner finds it with `/deal`.',
  setting: 'Deal cards in the channel',
  settingHint: 'One message per deal, always up to date; changes go into its thread.',
  settingAll: 'For every deal',
  settingFrom: (stage: string) => `From ${stage} on`,
  settingNone: 'None',
};

export type ChannelCardMessages = typeof channelCard;
