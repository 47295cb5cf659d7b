import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} open ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** People: who they are here, and handing deals over. Names are safe text. */
export const people = {
  head: (count: number) => `*People: ${f.number(count)}*`,
  role: { rep: 'rep', manager: 'manager', administrator: 'admin' },
  left: 'has left',
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
