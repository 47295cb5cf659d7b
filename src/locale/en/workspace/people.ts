import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} open ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** People: who they are here, and handing deals over. Names are safe text. */
export const people = {
  head: (count: number) => `*People: ${f.number(count)}*`,
  role: { reader: 'reads only', rep: 'rep', manager: 'manager', administrator: 'admin' },
  /** What each may, beside its name in a form. */
  may: {
    reader: 'Reads only: sees everything, changes nothing',
    rep: 'Rep: changes their own deals',
    manager: 'Manager: changes every deal, gets the alerts',
    administrator: 'Admin: changes the settings too',
  },
  change: 'Change',
  formTitle: 'Person',
  save: 'Save',
  roleLabel: 'Role',
  awayLabel: 'Away until (last day)',
  awayHint: 'Leave it empty for somebody who is here.',
  standInLabel: 'Who covers meanwhile',
  standInHint: 'Gets the alerts, morning notes and promises meanwhile, and may change the deals.',
  away: (until: PlainDate, standIn: string | undefined) =>
    `away until ${f.shortDay(until)}${standIn === undefined ? '' : `, ${standIn} covers`}`,
  here: 'here again',
  onlyAdmin: 'This is the only admin. Make somebody else an admin first.',
  standInSelf: 'Choose somebody else.',
  dateNeeded: 'Say until when, or leave this empty too.',
  notYours: "Only a manager can set someone else's absence, and only an admin a role. Nothing changed.",
  unchanged: 'Nothing is different from before.',
  savedPerson: (who: string, what: readonly string[]) => `*Saved:* ${who}: ${what.join('; ')}.`,
  changedPerson: (who: string, what: readonly string[]) => `${who}: ${what.join('; ')}`,
  undonePerson: (who: string, what: readonly string[]) => `Undone: ${who}: ${what.join('; ')}, as before.`,
  changedSince: (who: string) => `Not undone: somebody has changed ${who} since. Nothing changed.`,
  /** Above somebody else's morning note. */
  standingIn: (who: string, until: PlainDate) => `*For ${who}*, away until ${f.shortDay(until)}: you cover.`,
  left: 'has left',
  noPerson: 'leads that wait for somebody',
  notInSlack: 'not in Slack',
  deals,
  noDeals: 'no open deals',
  handOver: 'Hand over',
  handOverTitle: 'Hand over deals',
  handOverIntro: (who: string, count: number, value: string | undefined) =>
    `*${who}* has ${deals(count)}${value === undefined ? '' : ` worth ${value}`}.`,
  handOverTo: 'To',
  handOverHint: 'Several people get them in turn, stage by stage.',
  handOverStage: (stage: string, count: number) => `Only ${stage} (${f.number(count)}), to`,
  nobody: 'Choose at least one person.',
  nothingToHandOver: (who: string) => `${who} has no open deals.`,
  managersOnly: "Only a manager can hand over someone else's deals. Nothing changed.",
  stillWith: (count: number, who: string) => `${deals(count)} ${f.plural(count, { one: 'stays', many: 'stay' })} with ${who}.`,
  /** To whoever got many deals at once; lines of deals follow. */
  given: (giver: string | undefined, count: number) =>
    giver === undefined ? `*You have ${deals(count)} more.*` : `*${giver} gave you ${deals(count)}.*`,
  /** To managers, when Slack says that somebody has left. */
  hasLeft: (who: string, count: number) =>
    `*${who} has left Slack* with ${deals(count)}. Hand them over, so that nobody waits for an answer.`,
};

export type PeopleMessages = typeof people;
