import type { HomeView, KnownBlock } from '@slack/types';
import type { DealFile } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import type { AttentionReason } from '../../../core/deal/hygiene/attention.ts';
import { findTickedAction, recommendedActions } from '../../../core/deal/tick-action.ts';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import type { OwnCommitmentLine } from '../../../core/funnel/gap-line.ts';
import type { ForecastWithWins } from '../../../core/funnel/reconcile-forecasts.ts';
import type { TargetProgress } from '../../../core/funnel/target-progress.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { Money } from '../../../core/money/money.ts';
import { shownShare } from '../../../core/money/shown-amount.ts';
import type { DirectClass, DirectTally } from '../../../core/people/direct-classes.ts';
import type { Member } from '../../../core/people/member.ts';
import { type Pipelines, pipelineOf } from '../../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { QuietHours } from '../../../core/time/quiet-hours.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { COMPLETE_ACTION, OPEN_NEW_DEAL, UNDO } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { dealRow, phoneLine } from '../deal/lists/deal-row.ts';
import { LIST_DEALS, sumsText } from '../deal/lists/my-deals.ts';
import { groupByUrgency, urgencyParts } from '../deal/lists/urgency-groups.ts';
import { rowPipeline } from '../deal/row-pipeline.ts';
import { asOfLine, convertedShortly, expectedRange, goalLine } from '../funnel/digest-lines.ts';
import { SHOW_GAPS } from '../funnel/plan/gap-buttons.ts';
import { commitmentSentence, gapSentence, overfullSentence } from '../funnel/plan/gap-sentences.ts';
import { repExpected, type ShownForecast } from '../funnel/rep-expected.ts';
import { drawnStageBlocks } from '../funnel/stage-table.ts';
import { SHOW_FUNNEL } from '../kit/action-ids.ts';
import { buttons, contextLine, row } from '../kit/blocks.ts';
import { markPipeline } from '../kit/pipeline-mark.ts';
import { literal, richText } from '../kit/text.ts';
import { isOwnToDo, ownWorkBlocks } from './home-moves.ts';
import { personalSettings } from './personal-settings.ts';
import { startBlocks } from './start.ts';

/** The person's own month; `own`: their part of the team's forecast, null where nothing was ever closed or is theirs. */
type OwnMonth = Omit<TargetProgress, 'forecast'> & {
  readonly own: (ShownForecast & { readonly team: ForecastWithWins }) | null;
};

export type HomeFacts = {
  /** The deals that need the person most. */
  readonly deals: readonly DealFile[];
  readonly total: number;
  /** What the person changed last, as long as it can be undone. */
  readonly lastChange: DealEvent | undefined;
  readonly worth: readonly Money[];
  readonly facts: DigestFacts;
  /** Of the other pipelines whose funnels are drawn. */
  readonly otherFunnels?: readonly DigestFacts[];
  /** What the person has taken on and has still to do in pipelines whose funnels are not drawn. */
  readonly commitmentsElsewhere?: readonly OwnCommitmentLine[];
  /** The person's own month. */
  readonly month: OwnMonth;
  readonly members: ReadonlyMap<string, Member>;
  readonly pipeline: Pipeline;
  readonly pipelines?: Pipelines;
  readonly member: Member;
  /** Hours that count for the person, their own or the night. */
  readonly quiet: QuietHours;
  readonly today: PlainDate;
  readonly timeZone: string;
  /** Id of the open alert by stage, so that a move can be taken. */
  readonly alertIdByStage: ReadonlyMap<string, string>;
  /** Managers see stage gaps and who took what. */
  readonly isManager: boolean;
  /** Managers' direct messages reach the person: no admin gets them where there is a manager. */
  readonly isToldAsManager: boolean;
  /** How each class of direct messages did for the person. */
  readonly directTallies: Readonly<Record<DirectClass, DirectTally>>;
  /** Nobody else is here. */
  readonly solo: boolean;
  /** Nothing was set up and no deal was made, and the person may begin. */
  readonly atStart?: boolean;
};

