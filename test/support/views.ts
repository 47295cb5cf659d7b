import type { HomeView, ModalView } from '@slack/types';
import { toDealState } from '../../src/core/deal/deal.ts';
import type { DealEvent } from '../../src/core/deal/deal-event.ts';
import { isAskable } from '../../src/core/deal/hygiene/ask.ts';
import type { HygieneState } from '../../src/core/deal/hygiene/hygiene.ts';
import { actionTickId } from '../../src/core/deal/tick-action.ts';
import { DRILL_DOWN_KINDS } from '../../src/core/funnel/drill-down.ts';
import type { CandidateLine } from '../../src/core/funnel/gap-line.ts';
import type { StagePlan } from '../../src/core/funnel/plan/funnel-plan.ts';
import { periodCoverage } from '../../src/core/funnel/plan/period-coverage.ts';
import type { RepReview } from '../../src/core/funnel/rep-review.ts';
import { DEAL_CHANGE_KINDS } from '../../src/core/numbers/deal-change.ts';
import type { RepStagePerformance } from '../../src/core/numbers/rep-effectiveness.ts';
import { RIGHTS } from '../../src/core/people/rights.ts';
import { openStages, stageById } from '../../src/core/pipeline/stage.ts';
import { addDays } from '../../src/core/time/calendar.ts';
import { nextPeriod, periodContaining } from '../../src/core/time/periods.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { safe } from '../../src/locale/safe-text.ts';
import { actionsDoneMessage } from '../../src/slack/views/deal/actions-done-message.ts';
import { askDoneMessage, askMessage } from '../../src/slack/views/deal/ask.ts';
import { assignedMessage } from '../../src/slack/views/deal/assigned-message.ts';
import { channelCard, eventThreadMessage, hiddenDeal } from '../../src/slack/views/deal/channel-card.ts';
import { DELETE } from '../../src/slack/views/deal/deal-actions.ts';
import { dealCard } from '../../src/slack/views/deal/deal-card.ts';
import { dealCreated } from '../../src/slack/views/deal/deal-created.ts';
import { dealHistory } from '../../src/slack/views/deal/deal-history.ts';
import { dealNews } from '../../src/slack/views/deal/deal-news.ts';
import { dealTitle } from '../../src/slack/views/deal/deal-title.ts';
import { dealWhy } from '../../src/slack/views/deal/deal-why.ts';
import { advanceForm } from '../../src/slack/views/deal/forms/advance-form.ts';
import { deleteConfirmation } from '../../src/slack/views/deal/forms/delete-confirmation.ts';
import { EDIT_FIELDS, editForm } from '../../src/slack/views/deal/forms/edit-form.ts';
import { estimateForm, stageEstimateForm } from '../../src/slack/views/deal/forms/estimate-form.ts';
import { lostForm } from '../../src/slack/views/deal/forms/lost-form.ts';
import { mergeConfirmation } from '../../src/slack/views/deal/forms/merge-confirmation.ts';
import { missingDetailsForm } from '../../src/slack/views/deal/forms/missing-details-form.ts';
import { moveForm } from '../../src/slack/views/deal/forms/move-form.ts';
import { newDealForm } from '../../src/slack/views/deal/forms/new-deal-form.ts';
import { noteForm } from '../../src/slack/views/deal/forms/note-form.ts';
import { noteFromMessageForm } from '../../src/slack/views/deal/forms/note-from-message-form.ts';
import { otherPipelineForm } from '../../src/slack/views/deal/forms/other-pipeline-form.ts';
import { dealDisambiguation } from '../../src/slack/views/deal/lists/deal-disambiguation.ts';
import { dealList } from '../../src/slack/views/deal/lists/deal-list.ts';
import { dealPicker } from '../../src/slack/views/deal/lists/deal-picker.ts';
import { foundDeals } from '../../src/slack/views/deal/lists/found-deals.ts';
import { myDeals } from '../../src/slack/views/deal/lists/my-deals.ts';
import { nameAnswerMessage } from '../../src/slack/views/deal/lists/name-answer-message.ts';
import { moveReply, undoReply } from '../../src/slack/views/deal/move-reply.ts';
import { refusalMessage } from '../../src/slack/views/deal/refusal-message.ts';
import { slipQuestion } from '../../src/slack/views/deal/slip-question.ts';
import { calibrationMessage } from '../../src/slack/views/funnel/calibration.ts';
import { digestMessage, funnelNow } from '../../src/slack/views/funnel/digest.ts';
import { nativeFunnelForm, pictureButton } from '../../src/slack/views/funnel/digest-chart.ts';
import { digestPreview } from '../../src/slack/views/funnel/digest-preview.ts';
import { digestReview } from '../../src/slack/views/funnel/digest-review.ts';
import { digestThread, withLastWeek } from '../../src/slack/views/funnel/digest-thread.ts';
import { drillDownView } from '../../src/slack/views/funnel/drill-down.ts';
import { forecastList } from '../../src/slack/views/funnel/forecast.ts';
import { forecastChangeView } from '../../src/slack/views/funnel/forecast-change.ts';
import { healthMessage } from '../../src/slack/views/funnel/health.ts';
import {
  type HygieneRowShown,
  hygieneDateForm,
  hygieneMessage,
  ownHygieneMessage,
} from '../../src/slack/views/funnel/hygiene.ts';
import { managerNote } from '../../src/slack/views/funnel/manager-note.ts';
import type { OpenAlert } from '../../src/slack/views/funnel/open-alert.ts';
import { committedMembers } from '../../src/slack/views/funnel/plan/gap-action-rows.ts';
import { gapList, otherCandidates } from '../../src/slack/views/funnel/plan/gap-list.ts';
import { gapWhy } from '../../src/slack/views/funnel/plan/gap-why.ts';
import { targetForm, targetList } from '../../src/slack/views/funnel/plan/targets.ts';
import { promisesLeft } from '../../src/slack/views/funnel/promises-left.ts';
import { repDetail, repList } from '../../src/slack/views/funnel/reps.ts';
import { allClear, stageAlert } from '../../src/slack/views/funnel/stage-alert.ts';
import { FUNNEL_FORMS, formButtons } from '../../src/slack/views/funnel/stage-table.ts';
import { stageDisambiguation, stageWhy } from '../../src/slack/views/funnel/stage-why.ts';
import { buttons, textMessage } from '../../src/slack/views/kit/blocks.ts';
import { loadingView, messageView } from '../../src/slack/views/kit/frames.ts';
import type { PostContent } from '../../src/slack/views/kit/post-content.ts';
import { literal, memberNameText, personMention } from '../../src/slack/views/kit/text.ts';
import { refusedHome, refusedMessage } from '../../src/slack/views/workspace/access.ts';
import { problemMessage } from '../../src/slack/views/workspace/channel-problem.ts';
import { forgetChoices, forgetNamed, forgottenMessage } from '../../src/slack/views/workspace/forget.ts';
import { dealHelp, funnelHelp, unknownCommand } from '../../src/slack/views/workspace/help.ts';
import { homeView } from '../../src/slack/views/workspace/home.ts';
import { importSummaryMessage } from '../../src/slack/views/workspace/imports/import-summary.ts';
import { lastChanges } from '../../src/slack/views/workspace/last-changes.ts';
import { cannotReadFiles, openFormMessage } from '../../src/slack/views/workspace/mention.ts';
import { morningNote } from '../../src/slack/views/workspace/morning-note.ts';
import { nextStepForm } from '../../src/slack/views/workspace/next-step-form.ts';
import { setupForm } from '../../src/slack/views/workspace/settings/setup-form.ts';
import { setupDone } from '../../src/slack/views/workspace/setup-done.ts';
import { startForm, startMessage } from '../../src/slack/views/workspace/start.ts';
import { stepReminder } from '../../src/slack/views/workspace/step-reminder.ts';
import { welcomeMessage } from '../../src/slack/views/workspace/welcome.ts';
import { MONDAY } from './deal-builders.ts';
import { IMPORT_VIEWS } from './import-views.ts';
import { LEAD_VIEWS } from './lead-support.ts';
import { PIPELINE_VIEWS } from './pipeline-views.ts';
import { PIPELINES_VIEWS } from './pipelines-views.ts';
import { sampleAgeing, sampleClosedReview, sampleManagerNote } from './review-data.ts';
import { SETTINGS_VIEWS } from './settings-views.ts';
import { TEAMS_VIEWS } from './teams-views.ts';
import { sampleHealth, TIME_ZONE, TODAY, type ViewData } from './view-data.ts';
import { WEBHOOK_VIEWS } from './webhook-views.ts';

