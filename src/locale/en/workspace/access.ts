import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Who may use Lejek, and what the others read. */
export const access = {
  refused: {
    guest:
      "You're a guest in this workspace, so I don't show deals to you yet. An admin can let you in: `/funnel setup`, under Guests.",
    stranger: 'Only people from the company that set up this Lejek can use it.',
    bot: 'I only answer people, not apps.',
    left: 'This account is deactivated here, so I no longer show deals to it.',
    unknown: "Slack doesn't know this account in this workspace, so I can't show deals to it.",
    unconfirmed: "Slack didn't confirm who you are, so I can't show you deals yet. Nothing was changed; try again in a minute.",
  },
  orgInstall:
    'Lejek is installed in one workspace at a time, not in a whole organization. Nothing was stored; install it again and choose a workspace.',
  guests: 'Guests',
  guestsHint: 'Guests of your workspace who may use Lejek. People from other companies cannot be added.',
  guestsOnly: 'Choose only guests here. Your colleagues can use Lejek anyway; people from other companies cannot.',
  adminIsGuest: 'A guest cannot be an admin. Choose people from your company.',
  guestsAre: (people: readonly string[]) => `Guests who may use Lejek: ${f.list(people)}.`,
};

export type AccessMessages = typeof access;