/** The open stage gaps, who promised to do what, and where too many deals stand. */
function gapBlocks(m: Messages, home: HomeFacts): readonly KnownBlock[] {
  const { isManager, solo, facts, timeZone, members, today } = home;
  if (!(isManager || solo)) return [];
  // What the reader has to do themselves stands above.
  const others = facts.promises.filter((line) => !isOwnToDo(line, home));
  const taken = others.map((line) => commitmentSentence(m, line, { members, solo, today, inChannel: false }));
  const overfullSentences = facts.overfull.map((line) => overfullSentence(m, line));
  const sentences = facts.gaps.map((gap) => gapSentence(m, gap, timeZone));
  const short = sentences.length === 0 ? [] : [m.home.gaps, ...sentences];
  const lines = [
    ...short,
    ...(taken.length > 0
      ? [m.gaps.commitments, ...taken]
      : short.length > 0 && !solo && facts.promises.length === 0
        ? [m.home.untaken]
        : []),
    ...overfullSentences,
  ];
  if (lines.length === 0) return [];
  const open = sentences.length === 0 ? [] : buttons({ id: SHOW_GAPS, text: m.home.fill, value: 'now' });
  return [richText(joinSafe(lines, '\n')), ...open];
}

/** A deal and the first thing that works on its stage and is not done, in one block with one menu. */
function homeDealRow(
  m: Messages,
  { file, need, index }: { readonly file: DealFile; readonly need: AttentionReason | undefined; readonly index: number },
  { member, pipeline: ofHome, pipelines }: HomeFacts,
): KnownBlock {
  const { deal } = file;
  const pipeline = rowPipeline({ pipeline: ofHome, pipelines }, deal);
  const undone = recommendedActions(file, pipeline).find(({ done }) => !done)?.action;
  const text = phoneLine(deal, urgencyParts(m, { deal, need }, pipeline));
  const context = { pipeline, pipelines, reader: member };
  if (undone === undefined) return dealRow(m, { deal, index, text }, context);
  const tip = literal(undone.text, 300);
  const choice = { action: `${COMPLETE_ACTION}:${undone.id}`, text: m.home.tipDone(literal(undone.text, 55)) };
  return dealRow(m, { deal, index, text }, { ...context, more: { line: safe`○ ${tip}`, choice } });
}

/** The person's deals under headings, the most urgent first. */
function ownDealBlocks(m: Messages, home: HomeFacts): readonly KnownBlock[] {
  return groupByUrgency(home.deals, ({ deal }) => deal, home).flatMap(({ kind, deals }) => [
    richText(m.lists.groups[kind]),
    ...deals.flatMap(({ item, need }) => [
      homeDealRow(m, { file: item, need, index: home.deals.indexOf(item) }, home),
      ...justTickedRow(m, item, home),
    ]),
  ]);
}

/** What the person has just ticked off, with the way back: on Home there is no other answer to it. */
function justTickedRow(m: Messages, { deal }: DealFile, { lastChange, ...home }: HomeFacts): readonly KnownBlock[] {
  if (lastChange?.dealNumber !== deal.number || lastChange.version !== deal.version) return [];
  const ticked = lastChange.fields.flatMap((field) => findTickedAction(rowPipeline(home, deal), field) ?? []);
  if (ticked.length === 0) return [];
  const texts = ticked.map(({ text }) => literal(text, 150));
  return [
    row(safe`✓ ${joinSafe(texts, ' · ')}`, { id: `${UNDO}:${deal.number}`, text: m.common.undo, value: dealButtonValue(deal) }),
  ];
}

/** What the person has won this month, of which target, and what is expected; nothing where none of it is known. */
function monthLine(m: Messages, { month, facts, solo, total }: HomeFacts): readonly SafeText[] {
  const { currency } = facts;
  const goal = solo ? facts.goals.find(({ period }) => period.kind === 'month') : undefined;
  const { target, wonMinor, wonCount, period } = goal ?? month;
  const expected = goal === undefined ? ownExpected(m, { month, total, currency }) : goalExpected(m, facts, goal);
  if (wonCount === 0 && target === null && expected === undefined) return [];
  const short = (minor: number) => m.f.shortMoney({ minor, currency });
  const shownWon = goal === undefined ? (month.own?.shown.wonMinor ?? wonMinor) : wonMinor;
  const shared =
    target === null || target.valueMinor === 0
      ? undefined
      : { value: short(target.valueMinor), share: m.f.percent(shownShare(shownWon, target.valueMinor, currency)) };
  const won = m.home.month(m.f.month(period.startsOn), short(shownWon), shared);
  return [expected === undefined ? won : safe`${won} · ${expected}`];
}

