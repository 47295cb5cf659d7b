import { dealRef } from '../../core/deal.ts';
import type { Member } from '../../core/member.ts';
import { wholeUnits } from '../../core/money.ts';
import { ENOUGH_EXITS, type RepStage } from '../../core/numbers/rep-effectiveness.ts';
import { FEWEST_CLOSED, type HeldBack } from '../../core/numbers/sales-velocity.ts';
import type { RepExamples, RepReview } from '../../core/rep-review.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { textTable } from '../charts/text-table.ts';
import { buttons, type Message, row, say, small } from './blocks.ts';
import { SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { chance } from './digest-lines.ts';
import { literal, nameOf, preformatted, rich, type Tagged } from './text.ts';

/** How one rep does; the value is the member's id. */
export const REP_SHOW = 'reps.show';
/** A page of all reps; the value is the first one's place, from 0. */
export const REPS_PAGE = 'reps.page';

/** Reps of a page: a phone screen. */
export const REPS_ON_PAGE = 6;

export type ReviewedRep = { readonly member: Member; readonly review: RepReview };

const stageName = (pipeline: Pipeline, stageId: string): Tagged =>
  literal(stageById(pipeline, stageId)?.shortName ?? stageId, 20);

function repName(m: Messages, member: Member): Tagged {
  if (!member.active) return m.reps.gone(nameOf(member));
  return member.slackUserId === null ? m.reps.noAccount(nameOf(member)) : nameOf(member);
}

const WEEK = 7;

function repRow(m: Messages, { member, review }: ReviewedRep, pipeline: Pipeline): Tagged {
  const [first] = review.different;
  const what =
    first === undefined
      ? m.reps.nothing
      : m.reps.stands(stageName(pipeline, first.stageId), chance(m, first.share), chance(m, first.teamShare));
  const { velocity } = review;
  const perWeek =
    velocity === null || velocity.winShare === 0
      ? undefined
      : m.f.shortMoney(wholeUnits(velocity.perDayMinor * WEEK, pipeline.currency), pipeline.currency);
  return m.reps.row(repName(m, member), what, perWeek);
}

/** All reps, those first who clearly differ from the team somewhere: a line each, details on a button. */
export function repList(
  m: Messages,
  {
    reps,
    differ,
    offset,
    total,
  }: { readonly reps: readonly ReviewedRep[]; readonly differ: number; readonly offset: number; readonly total: number },
  pipeline: Pipeline,
): Message {
  const head = differ === 0 ? m.reps.alike(total) : m.reps.differ(differ, total);
  const paged = total > reps.length ? ` ${m.reps.page(offset + 1, offset + reps.length, total)}` : '';
  return say(
    `${head}${paged}`,
    ...reps.map((rep, index) =>
      row(repRow(m, rep, pipeline), { id: `${REP_SHOW}:${index}`, text: m.reps.open, value: rep.member.id }),
    ),
    small(m.reps.onlyYou),
    ...buttons(
      offset > 0
        ? { id: `${REPS_PAGE}:earlier`, text: m.lists.earlier, value: String(Math.max(0, offset - REPS_ON_PAGE)) }
        : undefined,
      offset + reps.length < total
        ? { id: `${REPS_PAGE}:later`, text: m.lists.later, value: String(offset + REPS_ON_PAGE) }
        : undefined,
    ),
  );
}

function table(m: Messages, { stages }: RepReview, pipeline: Pipeline, compared: boolean): string {
  const { head } = m.reps;
  const lines = stages.map(({ stageId, exits, teamShare, own }) => [
    stageById(pipeline, stageId)?.shortName ?? stageId,
    own === null ? '–' : chance(m, own.share),
    own === null ? '–' : range(m, own),
    ...(compared ? [teamShare === null ? '–' : m.f.percent(teamShare)] : []),
    exits < ENOUGH_EXITS ? m.reps.thin(exits, ENOUGH_EXITS) : m.f.number(exits),
  ]);
  return textTable([[head.stage, head.share, head.range, ...(compared ? [head.team] : []), head.exits], ...lines]);
}

const range = (m: Messages, { low, high }: RepStage): string => `${chance(m, low).replace('%', '')}–${chance(m, high)}`;

function behind(m: Messages, { input, own, team }: HeldBack, currency: string): Tagged {
  const words = m.reps.heldBack[input];
  if (input === 'winShare') return words(m.f.percent(own), m.f.percent(team));
  if (input === 'value')
    return words(m.f.shortAmount(wholeUnits(own, currency), currency), m.f.shortAmount(wholeUnits(team, currency), currency));
  return words(m.f.number(Math.round(own)), m.f.number(Math.round(team)));
}

function velocityLines(m: Messages, { velocity }: RepReview, currency: string, compared: boolean): readonly Tagged[] {
  if (velocity === null) return [m.reps.noVelocity(FEWEST_CLOSED)];
  const { perDayMinor, deals, winShare, valueMinor, cycleDays, heldBackBy, closed } = velocity;
  if (winShare === 0) return [m.reps.noneWon(closed)];
  const sentence = m.reps.velocity(
    m.f.shortMoney(wholeUnits(perDayMinor * WEEK, currency), currency),
    deals,
    m.f.percent(winShare),
    m.f.shortAmount(wholeUnits(valueMinor, currency), currency),
    Math.max(1, Math.round(cycleDays)),
  );
  return [sentence, ...(compared && heldBackBy !== null ? [behind(m, heldBackBy, currency)] : [])];
}

/** What may be said of the stages: where the rep differs, with a question about deals of theirs, and where nothing can be told. */
function stageLines(
  m: Messages,
  rep: RepReview,
  pipeline: Pipeline,
  compared: boolean,
  examples: RepExamples | undefined,
): readonly Tagged[] {
  const name = (stageId: string): Tagged => stageName(pipeline, stageId);
  const different = compared ? rep.different : [];
  const told = different.flatMap((stage, index) => [
    m.reps.below(name(stage.stageId), chance(m, stage.share), chance(m, stage.teamShare), range(m, stage), stage.exits),
    ...(index === 0 && examples !== undefined && examples.deals.length > 0
      ? [m.reps.ask[examples.kind](examples.deals.map(dealTitle))]
      : []),
  ]);
  const alike = rep.stages.filter(({ stageId, own }) => own !== null && !different.some((each) => each.stageId === stageId));
  const thin = rep.stages.filter(({ own, exits }) => own === null && exits > 0);
  if (rep.exits === 0) return [m.reps.noExits];
  return [
    ...told,
    ...(compared && alike.length > 0 ? [m.reps.unclear(alike.map(({ stageId }) => name(stageId)))] : []),
    ...(thin.length > 0
      ? [
          m.reps.fewExits(
            thin.map(({ stageId, exits }) => ({ name: name(stageId), exits })),
            ENOUGH_EXITS,
          ),
        ]
      : []),
  ];
}

/**
 * How one rep does on each stage and what they bring, the same for the rep and for a manager.
 *
 * @param context `compared`: with the team; not for somebody who sells alone. `ofMany`: with a way back to all reps.
 */
export function repDetail(
  m: Messages,
  { member, review }: ReviewedRep,
  pipeline: Pipeline,
  context: { readonly solo: boolean; readonly compared: boolean; readonly ofMany: boolean; readonly examples?: RepExamples },
): Message {
  const { solo, compared, ofMany, examples } = context;
  const shown = compared ? (examples?.deals ?? []) : [];
  const lines = [
    ...stageLines(m, review, pipeline, compared, examples),
    ...velocityLines(m, review, pipeline.currency, compared),
  ];
  return say(
    solo ? m.reps.soloTitle : m.reps.title(repName(m, member)),
    preformatted(table(m, review, pipeline, compared)),
    rich(lines.join('\n')),
    ...(solo ? [] : [small(m.reps.onlyYou)]),
    ...buttons(
      ...shown.map((deal, index) => ({
        id: `${SHOW}:${index}`,
        text: `${dealRef(deal)} ${literal(deal.name, 24)}`,
        value: dealValue(deal),
      })),
      ofMany ? { id: `${REPS_PAGE}:all`, text: m.reps.everybody, value: '0' } : undefined,
    ),
  );
}
