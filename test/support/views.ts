import type { HomeView, ModalView } from '@slack/types';

import { stateOf } from '../../src/core/deal.ts';
import type { RepStage } from '../../src/core/numbers/rep-effectiveness.ts';
import type { StageNeed } from '../../src/core/numbers/stage-needs.ts';
import { nextPeriod, periodOf } from '../../src/core/periods.ts';
import type { RepReview } from '../../src/core/rep-review.ts';
import { openStages, stageById } from '../../src/core/stage.ts';
import type { TidyState } from '../../src/core/tidying.ts';
import type { Messages } from '../../src/locale/messages.ts';
import type { Form } from '../../src/slack/post.ts';
import { advanceForm } from '../../src/slack/views/advance-form.ts';
import { assignedMessage } from '../../src/slack/views/assigned.ts';
import { behindNumbers } from '../../src/slack/views/behind-numbers.ts';
import { say } from '../../src/slack/views/blocks.ts';
import { calibrationMessage } from '../../src/slack/views/calibration.ts';
import { channelCard, eventLines } from '../../src/slack/views/channel-card.ts';
import { DELETE } from '../../src/slack/views/deal-actions.ts';
import { dealCard } from '../../src/slack/views/deal-card.ts';
import { dealList } from '../../src/slack/views/deal-list.ts';
import { dealMade } from '../../src/slack/views/deal-made.ts';
import { dealPicker } from '../../src/slack/views/deal-picker.ts';
import { dealTitle } from '../../src/slack/views/deal-title.ts';
import { deleteAsk } from '../../src/slack/views/delete.ts';
import { digestMessage, funnelNow } from '../../src/slack/views/digest.ts';
import { nativeChart } from '../../src/slack/views/digest-chart.ts';
import { digestPreview } from '../../src/slack/views/digest-preview.ts';
import { digestThread, withLastWeek } from '../../src/slack/views/digest-thread.ts';
import { EDIT_FIELDS, editForm } from '../../src/slack/views/edit-form.ts';
import { estimateForm, stageEstimateForm } from '../../src/slack/views/estimate-form.ts';
import { fillForm } from '../../src/slack/views/fill-form.ts';
import { forecastList } from '../../src/slack/views/forecast.ts';
import { foundDeals } from '../../src/slack/views/found-deals.ts';
import { messageView, waitingView } from '../../src/slack/views/frames.ts';
import { gapList, otherDeals } from '../../src/slack/views/gap-list.ts';
import { gapWhy } from '../../src/slack/views/gap-why.ts';
import { healthMessage } from '../../src/slack/views/health.ts';
import { dealHelp, funnelHelp, unknownWord } from '../../src/slack/views/help.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { importedMessage } from '../../src/slack/views/imported.ts';
import { lostForm } from '../../src/slack/views/lost-form.ts';
import { mergeAsk } from '../../src/slack/views/merge.ts';
import { messageForm } from '../../src/slack/views/message-form.ts';
import { morningNote, planForm } from '../../src/slack/views/morning.ts';
import { moveForm } from '../../src/slack/views/move-form.ts';
import { moved, undone } from '../../src/slack/views/moved.ts';
import { myDeals } from '../../src/slack/views/my-deals.ts';
import { newForm } from '../../src/slack/views/new-form.ts';
import { notSaved } from '../../src/slack/views/not-saved.ts';
import { noteForm } from '../../src/slack/views/note-form.ts';
import { problemMessage } from '../../src/slack/views/problem.ts';
import { repDetail, repList } from '../../src/slack/views/reps.ts';
import { setUpDone } from '../../src/slack/views/set-up.ts';
import { setupForm } from '../../src/slack/views/setup-form.ts';
import { slipQuestion } from '../../src/slack/views/slip.ts';
import { allClear, stageAlert, takenKey } from '../../src/slack/views/stage-alert.ts';
import { stageWhy, whichStage } from '../../src/slack/views/stage-why.ts';
import { story } from '../../src/slack/views/story.ts';
import { cannotRead, takesForm } from '../../src/slack/views/talk.ts';
import { targetForm, targetList } from '../../src/slack/views/targets.ts';
import { literal, nameOf } from '../../src/slack/views/text.ts';
import { ownTidy, type TidyRowShown, tidyDateForm, tidyMessage } from '../../src/slack/views/tidy.ts';
import { welcomeMessage } from '../../src/slack/views/welcome.ts';
import { whichDeal } from '../../src/slack/views/which-deal.ts';
import { whyMessage } from '../../src/slack/views/why.ts';
import { MONDAY } from './deal-builders.ts';
import { healthOf, TIME_ZONE, TODAY, type ViewData } from './view-data.ts';