/** The part of the team's forecast that is the person's, as the forecast's list says it. A manager without deals of their own need not read that nothing is expected. */
function ownExpected(
  m: Messages,
  { month, total, currency }: Pick<HomeFacts, 'month' | 'total'> & { readonly currency: string },
): SafeText | undefined {
  const { own } = month;
  if (own === null || (total === 0 && month.wonCount === 0 && month.target === null)) return undefined;
  const expected = repExpected(m, { currency, team: own.team }, own);
  return own.forecast.early ? joinSafe([expected, m.digest.earlyEstimate], ', ') : expected;
}

const goalExpected = (m: Messages, facts: DigestFacts, { forecast, wonMinor }: TargetProgress): SafeText | undefined =>
  forecast === null || forecast.highMinor <= 0 ? undefined : expectedRange(m, facts, { ...forecast, wonMinor });

/** Which funnel it is, where there are several. */
const funnelTitle = (m: Messages, { pipelines }: Pick<HomeFacts, 'pipelines'>, id: PipelineId): SafeText =>
  pipelines === undefined || pipelines.inUse.length === 1
    ? m.home.funnel
    : safe`*${literal(pipelineOf(pipelines, { pipelineId: id }).name, 60)}*`;

/** A funnel as it is now, and the way to all of it. */
function funnelBlocks(m: Messages, home: HomeFacts, { facts, index }: { readonly facts: DigestFacts; readonly index: number }) {
  // Who is alone has read the line of the first one above.
  const goal = home.solo && index === 0 ? undefined : goalLine(m, facts);
  const id = index === 0 ? SHOW_FUNNEL : `${SHOW_FUNNEL}:drawn-${index}`;
  return [
    richText(joinSafe([funnelTitle(m, home, facts.pipelineId), ...(goal === undefined ? [] : [goal])], '\n')),
    ...drawnStageBlocks(m, facts),
    ...convertedShortly(m, facts).map(contextLine),
    contextLine(asOfLine(m, facts)),
    ...markPipeline(buttons({ id, text: m.help.funnelNow, value: 'now' }), facts.pipelineId),
  ];
}

/** The funnels of the other pipelines: drawn where the person works in them, else a tap away. */
function otherFunnelBlocks(m: Messages, home: HomeFacts): readonly KnownBlock[] {
  const { pipeline, pipelines, otherFunnels = [] } = home;
  const drawn = new Set([pipeline.id, ...otherFunnels.map(({ pipelineId }) => pipelineId)]);
  return [
    ...otherFunnels.flatMap((facts, index) => funnelBlocks(m, home, { facts, index: index + 1 })),
    ...(pipelines?.inUse ?? [])
      .filter(({ id }) => !drawn.has(id))
      .flatMap(({ id, name }, index) =>
        markPipeline(buttons({ id: `${SHOW_FUNNEL}:${index + 1}`, text: literal(name, 60), value: 'now' }), id),
      ),
  ];
}

/** A person's Home: what needs them, their numbers, the funnel, for a manager the gaps, and how Lejek speaks to them. */
export function homeView(m: Messages, home: HomeFacts): HomeView {
  const { facts, pipeline, deals } = home;
  const settings = personalSettings(m, home);
  if (home.atStart === true) return { type: 'home', blocks: [...startBlocks(m, pipeline), { type: 'divider' }, ...settings] };
  const rest = home.total > deals.length;
  const mine = home.total === 0 ? [] : [m.home.numbers(home.total, sumsText(m, home.worth))];
  const moves = ownWorkBlocks(m, home);
  const gaps = gapBlocks(m, home);
  const numbers = [...mine, ...monthLine(m, home)];
  return {
    type: 'home',
    blocks: [
      // Never above what waits: a deal, a move of the plan, a stage that is short.
      ...(deals.length + moves.length + gaps.length === 0 ? [richText(m.home.nothing)] : []),
      ...ownDealBlocks(m, home),
      ...moves,
      ...(numbers.length === 0 ? [] : [richText(joinSafe(numbers, '\n'))]),
      ...buttons(
        { id: OPEN_NEW_DEAL, text: m.help.newDeal, value: '', style: 'primary' },
        rest ? { id: LIST_DEALS, text: m.lists.all, value: '0 mine' } : undefined,
      ),
      { type: 'divider' },
      ...funnelBlocks(m, home, { facts, index: 0 }),
      ...otherFunnelBlocks(m, home),
      ...gaps,
      { type: 'divider' },
      ...settings,
    ],
  };
}