export type AnyView = PostContent | ModalView | HomeView | undefined;
type ViewBuilder = (m: Messages, data: ViewData) => AnyView | readonly AnyView[];

/** As many pipelines as may be in use at once. */
const twelvePipelines = ({ pipeline, text }: ViewData) => ({
  inUse: [
    pipeline,
    ...Array.from({ length: 11 }, (_, index) => ({
      ...pipeline,
      id: `p${index}`,
      name: [...text].slice(0, 40).join('') || 'Partners',
    })),
  ] as const,
  archived: [{ ...pipeline, id: 'old', isArchived: true as const }],
});

const viewContext = ({ pipeline, members, member }: ViewData) => ({
  pipeline,
  members,
  asker: member,
  owner: member,
  reader: member,
  today: TODAY,
  timeZone: TIME_ZONE,
});
/** What the reader's pipeline calls the stage. */
const offerName = ({ pipeline }: ViewData): string => pipeline.stages.find(({ id }) => id === 'offer')?.shortName ?? 'offer';
const alertLines = ({ gaps }: ViewData) => gaps.map((gap, index) => ({ ...gap, alertId: `alert-${index}`, asked: [] }));
const alertIdsByStage = (data: ViewData) => new Map(alertLines(data).map(({ stageId, alertId }) => [stageId, alertId]));
const lastEvent = (data: ViewData) => {
  const event = data.history.at(-1);
  if (event === undefined) throw new Error('a deal has a history');
  return event;
};
/** Anna's promise about an alert: a move of it, or its new deals. */
const takenBy = (alertId: string, move?: Pick<CandidateLine, 'number' | 'toStageId'>) => ({
  ...{ alertId, memberId: 'anna', dueOn: TODAY },
  dealNumber: move?.number ?? null,
  toStageId: move?.toStageId ?? 'offer',
});
/** A person's part of the month's forecast. */
function ownMonth({ facts }: ViewData) {
  const [goal] = facts.goals;
  if (goal === undefined) return { period: PERIOD, wonMinor: 0, wonCount: 0, target: null, own: null };
  const { forecast: expected, ...month } = goal;
  if (expected === null) return { ...month, own: null };
  const forecast = { ...expected, wonMinor: month.wonMinor };
  return { ...month, own: { forecast, team: forecast, shown: forecast } };
}
/** The person has just ticked off what there is to do on the first deal's stage. */
const tickOf = (data: ViewData): DealEvent => {
  const [deal = data.file.deal] = data.deals;
  const actions = data.pipeline.stages.flatMap((stage) => stage.actions);
  return {
    ...lastEvent(data),
    dealNumber: deal.number,
    version: deal.version,
    fields: actions.map(({ id }) => actionTickId(id)),
  };
};
const filesByOutcome = ({ file }: ViewData) =>
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
const hygieneRows = (data: ViewData, kinds: readonly Exclude<HygieneState['kind'], 'dated'>[]): readonly HygieneRowShown[] =>
  data.deals.slice(0, 8).flatMap((deal, index) => {
    const kind = kinds[index % kinds.length] ?? 'wanted';
    return [
      {
        deal: { ...deal, closeOn: index % 2 === 0 ? null : TODAY },
        state: index === 7 ? { kind: 'dated', on: TODAY } : { kind },
      },
    ];
  });