export type View = Form | ModalView | HomeView | undefined;
type Made = (m: Messages, data: ViewData) => View | readonly View[];

const contextOf = ({ pipeline, members, member }: ViewData) => ({
  pipeline,
  members,
  asker: member,
  owner: member,
  today: TODAY,
  timeZone: TIME_ZONE,
});
const alertLines = ({ gaps }: ViewData) => gaps.map((gap, index) => ({ ...gap, alertId: `alert-${index}` }));
const alertOf = (data: ViewData) => new Map(alertLines(data).map(({ stageId, alertId }) => [stageId, alertId]));
const eventOf = (data: ViewData) => {
  const event = data.history.at(-1);
  if (event === undefined) throw new Error('a deal has a history');
  return event;
};
const outcomes = ({ file }: ViewData) =>
  (['open', 'won', 'lost', 'withdrawn'] as const).map((outcome) => ({
    ...file,
    deal: {
      ...file.deal,
      outcome,
      closedAt: outcome === 'open' ? null : MONDAY,
      lostReasonId: outcome === 'lost' ? 'budget' : null,
    },
  }));
/** Rows of deals that want a date, in every state asked for. */
const tidyRowsOf = (data: ViewData, kinds: readonly Exclude<TidyState['kind'], 'dated'>[]): readonly TidyRowShown[] =>
  data.deals.slice(0, 8).flatMap((deal, index) => {
    const kind = kinds[index % kinds.length] ?? 'wanted';
    return [
      {
        deal: { ...deal, closeOn: index % 2 === 0 ? null : TODAY },
        state: index === 7 ? { kind: 'dated', on: TODAY } : { kind },
      },
    ];
  });
const PERIOD = periodOf(TODAY, 'month', 1);
const chances = { win: 0.24, low: 0.17, high: 0.32, n: 63, mostlyAssumption: false, goOn: 0.5, medianDays: 11 };

/** A rep with as much to tell as asked for: nothing, a stage, or every stage far from the team. */
const reviewOf = ({ amount, pipeline }: ViewData): RepReview => {
  const exits = { empty: 0, usual: 41, extreme: 1_000_000 }[amount];
  const own = (stageId: string): RepStage => ({
    memberId: 'anna',
    stageId,
    exits,
    notLost: exits,
    share: 0.38,
    low: amount === 'extreme' ? 0.0001 : 0.29,
    high: amount === 'extreme' ? 0.9999 : 0.47,
    teamShare: 0.64,
    verdict: 'below',
  });
  const stages = pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id);
  return {
    memberId: 'anna',
    exits,
    stages: stages.map((stageId, k) => ({
      stageId,
      exits,
      teamShare: exits === 0 ? null : 0.64,
      own: exits === 0 || (amount === 'usual' && k > 2) ? null : own(stageId),
    })),
    different: exits === 0 ? [] : stages.slice(0, amount === 'usual' ? 1 : 6).map(own),
    velocity:
      exits === 0
        ? null
        : {
            memberId: 'anna',
            deals: exits,
            winShare: 0.41,
            valueMinor: 1e13,
            cycleDays: 33,
            perDayMinor: 1e12,
            closed: exits,
            heldBackBy: { input: 'value', own: 1, team: 1e13 },
          },
  };
};
const LINK = `https://firm.slack.com/archives/C1/p1${'0'.repeat(15)}?thread_ts=1700000000.000100&cid=C1`;
/** What a stage needs, for a target or by its minimum. */
const needFor = (stageId: string, isAimed: boolean): StageNeed => ({
  stageId,
  basis: isAimed ? { kind: 'target', period: PERIOD, targetMinor: 10 ** 13 } : { kind: 'minimum', known: false },
  current: 3,
  required: 7,
  lacking: 4,
  lackingMinor: 10 ** 13,
  short: true,
  bulge: false,
  usual: isAimed ? { mean: 6.6, low: 4, high: 9 } : null,
  perWeek: 3.14,
  stayDays: 11.2,
  overDays: 90,
  aim: isAimed
    ? { period: PERIOD, from: MONDAY, to: MONDAY + 10 ** 9, targetMinor: 10 ** 13, wonMinor: 0, newMinor: 123.4, newWins: 1.2 }
    : null,
  factor: isAimed ? 1.38 : 0,
  winWithin: 0.24,
  valueMinor: 123_456.7,
  runwayDays: 9,
  refillDays: 16,
  refillFrom: isAimed ? stageId : null,
});

