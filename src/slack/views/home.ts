import type { HomeView, KnownBlock, PlainTextOption } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import { dealRef } from '../../core/deal.ts';
import type { DigestFacts } from '../../core/digest.ts';
import type { Language, Member } from '../../core/member.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, small, words } from './blocks.ts';
import { NEW } from './deal-actions.ts';
import { asOf, funnelTable, gapSentence, goalLine } from './digest-lines.ts';
import { FUNNEL_NOW } from './help.ts';
import { dealNeedRow, LIST } from './my-deals.ts';
import { literal, nameOf, preformatted, rich } from './text.ts';

/** Chooses the language in which Lejek speaks to a person. */
export const HOME_LANGUAGE = 'home.language';

export type HomeFacts = {
  readonly deals: readonly Deal[];
  readonly total: number;
  readonly valueMinor: number;
  readonly facts: DigestFacts;
  /** Who promised to bring which deal where, by when. */
  readonly commitments: readonly {
    readonly dealNumber: number;
    readonly memberId: string;
    readonly toStageId: string;
    readonly dueOn: string;
  }[];
  readonly members: ReadonlyMap<string, Member>;
  readonly pipeline: Pipeline;
  readonly member: Member;
  readonly today: string;
  readonly timeZone: string;
  /** Managers see stage gaps and who took what. */
  readonly manages: boolean;
};

const option = (text: string, value: string): PlainTextOption => ({ text: words(text, 75), value });

function languageChoice(m: Messages, chosen: Language | null): KnownBlock {
  const { languages } = m.home;
  const options = [option(languages.auto, 'auto'), option(languages.en, 'en'), option(languages.pl, 'pl')];
  const initial = options.find(({ value }) => value === (chosen ?? 'auto'));
  return {
    type: 'section',
    text: words(m.home.language),
    accessory: {
      type: 'static_select',
      action_id: HOME_LANGUAGE,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** The open stage gaps, and who promised to move what. */
function gaps(m: Messages, home: HomeFacts): readonly KnownBlock[] {
  if (!home.manages || home.facts.gaps.length === 0) return [];
  const sentences = home.facts.gaps.map((gap) => gapSentence(m, gap, home.timeZone));
  const taken = home.commitments.map(({ dealNumber, memberId, toStageId, dueOn }) => {
    const who = home.members.get(memberId);
    const stage = literal(stageById(home.pipeline, toStageId)?.shortName ?? toStageId, 20);
    return m.home.taken(dealRef({ number: dealNumber }), who === undefined ? literal(memberId) : nameOf(who), stage, dueOn);
  });
  return [rich([m.home.gaps, ...sentences, ...(taken.length === 0 ? [m.home.untaken] : taken)].join('\n'))];
}

/** A person's Home: what needs them, their numbers, the funnel, for a manager the gaps, and the language. */
export function homeView(m: Messages, home: HomeFacts): HomeView {
  const { facts, pipeline, deals } = home;
  const context = { pipeline, today: home.today, timeZone: home.timeZone };
  const goal = goalLine(m, facts);
  const rest = home.total > deals.length;
  return {
    type: 'home',
    blocks: [
      rich(deals.length === 0 ? m.home.nothing : m.home.mine),
      ...deals.map((deal, index) => dealNeedRow(m, deal, index, context)),
      small(m.home.numbers(home.total, m.f.shortMoney(home.valueMinor, pipeline.currency))),
      ...buttons(
        { id: NEW, text: m.help.newDeal, value: '', style: 'primary' },
        rest ? { id: LIST, text: m.lists.all, value: '0 mine' } : undefined,
      ),
      { type: 'divider' },
      rich([m.home.funnel, ...(goal === undefined ? [] : [goal])].join('\n')),
      preformatted(funnelTable(m, facts)),
      small(asOf(m, facts)),
      ...buttons({ id: FUNNEL_NOW, text: m.help.funnelNow, value: 'now' }),
      ...gaps(m, home),
      { type: 'divider' },
      languageChoice(m, home.member.language),
    ],
  };
}