const PERIOD = periodContaining(TODAY, 'month', 1);
const winChances = { win: 0.24, low: 0.17, high: 0.32, n: 63, mostlyAssumption: false, passRate: 0.5, medianDays: 11 };

/** Open alerts of a place that was told of every gap: in one message, then in a message for each. */
const openAlerts = ({ facts }: ViewData): readonly OpenAlert[] => {
  const url = 'https://firm.slack.com/archives/C1/p1700000000000100';
  const stageIds = facts.gaps.map(({ stageId }) => stageId);
  return [{ stageIds, on: TODAY, url }, ...stageIds.map((id) => ({ stageIds: [id], on: '2026-11-10' as const, url: null }))];
};

/** A rep with as much to tell as asked for: nothing, a stage, or every stage far from the team. */
const sampleReview = ({ dataSize, pipeline }: ViewData): RepReview => {
  const exits = { empty: 0, usual: 41, extreme: 1_000_000 }[dataSize];
  const own = (stageId: string): RepStagePerformance => ({
    memberId: 'anna',
    stageId,
    exits,
    notLost: exits,
    share: 0.38,
    low: dataSize === 'extreme' ? 0.0001 : 0.29,
    high: dataSize === 'extreme' ? 0.9999 : 0.47,
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
      own: exits === 0 || (dataSize === 'usual' && k > 2) ? null : own(stageId),
    })),
    different: exits === 0 ? [] : stages.slice(0, dataSize === 'usual' ? 1 : 6).map(own),
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
            bottleneck: { input: 'value', own: 1, team: 1e13 },
          },
  };
};
const LINK = `https://firm.slack.com/archives/C1/p1${'0'.repeat(15)}?thread_ts=1700000000.000100&cid=C1`;
/** What a plan asks of a stage, for a target or by its minimum. */
const sampleStage = (stageId: string, isAimed: boolean): StagePlan => {
  const target = {
    basis: { kind: 'target', period: PERIOD, targetMinor: 10 ** 13 },
    required: 7,
    opensAt: 5,
    beyond: 3,
  } as const;
  const minimum = { basis: { kind: 'minimum' }, required: 1, opensAt: 0, beyond: 0 } as const;
  const usual = { basis: { kind: 'usual' }, required: 6, opensAt: 3, beyond: 0 } as const;
  const asks = isAimed ? [target, usual, minimum] : [minimum];
  return {
    stageId,
    count: 3,
    used: true,
    asks,
    need: { ...(isAimed ? target : minimum), since: TODAY, setOn: TODAY },
    shortBy: 4,
    costMinor: 10 ** 13,
    emptySince: null,
    runway: null,
    overfull: false,
    usual: isAimed ? { mean: 6.6, low: 4, high: 9 } : null,
    recovered: null,
  };
};

