import type { KnownBlock, Timepicker } from '@slack/types';
import { type DirectClass, type DirectTally, directClassesFor, wantsDirect } from '../../../core/people/direct-classes.ts';
import { LANGUAGE_CODES, type Language } from '../../../core/people/language.ts';
import type { Member } from '../../../core/people/member.ts';
import { NIGHT, type QuietHours } from '../../../core/time/quiet-hours.ts';
import { LANGUAGE_NAMES } from '../../../locale/languages.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { type ButtonSpec, button, option, plainText } from '../kit/blocks.ts';
import { literal, richText } from '../kit/text.ts';

/** Chooses the language in which Lejek speaks to a person. */
export const HOME_LANGUAGE = 'home.language';
/** Choose when a person's quiet hours begin and end; the last takes them back to the night that is everybody's. */
export const HOME_QUIET = { from: 'home.quiet-from', to: 'home.quiet-to', night: 'home.quiet-night' } as const;

/** Ticks which direct messages a person gets; behind it, those that have a box. */
export const HOME_DIRECT = 'home.direct';

type PersonalSettings = {
  readonly member: Member;
  /** Hours that count for the person, their own or the night. */
  readonly quiet: QuietHours;
  readonly timeZone: string;
  /** Managers' direct messages reach the person. */
  readonly isToldAsManager: boolean;
  readonly solo: boolean;
  /** How each class of direct messages did for the person. */
  readonly directTallies: Readonly<Record<DirectClass, DirectTally>>;
};

function languageChoice(m: Messages, chosen: Language | null): KnownBlock {
  const options = [option(m.home.slackLanguage, 'auto'), ...LANGUAGE_CODES.map((code) => option(LANGUAGE_NAMES[code], code))];
  const initial = options.find(({ value }) => value === (chosen ?? 'auto'));
  return {
    type: 'section',
    text: plainText(m.home.language),
    accessory: {
      type: 'static_select',
      action_id: HOME_LANGUAGE,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** When direct messages wait: two clocks, each chosen by one tap. */
function quietChoice(m: Messages, { member, quiet, timeZone }: PersonalSettings): readonly KnownBlock[] {
  const clock = (id: string, time: string, what: SafeText): Timepicker => ({
    type: 'timepicker',
    action_id: id,
    initial_time: time,
    placeholder: plainText(what, 150),
  });
  const night: ButtonSpec = {
    id: HOME_QUIET.night,
    text: m.home.quietNight(m.f.clock(NIGHT.from), m.f.clock(NIGHT.to)),
    value: 'night',
  };
  return [
    richText(m.home.quiet(literal(member.timeZone ?? timeZone))),
    {
      type: 'actions',
      elements: [
        clock(HOME_QUIET.from, quiet.from, m.home.quietFrom),
        clock(HOME_QUIET.to, quiet.to, m.home.quietTo),
        ...(member.quiet === null ? [] : [button(night)]),
      ],
    },
  ];
}

/** What comes by direct message: a box for each class that the person would get, with how often it was acted on. */
function directChoice(m: Messages, { member, directTallies, ...role }: PersonalSettings): readonly KnownBlock[] {
  const classes = directClassesFor(role);
  const options = classes.map((each) => ({
    ...option(m.home.directClass[each], each),
    // Of a class that has not come yet there is nothing to count.
    ...(directTallies[each].posted === 0 ? {} : { description: plainText(m.home.directTally(directTallies[each]), 75) }),
  }));
  const ticked = options.filter((_, index) => classes.some((each, at) => at === index && wantsDirect(member, each)));
  return [
    richText(m.home.direct),
    {
      type: 'actions',
      elements: [
        {
          type: 'checkboxes',
          action_id: `${HOME_DIRECT}:${classes.join(',')}`,
          options,
          ...(ticked.length === 0 ? {} : { initial_options: ticked }),
        },
      ],
    },
  ];
}

/** How Lejek speaks to a person, and when: at the foot of their Home. */
export const personalSettings = (m: Messages, settings: PersonalSettings): readonly KnownBlock[] => [
  languageChoice(m, settings.member.language),
  ...quietChoice(m, settings),
  ...directChoice(m, settings),
];