/** Every view, by its name; each from the same data. */
export const VIEWS: Readonly<Record<string, Made>> = {
  advanceForm: (m, data) => data.pipeline.stages.map((stage) => advanceForm(m, data.file, stage, contextOf(data))),
  assignedMessage: (m, data) => assignedMessage(m, data.file.deal, data.pipeline, nameOf(data.member)),
  behindNumbers: (m, data) => {
    const chosen = { of: { kind: 'stage', stageId: data.file.deal.stageId } as const, count: data.deals.length };
    const counts = [chosen, { of: { kind: 'month' } as const, count: 1 }, { of: { kind: 'slipped' } as const, count: 1 }];
    const deals = data.deals
      .slice(0, 10)
      .map((now) => ({ now, was: { ...stateOf(now), stageId: 'lead' }, fromStageId: 'offer' }));
    const facts = { counts, chosen, page: { deals, total: 10_000, valueMinor: 10 ** 13 } };
    const shown = { pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE, offset: 10 };
    return [undefined, facts].map((each) => behindNumbers(m, shown, each, data.pipeline, data.members));
  },
  calibrationMessage: (m, data) => {
    const n = { empty: 0, usual: 9, extreme: 10_000 }[data.amount];
    return calibrationMessage(
      m,
      [0.02, 0.6, 0.99].slice(0, n).map((meanP) => ({ n, meanP, wonShare: meanP })),
    );
  },
  channelCard: (m, data) => outcomes(data).map((file) => channelCard(m, file, contextOf(data))),
  eventLines: (m, data) =>
    [undefined, data.text].map((note) =>
      eventLines(
        m,
        data.history.map((event) => ({ event, note })),
        contextOf(data),
      ),
    ),
  dealCard: (m, data) => outcomes(data).map((file) => dealCard(m, file, data.history, contextOf(data))),
  dealList: (m, data) => {
    const page = {
      deals: data.deals.slice(0, 8),
      total: data.deals.length,
      offset: 0,
      what: 'x',
      filter: data.text,
      timeZone: TIME_ZONE,
    };
    return dealList(m, page, data.pipeline, data.members);
  },
  dealMade: (m, data) => dealMade(m, data.file.deal, data.pipeline, data.member, 'somebody'),
  dealPicker: (m) => dealPicker(m),
  digestMessage: (m, data) =>
    ([undefined, 'holiday', 'missed', 'slack'] as const).map((why) =>
      digestMessage(m, data.facts, {
        members: data.members,
        alertOf: alertOf(data),
        ...(why === undefined ? {} : { late: { why, weekday: 1, slot: MONDAY } }),
      }),
    ),
  digestPreview: (m, data) => {
    const digest = digestMessage(m, data.facts, { members: data.members, alertOf: alertOf(data) });
    const channels = Array.from({ length: 4 }, (_, index) => ({ id: `s${index}`, channelName: data.text || 'x' }));
    return [0, 1, 4].map((count) => digestPreview(m, digest, channels.slice(0, count), MONDAY));
  },
  digestThread: (m, data) => digestThread(m, data.facts, data.members),
  foundDeals: (m, data) =>
    [true, false].map((exact) => {
      const page = { typed: data.text, deals: data.deals.slice(0, 10), offset: 10, more: exact, exact };
      return foundDeals(m, page, data.pipeline);
    }),
  funnelNow: (m, data) => funnelNow(m, data.facts, { members: data.members, alertOf: alertOf(data) }),
  editForm: (m, data) => {
    const names = Object.keys(EDIT_FIELDS) as (keyof typeof EDIT_FIELDS)[];
    const typed = Object.fromEntries(names.map((name) => [name, name.endsWith('On') ? TODAY : data.text]));
    const clashes = names.map((name) => ({ name, who: literal(data.text), at: '10:12' }));
    return [editForm(m, data.file), editForm(m, data.file, { typed, touched: names, clashes })];
  },
  fillForm: (m, data) => fillForm(m, data.file, data.pipeline),
  messageView: (m, data) => messageView(m, dealCard(m, data.file, data.history, contextOf(data))),
  waitingView: (m) => waitingView(m),
  gapWhy: (m, data) =>
    data.pipeline.stages.slice(0, 2).flatMap(({ id }, index) =>
      [1, 0.3].map((reach) =>
        gapWhy(m, {
          need: needFor(id, index === 0),
          needed: needFor(id, index === 0).required - index,
          pipeline: data.pipeline,
          fiscalStartMonth: 4,
          reach,
          at: MONDAY,
          timeZone: TIME_ZONE,
        }),
      ),
    ),
  otherDeals: (m, data) =>
    data.gaps.slice(0, 1).map(({ stageId, shortName, candidates }) =>
      otherDeals(m, { stageId, shortName, more: true, skip: 4 }, candidates.slice(0, 4), {
        members: data.members,
        alertOf: alertOf(data),
        taken: new Map([[takenKey('alert-0', candidates[0]?.number ?? 0), 'anna']]),
        timeZone: TIME_ZONE,
      }),
    ),
  gapList: (m, data) =>
    [alertOf(data), new Map()].map((alerts) =>
      gapList(m, data.gaps, data.facts.bulges, {
        members: data.members,
        alertOf: alerts,
        taken: new Map([[takenKey('alert-0', null), 'anna']]),
        timeZone: TIME_ZONE,
        coverage: data.facts.goals.slice(0, 2).map(({ period }) => ({ period, share: 0.62 })),
        fiscalStartMonth: 1,
      }),
    ),
  deleteAsk: (m, data) => deleteAsk(m, data.file.deal),
  mergeAsk: (m, data) => mergeAsk(m, data.file.deal, data.file.deal),
  dealHelp: (m) => [true, false].map((solo) => dealHelp(m, solo)),
  funnelHelp: (m) => [true, false].map((solo) => funnelHelp(m, solo)),
  unknownWord: (m, data) => [
    unknownWord(m, data.text, undefined, 'deal'),
    unknownWord(m, data.text, `/deal ${data.text}`, 'funnel'),
  ],
  forecastList: (m, data) => {
    const many = data.amount !== 'empty';
    const forecast = { expectedMinor: 10 ** 12, lowMinor: 0, highMinor: 10 ** 13, early: data.amount === 'usual' };
    const row = {
      wonMinor: many ? 10 ** 12 : 0,
      forecast,
      target: many ? ({ valueMinor: 10 ** 13, from: 'set' } as const) : undefined,
    };
    const reps = many ? Array.from({ length: 12 }, () => ({ member: data.member, ...row })) : [];
    return forecastList(m, {
      period: PERIOD,
      currency: 'PLN',
      fiscalStartMonth: 1,
      team: row,
      openMinor: 10 ** 12,
      reps,
      estimates: { count: reps.length, byMinor: 10 ** 12 },
      hygiene: data.facts.hygiene,
      offset: 12,
      repsInAll: many ? 300 : 0,
      asOf: { pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE },
    });
  },
  healthMessage: (m, data) => {
    const { health } = healthOf(data.pipeline, data.amount);
    const rest = health.findings.map((_, index) => ({ ...health, findings: health.findings.slice(index) }));
    return [health, ...rest, { ...health, findings: [] }].map((each) => healthMessage(m, each, data.pipeline));
  },
  homeView: (m, data) =>
    [true, false].map((manages) =>
      homeView(m, {
        ...contextOf(data),
        deals: data.deals.slice(0, 5).map((deal) => ({ ...data.file, deal })),
        month: data.facts.goals[0] ?? { period: PERIOD, wonMinor: 0, wonCount: 0, target: null, forecast: null },
        quiet: { from: '18:00', to: '08:00' },
        solo: data.amount === 'usual' && !manages,
        total: data.deals.length,
        valueMinor: 10_000_000_000_000,
        facts: data.facts,
        member: manages ? { ...data.member, quiet: { from: '18:00', to: '08:00' } } : data.member,
        manages,
      }),
    ),
  lostForm: (m, data) =>
    [undefined, { reasonId: 'decision', post: 'digest/C1/sales/2026-11-23/3-tidy' }].map((from) =>
      lostForm(m, data.file.deal, data.pipeline, data.text, from),
    ),
  morningNote: (m, data) => {
    const whys = [
      { kind: 'nextStep', overdue: true },
      { kind: 'reminder' },
      { kind: 'pastClose', on: TODAY },
      { kind: 'ageing', days: 400 },
      { kind: 'unplanned' },
    ] as const;
    const missing = data.pipeline.stages.flatMap(({ criteria }) => criteria.map(({ id }) => id));
    const lines = data.deals.flatMap((deal) => whys.map((why) => ({ deal: { ...deal, missing }, why })));
    return [lines, lines.filter(({ why }) => why.kind === 'ageing')].map((some) =>
      morningNote(m, some, data.pipeline, data.amount === 'usual' ? { offer: 9 } : {}),
    );
  },
  planForm: (m, data) => planForm(m, data.file.deal),
  moveForm: (m, data) => moveForm(m, data.file.deal, data.pipeline, { stageId: 'needs', reason: data.text }),
  moved: (m, data) =>
    (['advanced', 'skipped', 'returned', 'won', 'lost', 'reopened'] as const).map((kind) =>
      moved(m, data.file, { ...eventOf(data), kind }, contextOf(data), data.text),
    ),
  tidyMessage: (m, data) =>
    [
      tidyRowsOf(data, ['wanted']),
      tidyRowsOf(data, ['wanted', 'kept', 'won', 'lost', 'withdrawn']),
      tidyRowsOf(data, ['kept']),
    ].map((rows) =>
      tidyMessage(
        m,
        rows,
        { overdue: rows.length, undated: 10_000 },
        { overdue: 0, undated: 10_000 },
        { since: MONDAY, key: 'x' },
      ),
    ),
  ownTidy: (m, data) =>
    [undefined, data.text].map((said) =>
      ownTidy(m, tidyRowsOf(data, ['wanted']), { overdue: 10_000, undated: data.deals.length }, MONDAY, said),
    ),
  tidyDateForm: (m, data) =>
    [null, TODAY].map((closeOn) => tidyDateForm(m, { ...data.file.deal, closeOn }, { since: MONDAY, key: null })),
  withLastWeek: (m, data) =>
    [null, { suggested: data.deals.length, made: data.deals.length, won: 0 }].map((outcome) =>
      withLastWeek(m, digestThread(m, data.facts, data.members), outcome),
    ),
  slipQuestion: (m, data) => {
    const [event, { deal }] = [eventOf(data), data.file];
    const moved = { before: { ...stateOf(deal), closeOn: TODAY }, after: { ...stateOf(deal), closeOn: '2026-12-18' } };
    return say(dealTitle(deal), ...slipQuestion(m, { ...event, ...moved, kind: 'edited', fields: ['closeOn'] }));
  },
  undone: (m, data) => outcomes(data).map((file) => undone(m, file, eventOf(data), data.pipeline)),
  myDeals: (m, data) =>
    myDeals(m, { deals: data.deals.slice(0, 6), total: data.deals.length, valueMinor: 1e13, unpriced: 3 }, contextOf(data)),
  newForm: (m, data) =>
    [undefined, data.file.deal].map((twin) =>
      newForm(
        m,
        {
          name: data.text,
          company: data.text,
          value: data.text,
          closeOn: data.amount === 'empty' ? undefined : TODAY,
          owner: data.amount === 'empty' ? undefined : 'U0ANNA',
          problems: data.amount === 'empty' ? [] : [{ field: 'money', why: 'ambiguous', text: data.text }],
          ...(twin === undefined ? {} : { twin }),
          ...(data.amount === 'usual' ? {} : { message: { text: data.text, link: LINK } }),
        },
        'PLN',
      ),
    ),
  nativeChart: (m, data) => nativeChart(m, data.facts),
  notSaved: (m, data) => {
    const stage = stageById(data.pipeline, 'offer');
    if (stage === undefined) throw new Error('no such stage');
    const { file } = data;
    const refusals = [
      { why: 'notAllowed', action: 'deal.move', ownerId: 'anna' },
      { why: 'closed', outcome: 'won', closedAt: MONDAY },
      { why: 'closed', outcome: 'withdrawn', closedAt: MONDAY },
      { why: 'notClosed' },
      { why: 'missing', stage, criteria: stage.criteria, mayMoveAnyway: true },
      { why: 'noSuchStage' },
      { why: 'alreadyThere', stage },
      { why: 'reasonNeeded', stage },
      { why: 'noSuchReason' },
      { why: 'nameNeeded' },
      { why: 'pastDate', on: TODAY },
      { why: 'futureDate', on: TODAY },
      { why: 'nothingToChange' },
      { why: 'nothingToUndo' },
      { why: 'notYours', actorId: 'nobody known' },
      { why: 'tooLateToUndo', at: MONDAY },
    ] as const;
    return [
      notSaved(m, { ok: false, why: 'noSuchDeal' }, { number: 7 }, contextOf(data)),
      notSaved(m, { ok: false, why: 'changedMeanwhile', last: eventOf(data), file }, { number: 7 }, contextOf(data)),
      ...refusals.map((refusal) => notSaved(m, { ok: false, why: 'refused', refusal, file }, { number: 7 }, contextOf(data))),
    ];
  },
  messageForm: (m, data) => [null, LINK].map((link) => messageForm(m, { text: data.text, link })),
  stageEstimateForm: (m, data) =>
    openStages(data.pipeline).flatMap((stage) =>
      [undefined, 0.8].map((win) => stageEstimateForm(m, stage, { computed: 0.4, win, until: TODAY, reason: data.text })),
    ),
  stageWhy: (m, data) =>
    openStages(data.pipeline).flatMap((stage) =>
      [undefined, { win: 0.8, until: TODAY, by: 'anna', author: data.member, isMine: false, reason: data.text }].flatMap(
        (estimate) => [true, false].map((mayEstimate) => stageWhy(m, { stage, numbers: chances, estimate, mayEstimate })),
      ),
    ),
  whichStage: (m, data) => whichStage(m, openStages(data.pipeline)),
  estimateForm: (m, data) => [
    estimateForm(m, data.file.deal, data.pipeline, { computed: 0.4, win: undefined, until: TODAY, reason: undefined }),
    estimateForm(m, data.file.deal, data.pipeline, { computed: 0.4, win: 0.8, until: TODAY, reason: data.text }),
  ],
  noteForm: (m, data) => noteForm(m, data.file.deal, data.pipeline),
  problemMessage: (m, data) =>
    ['not_in_channel', 'shared_externally', data.text || 'x'].map((code) => problemMessage(m, `#${data.text}`, code)),
  repDetail: (m, data) =>
    [true, false].flatMap((compared) =>
      (['there', 'lost', 'won'] as const).map((kind) => {
        const examples = { kind, deals: data.deals.slice(0, 2) };
        const context = { solo: !compared, compared, ofMany: compared, examples };
        return repDetail(m, { member: { ...data.member, active: compared }, review: reviewOf(data) }, data.pipeline, context);
      }),
    ),
  repList: (m, data) => {
    const members = [data.member, { ...data.member, active: false }, { ...data.member, slackUserId: null }];
    const reps = members.flatMap((member) => [
      { member, review: reviewOf(data) },
      { member, review: reviewOf(data) },
    ]);
    const many = data.amount === 'extreme' ? 50 : 6;
    return repList(m, { reps, differ: data.amount === 'empty' ? 0 : 6, offset: many === 50 ? 6 : 0, total: many }, data.pipeline);
  },
  setUpDone: (m, data) =>
    setUpDone(m, {
      channelName: data.text || 'x',
      weekday: 7,
      timeOfDay: '09:00',
      timeZone: TIME_ZONE,
      first: TODAY,
      managers: data.amount === 'empty' ? [] : Array.from({ length: 60 }, () => data.member),
      claimed: data.amount !== 'empty',
    }),
  setupForm: (m, data) =>
    setupForm(m, {
      channelId: data.amount === 'empty' ? undefined : 'C01SALES',
      weekday: 1,
      timeOfDay: '09:00',
      timeZone: TIME_ZONE,
      language: 'pl',
      managers: data.amount === 'empty' ? [] : Array.from({ length: 60 }, (_, index) => `U${index}`),
      currency: 'PLN',
      currencyOpen: data.amount === 'empty',
      cardsFrom: data.amount === 'empty' ? null : 2,
      stages: data.pipeline.stages,
      fiscalStartMonth: 4,
      subscriptionId: 'x',
      external: data.amount === 'empty' ? undefined : data.text,
      allowExternal: data.amount === 'usual',
    }),
  stageAlert: (m, data) => {
    const taken = new Map([[takenKey('alert-0', 141), 'anna']]);
    const lines = alertLines(data);
    const moved = new Map(
      lines.flatMap(({ candidates }) => candidates.slice(1, 2).map(({ number }) => [number, literal('Offer')])),
    );
    return lines.length === 0
      ? undefined
      : [lines, lines.slice(0, 1)].map((some) =>
          stageAlert(
            m,
            { timeZone: TIME_ZONE, lines: some, pipelineId: data.pipeline.id, at: MONDAY },
            data.members,
            taken,
            moved,
          ),
        );
  },
  allClear: (m, data) =>
    allClear(
      m,
      [0, 400].map((days) => ({
        shortName: data.text || 'x',
        count: 10_000,
        days,
        named: days === 0 ? 0 : 4,
        made: 3,
        needed: days === 0 ? 7 : 20_000,
        needsNow: 9000,
        newDeals: days,
        newMade: 1,
      })),
    ),
  importedMessage: (m, data) => {
    const n = { empty: 0, usual: 41, extreme: 10_000 }[data.amount];
    const counts = { newDeals: n, changedDeals: n, open: n, won: n, lost: n };
    return importedMessage(m, { ...counts, openMinor: 10 ** 13, currency: 'PLN', timeZone: TIME_ZONE, from: 0, to: MONDAY });
  },
  welcomeMessage: (m) => [1, 7].map((weekday) => welcomeMessage(m, { weekday, timeOfDay: '09:00' })),
  story: (m, data) => {
    const link = data.amount === 'empty' ? null : LINK;
    const notes = new Map(data.history.map(({ version }) => [`n${version}`, { text: data.text, link }]));
    const latestFirst = data.history.map((event) => ({ ...event, noteId: `n${event.version}` })).toReversed();
    return [0, 12].map((offset) =>
      story(m, data.file.deal, latestFirst, Math.min(offset, latestFirst.length - 1), { ...contextOf(data), notes }),
    );
  },
  takesForm: (m, data) => takesForm(m, data.text || 'x', `/deal advance ${data.text}`),
  cannotRead: (m) => cannotRead(m),
  targetForm: (m, data) =>
    targetForm(m, {
      periods: [PERIOD, nextPeriod(PERIOD)],
      chosen: periodOf(TODAY, 'year', 4),
      who: data.amount === 'empty' ? undefined : 'U0ANNA',
      value: data.text,
      currency: 'PLN',
      fiscalStartMonth: 4,
      solo: data.amount === 'usual',
    }),
  targetList: (m, data) => {
    const many = data.amount === 'extreme' ? 60 : data.deals.length;
    return targetList(m, {
      rows: Array.from({ length: many }, () => ({
        member: data.member,
        period: PERIOD,
        target: { valueMinor: 1e13, from: 'set' },
      })),
      mismatches: Array.from({ length: many }, () => ({ memberId: 'anna', period: PERIOD, setMinor: 1e13, monthsMinor: 1 })),
      members: data.members,
      currency: 'PLN',
      fiscalStartMonth: 1,
      maySet: true,
      solo: data.amount === 'usual',
    });
  },
  whichDeal: (m, data) => [
    whichDeal(m, { kind: 'none', nearest: data.deals.slice(0, 3), typed: data.text }, data.pipeline),
    whichDeal(m, { kind: 'several', deals: data.deals.slice(0, 10), more: true, typed: data.text }, data.pipeline, {
      id: DELETE,
      text: m.life.deleteButton,
    }),
  ],
  whyMessage: (m, data) => {
    const stage = stageById(data.pipeline, 'offer');
    return stage === undefined
      ? undefined
      : [undefined, { win: 0.8, until: TODAY, by: 'anna', author: data.member, isMine: false, reason: data.text }].flatMap(
          (estimate) =>
            [true, false].map((mayEstimate) =>
              whyMessage(m, data.file.deal, stage, {
                now: chances,
                stage: chances,
                days: 400,
                estimate,
                mayEstimate,
                stages: [stage],
              }),
            ),
        );
  },
};