/** Every view, by its name; each from the same data. */
const BUILDERS = {
  advanceForm: (m, data) => data.pipeline.stages.map((stage) => advanceForm(m, { file: data.file, stage }, viewContext(data))),
  askMessage: (m, data) =>
    Object.keys(RIGHTS)
      .filter(isAskable)
      .flatMap((action) =>
        [null, data.pipeline.stages[4]?.id ?? '', data.member.id].map((detail) =>
          askMessage(m, data.file.deal, {
            ask: { action, version: 1, detail },
            asker: personMention(data.member),
            context: viewContext(data),
          }),
        ),
      ),
  askDoneMessage: (m, data) => askDoneMessage(m, data.file.deal, { pipeline: data.pipeline, doer: memberNameText(data.member) }),
  stepReminder: (m, data) => stepReminder(m, { deal: data.file.deal, time: '10:00', planned: { step: data.text, on: TODAY } }),
  forgetChoices: (m, data) =>
    [1, 30].map((count) =>
      forgetChoices(
        m,
        Array.from({ length: count }, (_, index) => ({
          ...{ key: `email ${index}`, contactIds: [], name: data.text, email: data.text, phone: data.text },
          deals: data.deals.map(({ number, name }) => ({ number, name })),
        })),
      ),
    ),
  forgetNamed: (m, data) =>
    forgetNamed(m, data.text || 'Jan Wzorcowy', { deals: data.deals.map(({ number }) => number), notes: 3 }),
  forgottenMessage: (m, data) =>
    [[], data.deals.map(({ name }) => name)].map((left) => forgottenMessage(m, { deals: data.deals.length, left })),
  promisesLeft: (m, data) =>
    promisesLeft(m, {
      leaver: data.member,
      reader: data.member,
      pipeline: data.pipeline,
      promises: [
        { deal: undefined, newDeals: 3, toStageId: 'lead', dueOn: TODAY, to: undefined },
        ...data.deals.flatMap((deal) =>
          [undefined, data.member].map((to) => ({ deal, newDeals: 1, toStageId: 'offer', dueOn: TODAY, to })),
        ),
      ],
    }),
  assignedMessage: (m, data) =>
    assignedMessage(m, data.file.deal, { pipeline: data.pipeline, assigner: memberNameText(data.member) }),
  drillDownView: (m, data) => {
    const chosen = { of: { kind: 'stage', stageId: data.file.deal.stageId } as const, count: data.deals.length };
    const left = { of: { kind: 'left', stageId: data.file.deal.stageId } as const, count: 10_000 };
    const ofOne = DRILL_DOWN_KINDS.flatMap((kind) => (kind === 'stage' || kind === 'left' ? [] : [{ of: { kind }, count: 1 }]));
    const counts = [chosen, ...ofOne, left];
    const deals = data.deals
      .slice(0, 10)
      .map((now) => ({ now, was: { ...toDealState(now), stageId: 'lead' }, fromStageId: 'offer' }));
    const page = { deals, total: 10_000, valueMinor: 10 ** 13 };
    const ofStage = { counts: [left], chosen: left, page: { ...page, deals: deals.map((row) => ({ ...row, stayedMs: 1e11 })) } };
    const shown = { pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE, offset: 10 };
    const given = { of: { kind: 'predicted', bin: 6 } as const, count: 10_000 };
    const ofGiven = {
      counts: [given],
      chosen: given,
      page: { deals: deals.map((row) => ({ ...row, predicted: 0.63 })), total: 1 },
    };
    return [undefined, { counts, chosen, page }, ofStage, ofGiven].map((each) =>
      drillDownView(m, shown, { facts: each, pipeline: data.pipeline, members: data.members, fiscalStartMonth: 4 }),
    );
  },
  forecastChangeView: (m, data) => {
    const rows = data.deals
      .slice(0, 10)
      .map((now) => ({ now, was: { ...toDealState(now), stageId: 'lead' }, fromStageId: 'offer', changeMinor: -(10 ** 12) }));
    const shown = {
      ...{ pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE, since: 0, from: 0, to: MONDAY, restMinor: 0 },
      ...{ changeMinor: 10 ** 12, offset: 10 },
    };
    return DEAL_CHANGE_KINDS.map((kind) =>
      forecastChangeView(
        m,
        { ...shown, kind },
        { rows, total: rows.length * 1000, pipeline: data.pipeline, members: data.members },
      ),
    );
  },
  calibrationMessage: (m, data) => {
    const n = { empty: 0, usual: 9, extreme: 10_000 }[data.dataSize];
    return calibrationMessage(
      m,
      [0.02, 0.6, 0.99].slice(0, n).map((meanP) => ({ n, meanP, wonShare: meanP })),
      { pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE },
    );
  },
  dealNews: (m, data) => [
    ...filesByOutcome(data).map(({ deal }) => dealNews(m, [deal], viewContext(data))),
    dealNews(m, [data.file.deal, ...data.deals.slice(0, 11)], viewContext(data)),
  ],
  hiddenDeal: (m) => hiddenDeal(m),
  channelCard: (m, data) => filesByOutcome(data).map((file) => channelCard(m, file, viewContext(data))),
  eventThreadMessage: (m, data) =>
    [undefined, data.text].map((note) =>
      eventThreadMessage(
        m,
        data.history.map((event) => ({ event, note })),
        viewContext(data),
      ),
    ),
  dealCard: (m, data) => filesByOutcome(data).map((file) => dealCard(m, { file, history: data.history }, viewContext(data))),
  dealList: (m, data) => {
    const page = {
      deals: data.deals.slice(0, 8),
      total: data.deals.length,
      offset: 0,
      what: safe`x`,
      filter: data.text,
      timeZone: TIME_ZONE,
      today: TODAY,
    };
    const context = { pipeline: data.pipeline, members: data.members, reader: data.member };
    return [false, true].map((isClosed) => dealList(m, { ...page, isClosed }, context));
  },
  dealCreated: (m, data) =>
    dealCreated(m, data.file.deal, { pipeline: data.pipeline, owner: data.member, asker: { id: 'somebody', role: 'manager' } }),
  dealPicker: (m) => dealPicker(m),
  digestMessage: (m, data) =>
    ([undefined, 'holiday', 'missed', 'slack'] as const).map((why) =>
      digestMessage(m, data.facts, {
        members: data.members,
        solo: data.solo,
        alertIdByStage: alertIdsByStage(data),
        openAlerts: why === undefined ? [] : openAlerts(data),
        ...(why === undefined ? {} : { late: { why, weekday: 1, slot: MONDAY } }),
      }),
    ),
  digestPreview: (m, data) => {
    const digest = digestMessage(m, data.facts, {
      members: data.members,
      solo: data.solo,
      alertIdByStage: alertIdsByStage(data),
    });
    const channels = Array.from({ length: 4 }, (_, index) => ({ id: `s${index}`, channelName: data.text || 'x' }));
    return [0, 1, 4].map((count) => digestPreview(m, digest, { channels: channels.slice(0, count), at: MONDAY }));
  },
  digestThread: (m, data) => [[], openAlerts(data)].map((alerts) => digestThread(m, data.facts, { ...data, openAlerts: alerts })),
  foundDeals: (m, data) =>
    [true, false].map((exact) => {
      const page = { typed: data.text, deals: data.deals.slice(0, 10), offset: 10, more: exact, exact };
      return foundDeals(m, page, { pipeline: data.pipeline, pipelines: twelvePipelines(data), reader: data.member });
    }),
  digestReview: (m, data) => {
    const [ageing, review] = [sampleAgeing(data), sampleClosedReview(data)];
    return [
      { ageing, review: null },
      { ageing: [], review },
      { ageing, review },
    ].map((facts) => digestReview(m, facts, { pipeline: data.pipeline, post: data.facts }));
  },
  managerNote: (m, data) =>
    managerNote(m, sampleManagerNote(data), {
      ...viewContext(data),
      ...{ from: data.facts.from, to: data.facts.to, post: { at: data.facts.at, timeZone: TIME_ZONE } },
    }),
  funnelNow: (m, data) =>
    FUNNEL_FORMS.map((form) =>
      funnelNow(m, data.facts, {
        members: data.members,
        solo: data.solo,
        alertIdByStage: alertIdsByStage(data),
        form,
        below: buttons(pictureButton(m), ...formButtons(m, form)),
      }),
    ),
  editForm: (m, data) => {
    const names = Object.keys(EDIT_FIELDS) as (keyof typeof EDIT_FIELDS)[];
    const typed = Object.fromEntries(names.map((name) => [name, name.endsWith('On') ? TODAY : data.text]));
    const clashes = names.map((name) => ({ name, who: literal(data.text), at: safe`10:12` }));
    return [editForm(m, data), editForm(m, data, { typed, touched: names, clashes })];
  },
  missingDetailsForm: (m, data) => missingDetailsForm(m, data.file, data.pipeline),
  messageView: (m, data) => messageView(m, dealCard(m, { file: data.file, history: data.history }, viewContext(data))),
  loadingView: (m) => loadingView(m),
  gapWhy: (m, data) =>
    data.pipeline.stages.slice(0, 2).flatMap(({ id }, index) =>
      [TODAY, addDays(TODAY, 1)].map((on) =>
        gapWhy(m, {
          plan: {
            ...{ on, timeZone: 'UTC' },
            coverage: [
              periodCoverage(
                {
                  period: PERIOD,
                  running: true,
                  targetMinor: 10 ** 13,
                  wonMinor: 0,
                  expectedMinor: 10 ** 12,
                  range: null,
                },
                { currency: 'PLN', usualDealMinor: 0 },
              ),
            ],
            changes: [{ kind: 'need', stageId: id, from: 9, to: 7, basis: { kind: 'minimum' }, why: 'numbers' }],
          },
          stage: sampleStage(id, index === 0),
          pipeline: data.pipeline,
          fiscalStartMonth: 4,
        }),
      ),
    ),
  otherCandidates: (m, data) =>
    data.gaps.slice(0, 1).map(({ stageId, shortName, candidates }) =>
      otherCandidates(
        m,
        { gap: { stageId, shortName, more: true, skip: 4 }, candidates: candidates.slice(0, 4) },
        {
          members: data.members,
          solo: data.solo,
          alertIdByStage: alertIdsByStage(data),
          commitments: committedMembers([takenBy('alert-0', candidates[0])]),
          timeZone: TIME_ZONE,
        },
      ),
    ),
  gapList: (m, data) =>
    [alertIdsByStage(data), new Map()].map((alerts) =>
      gapList(
        m,
        {
          gaps: data.gaps,
          overfull: data.facts.overfull,
          lead: { stageId: null, why: (['no-deals', 'beginning', 'none-short'] as const)[alerts.size % 3] ?? 'none-short' },
        },
        {
          members: data.members,
          solo: data.solo,
          alertIdByStage: alerts,
          commitments: committedMembers([takenBy('alert-0')]),
          timeZone: TIME_ZONE,
          coverage: data.facts.goals.slice(0, 2).map(({ period }) =>
            periodCoverage(
              {
                period,
                running: true,
                targetMinor: 10 ** 13,
                wonMinor: 0,
                expectedMinor: 6 * 10 ** 12,
                range: null,
              },
              { currency: 'PLN', usualDealMinor: 0 },
            ),
          ),
          fiscalStartMonth: 1,
          left: data.facts.left,
        },
      ),
    ),
  deleteConfirmation: (m, data) => deleteConfirmation(m, data.file.deal),
  mergeConfirmation: (m, data) => mergeConfirmation(m, data.file.deal, data.file.deal),
  dealHelp: (m) => [true, false].map((solo) => dealHelp(m, solo)),
  funnelHelp: (m) => [true, false].map((solo) => funnelHelp(m, solo)),
  unknownCommand: (m, data) => [
    unknownCommand(m, { typed: data.text, suggestion: undefined, topic: 'deal' }),
    unknownCommand(m, { typed: data.text, suggestion: `/deal ${data.text}`, topic: 'funnel' }),
  ],
  forecastList: (m, data) => {
    const many = data.dataSize !== 'empty';
    const forecast = {
      ...{ expectedMinor: 10 ** 12, lowMinor: 0, highMinor: 10 ** 13, early: data.dataSize === 'usual' },
      ...{ wonMinor: many ? 10 ** 11 : 0, furtherWinChance: many ? 0.9 : 0.2, usualDealMinor: 10 ** 10 },
    };
    const shown = { wonMinor: 10 ** 11, expectedMinor: 10 ** 12 };
    const row = {
      forecast,
      target: many ? ({ valueMinor: 10 ** 13, from: 'set' } as const) : undefined,
    };
    const reps = many ? Array.from({ length: 12 }, () => ({ member: data.member, shown, ...row })) : [];
    return forecastList(m, {
      period: PERIOD,
      currency: 'PLN',
      fiscalStartMonth: 1,
      team: row,
      percent: many ? 96 : null,
      reps,
      teams: reps.map((rep, index) => ({ ...rep, name: index === 0 ? null : data.text.slice(0, 40) || 'North' })),
      estimates: { count: reps.length, changeMinor: 10 ** 12 },
      hygiene: data.facts.hygiene,
      path: data.facts.path,
      stageShortName: (id) => id,
      change: data.facts.forecastChange,
      offset: 12,
      repsTotal: many ? 300 : 0,
      asOf: { pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE },
    });
  },
  healthMessage: (m, data) => {
    const { health } = sampleHealth(data.pipeline, data.dataSize);
    const rest = health.findings.map((_, index) => ({ ...health, findings: health.findings.slice(index) }));
    return [health, ...rest, { ...health, findings: [] }].map((each) =>
      healthMessage(m, each, { pipeline: data.pipeline, overfull: data.facts.overfull }),
    );
  },
  homeView: (m, data) =>
    [true, false].map((manages) =>
      homeView(m, {
        ...viewContext(data),
        deals: data.deals.slice(0, 5).map((deal) => ({ ...data.file, deal })),
        lastChange: manages ? undefined : tickOf(data),
        commitmentsElsewhere: data.facts.promises.map((line) => ({ ...line, pipelineId: manages ? 'p1' : data.pipeline.id })),
        month: ownMonth(data),
        quiet: { from: '18:00', to: '08:00' },
        solo: data.dataSize === 'usual' && !manages,
        total: data.deals.length,
        worth: [
          { minor: 10_000_000_000_000, currency: 'PLN' },
          { minor: 1e13, currency: 'EUR' },
        ],
        facts: data.facts,
        member: manages ? { ...data.member, quiet: { from: '18:00', to: '08:00' } } : data.member,
        alertIdByStage: alertIdsByStage(data),
        ...{ isManager: manages, isToldAsManager: manages },
        directTallies: {
          'stage-alert': { posted: 0, acted: 0 },
          'manager-note': { posted: 999, acted: 998 },
          'morning-note': { posted: 90, acted: 41 },
        },
        ...(manages
          ? { pipelines: twelvePipelines(data), otherFunnels: ['p0', 'p1'].map((pipelineId) => ({ ...data.facts, pipelineId })) }
          : {}),
      }),
    ),
  lostForm: (m, data) =>
    [undefined, { reasonId: 'decision', post: 'digest/C1/sales/2026-11-23/3-tidy' }].map((from) =>
      lostForm(m, data.file.deal, { pipeline: data.pipeline, note: data.text, from }),
    ),
  morningNote: (m, data) => {
    const whys = [
      { kind: 'nextStep', overdue: true, step: { step: data.text, on: TODAY } },
      { kind: 'reminder' },
      { kind: 'pastClose', on: TODAY },
      { kind: 'ageing', days: 400 },
      { kind: 'unplanned' },
    ] as const;
    const missing = data.pipeline.stages.flatMap(({ criteria }) => criteria.map(({ id }) => id));
    const lines = data.deals.flatMap((deal) => whys.map((why) => ({ deal: { ...deal, missing }, why })));
    return [lines, lines.filter(({ why }) => why.kind === 'ageing')].map((some) =>
      morningNote(m, some, {
        moves: data.deals.slice(0, 4).map((deal, index) => ({
          ...{ deal, toStageId: 'offer' },
          taken: index === 0 ? undefined : { who: index === 1 ? null : data.member, by: TODAY },
        })),
        pipelines: { inUse: [data.pipeline], archived: [] },
        usualDays: data.dataSize === 'usual' ? { offer: 9 } : {},
        left: data.facts.left,
        members: data.members,
      }),
    );
  },
  nextStepForm: (m, data) => nextStepForm(m, data.file.deal),
  otherPipelineForm: (m, data) =>
    otherPipelineForm(m, data.file.deal, {
      to: { ...data.pipeline, id: 'p2', name: data.text || 'Partners' },
      pipelines: twelvePipelines(data),
    }),
  moveForm: (m, data) =>
    moveForm(
      m,
      { deal: data.file.deal, pipeline: data.pipeline, pipelines: twelvePipelines(data) },
      { stageId: 'needs', reason: data.text },
    ),
  moveReply: (m, data) =>
    (['advanced', 'skipped', 'returned', 'won', 'lost', 'reopened'] as const).map((kind) =>
      moveReply(m, { file: data.file, event: { ...lastEvent(data), kind }, reason: data.text }, viewContext(data)),
    ),
  hygieneMessage: (m, data) =>
    [
      hygieneRows(data, ['wanted']),
      hygieneRows(data, ['wanted', 'kept', 'won', 'lost', 'withdrawn']),
      hygieneRows(data, ['kept']),
    ].map((rows) =>
      hygieneMessage(m, rows, {
        counts: { overdue: rows.length, undated: 10_000 },
        more: { overdue: 0, undated: 10_000 },
        place: { since: MONDAY, key: 'x' },
        solo: data.dataSize === 'empty',
      }),
    ),
  ownHygieneMessage: (m, data) =>
    [undefined, literal(data.text)].map((said) =>
      ownHygieneMessage(m, hygieneRows(data, ['wanted']), {
        more: { overdue: 10_000, undated: data.deals.length },
        since: MONDAY,
        said,
      }),
    ),
  hygieneDateForm: (m, data) =>
    [null, TODAY].map((closeOn) => hygieneDateForm(m, { ...data.file.deal, closeOn }, { since: MONDAY, key: null })),
  withLastWeek: (m, data) =>
    [
      null,
      { suggested: data.deals.length, made: data.deals.length, won: 0 },
      { suggested: 1, made: 1, won: 1, named: { deal: data.file.deal, stage: offerName(data) } },
    ].map((outcome) => withLastWeek(m, digestThread(m, data.facts, data), outcome)),
  slipQuestion: (m, data) => {
    const [event, { deal }] = [lastEvent(data), data.file];
    const moved = {
      before: { ...toDealState(deal), closeOn: TODAY },
      after: { ...toDealState(deal), closeOn: '2026-12-18' as const },
    };
    return textMessage(dealTitle(deal), ...slipQuestion(m, { ...event, ...moved, kind: 'edited', fields: ['closeOn'] }));
  },
  undoReply: (m, data) => filesByOutcome(data).map((file) => undoReply(m, { file, event: lastEvent(data) }, data.pipeline)),
  myDeals: (m, data) =>
    myDeals(
      m,
      { deals: data.deals.slice(0, 6), total: data.deals.length, worth: [{ minor: 1e13, currency: 'PLN' }], unpriced: 3 },
      viewContext(data),
    ),
  newDealForm: (m, data) =>
    [undefined, data.file.deal].map((twin) =>
      newDealForm(
        m,
        {
          name: data.text,
          company: data.text,
          value: data.text,
          closeOn: data.dataSize === 'empty' ? undefined : TODAY,
          owner: data.dataSize === 'empty' ? undefined : 'U0ANNA',
          problems: data.dataSize === 'empty' ? [] : [{ field: 'money', why: 'ambiguous', text: data.text }],
          ...(twin === undefined ? {} : { duplicate: twin }),
          ...(data.dataSize === 'usual'
            ? {}
            : { pipelines: { all: [data.pipeline, { id: 'p2', name: data.text || 'Partners' }], chosen: 'p2' } }),
          ...(data.dataSize === 'usual' ? {} : { message: { text: data.text, link: LINK } }),
        },
        'PLN',
      ),
    ),
  nativeFunnelForm: (m, data) => nativeFunnelForm(m, data.facts),
  refusalMessage: (m, data) => {
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
      refusalMessage(m, { saved: { ok: false, why: 'noSuchDeal' }, asked: { number: 7 } }, viewContext(data)),
      refusalMessage(
        m,
        { saved: { ok: false, why: 'changedMeanwhile', last: lastEvent(data), file }, asked: { number: 7 } },
        viewContext(data),
      ),
      ...refusals.map((refusal) =>
        refusalMessage(m, { saved: { ok: false, why: 'refused', refusal, file }, asked: { number: 7 } }, viewContext(data)),
      ),
    ];
  },
  noteFromMessageForm: (m, data) => [null, LINK].map((link) => noteFromMessageForm(m, { text: data.text, link })),
  stageEstimateForm: (m, data) =>
    openStages(data.pipeline).flatMap((stage) =>
      [undefined, 0.8].map((win) =>
        stageEstimateForm(m, stage, {
          computed: { win: 0.4, mostlyAssumption: data.dataSize !== 'usual' },
          win,
          until: TODAY,
          reason: data.text,
        }),
      ),
    ),
  stageWhy: (m, data) =>
    openStages(data.pipeline).flatMap((stage) =>
      [undefined, { win: 0.8, until: TODAY, by: 'anna', author: data.member, isMine: false, reason: data.text }].flatMap(
        (estimate) =>
          [true, false].flatMap((mayEstimate) =>
            [undefined, data.gaps[0]].map((shortage) =>
              stageWhy(m, { stage, numbers: winChances, estimate, mayEstimate, shortage, timeZone: 'Europe/Warsaw' }),
            ),
          ),
      ),
    ),
  stageDisambiguation: (m, data) => stageDisambiguation(m, openStages(data.pipeline)),
  estimateForm: (m, data) => [
    estimateForm(
      m,
      { deal: data.file.deal, pipeline: data.pipeline },
      { computed: { win: 0.4, mostlyAssumption: data.dataSize !== 'usual' }, win: undefined, until: TODAY, reason: undefined },
    ),
    estimateForm(
      m,
      { deal: data.file.deal, pipeline: data.pipeline },
      { computed: { win: 0.4, mostlyAssumption: data.dataSize !== 'usual' }, win: 0.8, until: TODAY, reason: data.text },
    ),
  ],
  noteForm: (m, data) => noteForm(m, data.file.deal, data.pipeline),
  problemMessage: (m, data) =>
    ['not_in_channel', 'shared_externally', data.text || 'x'].map((code) => problemMessage(m, `#${data.text}`, code)),
  repDetail: (m, data) =>
    [true, false].flatMap((compared) =>
      (['there', 'lost', 'won'] as const).map((kind) => {
        const examples = { kind, deals: data.deals.slice(0, 2) };
        const context = { solo: !compared, compared, ofMany: compared, examples };
        return repDetail(
          m,
          { member: { ...data.member, active: compared }, review: sampleReview(data) },
          { ...context, pipeline: data.pipeline },
        );
      }),
    ),
  repList: (m, data) => {
    const members = [data.member, { ...data.member, active: false }, { ...data.member, slackUserId: null }];
    const reps = members.flatMap((member) => [
      { member, review: sampleReview(data) },
      { member, review: sampleReview(data) },
    ]);
    const many = data.dataSize === 'extreme' ? 50 : 6;
    return repList(
      m,
      { reps, differ: data.dataSize === 'empty' ? 0 : 6, offset: many === 50 ? 6 : 0, total: many },
      data.pipeline,
    );
  },
  refusedMessage: (m) =>
    (['guest', 'stranger', 'bot', 'left', 'unknown', 'unconfirmed'] as const).map((why) => refusedMessage(m, why)),
  refusedHome: (m) => refusedHome(m, 'guest'),
  setupDone: (m, data) =>
    setupDone(m, {
      channelName: data.text || 'x',
      weekday: 7,
      timeOfDay: '09:00',
      timeZone: TIME_ZONE,
      first: TODAY,
      managers: data.dataSize === 'empty' ? [] : Array.from({ length: 60 }, () => data.member),
      admins: data.dataSize === 'empty' ? [] : Array.from({ length: 60 }, () => data.member),
      guests: data.dataSize === 'empty' ? [] : Array.from({ length: 60 }, () => data.member),
      changeId: 's1',
      claimed: data.dataSize !== 'empty',
    }),
  startMessage: (m, data) => startMessage(m, data.pipeline),
  startForm: (m, data) =>
    startForm(m, {
      channelId: data.dataSize === 'empty' ? undefined : 'C01SALES',
      timeZone: TIME_ZONE,
      language: 'pl',
      currency: 'PLN',
      currencyOpen: data.dataSize === 'empty',
    }),
  ...PIPELINES_VIEWS,
  ...TEAMS_VIEWS,
  ...WEBHOOK_VIEWS,
  ...LEAD_VIEWS,
  ...IMPORT_VIEWS,
  ...PIPELINE_VIEWS,
  ...SETTINGS_VIEWS,
  setupForm: (m, data) =>
    setupForm(m, {
      channelId: data.dataSize === 'empty' ? undefined : 'C01SALES',
      weekday: 1,
      timeOfDay: '09:00',
      timeZone: TIME_ZONE,
      language: 'pl',
      managers: data.dataSize === 'empty' ? [] : Array.from({ length: 60 }, (_, index) => `U${index}`),
      admins: data.dataSize === 'empty' ? [] : Array.from({ length: 60 }, (_, index) => `U${index}`),
      guests: data.dataSize === 'empty' ? [] : Array.from({ length: 60 }, (_, index) => `U${index}`),
      currency: 'PLN',
      currencyOpen: data.dataSize === 'empty',
      cardsFrom: data.dataSize === 'empty' ? null : 2,
      stages: data.pipeline.stages,
      fiscalStartMonth: 4,
      subscriptionId: 'x',
      external: data.dataSize === 'empty' ? undefined : data.text,
      allowExternal: data.dataSize === 'usual',
    }),
  stageAlert: (m, data) => {
    const lines = alertLines(data);
    const taken = committedMembers([takenBy('alert-0', lines[0]?.candidates[0])]);
    const moved = new Map(
      lines.flatMap(({ candidates }) => candidates.slice(1, 2).map(({ number }) => [number, literal(offerName(data), 20)])),
    );
    return lines.length === 0
      ? undefined
      : [lines, lines.slice(0, 1)].map((some) =>
          stageAlert(
            m,
            { timeZone: TIME_ZONE, lines: some, pipelineId: data.pipeline.id, at: MONDAY },
            { members: data.members, solo: data.solo, taken, moved, left: data.facts.left },
          ),
        );
  },
  allClear: (m, data) =>
    allClear(
      m,
      [0, 400].map((days) => ({
        stageId: 'offer',
        shortName: data.text || 'x',
        count: 10_000,
        days,
        period: days === 0 ? null : { kind: 'month' as const, startsOn: '2026-12-01', endsOn: '2026-12-31' },
        fiscalStartMonth: 1,
        named: days === 0 ? 0 : 4,
        made: 3,
        why: days === 0 ? ('recovered' as const) : ('covered' as const),
        needed: days === 0 ? 7 : 20_000,
        needsNow: 9000,
        newDeals: days,
        newMade: 1,
      })),
      { pipelineId: data.pipeline.id, at: MONDAY, timeZone: TIME_ZONE },
    ),
  importSummaryMessage: (m, data) => {
    const n = { empty: 0, usual: 41, extreme: 10_000 }[data.dataSize];
    const counts = { newDeals: n, changedDeals: n, open: n, won: n, lost: n };
    return importSummaryMessage(m, { ...counts, openMinor: 10 ** 13, currency: 'PLN', timeZone: TIME_ZONE, from: 0, to: MONDAY });
  },
  welcomeMessage: (m) => [1, 7].map((weekday) => welcomeMessage(m, { weekday, timeOfDay: '09:00' })),
  dealHistory: (m, data) => {
    const link = data.dataSize === 'empty' ? null : LINK;
    const notes = new Map(data.history.map(({ version }) => [`n${version}`, { text: data.text, link }]));
    const latestFirst = data.history.map((event) => ({ ...event, noteId: `n${event.version}` })).toReversed();
    return [0, 12].map((offset) =>
      dealHistory(
        m,
        { deal: data.file.deal, latestFirst, offset: Math.min(offset, latestFirst.length - 1) },
        { ...viewContext(data), notes },
      ),
    );
  },
  openFormMessage: (m, data) => openFormMessage(m, data.text || 'x', `/deal advance ${data.text}`),
  cannotReadFiles: (m) => cannotReadFiles(m),
  actionsDoneMessage: (m, data) => actionsDoneMessage(m, data.file, { pipeline: data.pipeline, actionIds: ['lead.1'] }),
  lastChanges: (m, data) => {
    const promise = {
      kind: 'promise' as const,
      at: MONDAY,
      id: 'c1',
      newDeals: 3,
      dueOn: TODAY,
      stageName: offerName(data),
    };
    const all = [undefined, ...data.deals.slice(0, 2)].map((deal) => ({ ...promise, deal }));
    return all.map((each) => lastChanges(m, [each], { pipeline: data.pipeline, timeZone: TIME_ZONE }));
  },
  nameAnswerMessage: (m, data) =>
    nameAnswerMessage(m, unknownCommand(m, { typed: data.text, suggestion: undefined, topic: 'deal' }), {
      typed: data.text,
      word: data.text,
      line: `/deal ${data.text}`,
    }),
  targetForm: (m, data) =>
    targetForm(m, {
      periods: [PERIOD, nextPeriod(PERIOD)],
      chosen: periodContaining(TODAY, 'year', 4),
      who: data.dataSize === 'empty' ? undefined : 'U0ANNA',
      value: data.text,
      currency: 'PLN',
      fiscalStartMonth: 4,
      ordinary: data.facts.ordinary,
      solo: data.dataSize === 'usual',
    }),
  targetList: (m, data) => {
    const many = data.dataSize === 'extreme' ? 60 : data.deals.length;
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
      ordinary: data.facts.ordinary,
      solo: data.dataSize === 'usual',
    });
  },
  dealDisambiguation: (m, data) => [
    dealDisambiguation(m, { kind: 'none', nearest: data.deals.slice(0, 3), typed: data.text }, { pipeline: data.pipeline }),
    dealDisambiguation(
      m,
      { kind: 'several', deals: data.deals.slice(0, 10), more: true, typed: data.text },
      {
        pipeline: data.pipeline,
        choose: {
          id: DELETE,
          text: m.dealActions.deleteButton,
        },
      },
    ),
  ],
  dealWhy: (m, data) => {
    const stage = stageById(data.pipeline, 'offer');
    return stage === undefined
      ? undefined
      : [undefined, { win: 0.8, until: TODAY, by: 'anna', author: data.member, isMine: false, reason: data.text }].flatMap(
          (estimate) =>
            [true, false].map((mayEstimate) =>
              dealWhy(
                m,
                { deal: data.file.deal, stage },
                {
                  now: winChances,
                  stage: winChances,
                  byAge: mayEstimate ? 0.1 : 0.4,
                  days: 400,
                  estimate,
                  mayEstimate,
                  stages: [stage],
                },
              ),
            ),
        );
  },
} as const satisfies Readonly<Record<string, ViewBuilder>>;

export type ViewName = keyof typeof BUILDERS;

/** The same, for who takes them as they come. */
export const VIEWS: Readonly<Record<string, ViewBuilder>> = BUILDERS;
