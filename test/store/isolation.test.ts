import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '../../src/core/deal/close.ts';
import { openDeal } from '../../src/core/deal/open-deal.ts';
import { NO_TEAMS } from '../../src/core/people/teams.ts';
import { type Viewer, viewerFor } from '../../src/core/people/viewer.ts';
import { sevenStageTemplate } from '../../src/core/pipeline/pipeline-templates.ts';
import { localizePipeline } from '../../src/core/pipeline/stored-pipeline.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { importedDeals } from '../../src/import/import-counts.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { DealFilter, Deals } from '../../src/store/types/deals.ts';
import { TENANT_EFFECTS } from '../../src/store/types/method-effects.ts';
import type { Tenant } from '../../src/store/types/store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { createCompany } from '../support/company.ts';
import { MONDAY, PIPELINE } from '../support/deal-builders.ts';
import { createSecretCompany, SECRET, SECRET_MINOR, type SecretCompany } from '../support/store/secret-company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

type Method = (...values: never[]) => unknown;

/** A try of every method of a tenant with the ids of another company: a new method does not compile before it has one. */
type Tries<Part> = {
  readonly [Name in keyof Part as Part[Name] extends string ? never : Name]: Part[Name] extends (viewer: Viewer) => Deals
    ? Tries<Deals>
    : Part[Name] extends Method
      ? (part: Part, secret: SecretCompany) => unknown
      : Tries<Part[Name]>;
};

const SPAN = { from: MONDAY - 400 * DAY_MS, to: MONDAY + 400 * DAY_MS };
const posts = { at: MONDAY, deliveries: [] };
/** Every way in which deals are asked for. */
const FILTERS: readonly DealFilter[] = [
  ...[{}, { pipelineId: 'sales' }, { stageId: 'needs' }, { outcome: 'won' as const }, { outcome: 'lost' as const }],
  ...[{ closing: { from: '2020-01-01' as const, to: '2030-01-01' as const } }, { stale: true }, { incomplete: true }],
  ...(['overdue', 'undated'] as const).map((dates) => ({ dates })),
  ...(['nextStep', 'value', 'owner'] as const).map((lacking) => ({ lacking: [lacking] })),
  ...[{ outcome: 'won' as const, closed: SPAN }, { worth: { overMinor: 1 } }, { worth: { underMinor: 10 ** 12 } }],
];
const page = { order: 'attention', today: '2026-11-16', limit: 100, offset: 0 } as const;
const act = (secret: SecretCompany) =>
  ({ actor: { id: secret.memberId, role: 'admin' }, at: MONDAY, today: '2026-11-16', through: 'command' }) as const;

let keys = 0;
/** What was refused is kept under its key too, and would be answered again. */
const newKey = () => {
  keys += 1;
  return `many ${keys}`;
};

const TRIES: Tries<Tenant> = {
  findRequester: (tenant, { slackUserId }) => tenant.findRequester(slackUserId, { line: 'secret', channelId: 'C1' }),
  loadOrCreateRequester: (tenant, { slackUserId }) =>
    tenant.loadOrCreateRequester({ slackUserId, name: 'Thief' }, { language: 'en', at: MONDAY, line: 'secret' }),
  workspace: (tenant) => tenant.workspace(),
  updateWorkspace: (tenant) => tenant.updateWorkspace({ name: 'Thieves' }),
  pipeline: (tenant) => Promise.all([tenant.pipeline('sales'), tenant.pipeline()]),
  pipelines: (tenant) => tenant.pipelines(),
  allPipelines: (tenant) => tenant.allPipelines(),
  pipelineSettings: {
    save: (settings, { memberId }) =>
      settings.save({ kind: 'rename', id: 'sales', name: 'Stolen' }, { memberId, at: MONDAY, key: SECRET }),
  },
  savePipeline: async (tenant) => {
    const pipeline = await tenant.pipeline('sales');
    if (pipeline !== undefined) await tenant.savePipeline({ ...pipeline, name: 'Taken', currency: 'CHF' }, MONDAY);
  },
  concernedDeals: async (tenant) => {
    const pipeline = localizePipeline(sevenStageTemplate('sales', 'en', 'EUR'), 'en');
    const after = { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, criteria: [] })) };
    return tenant.concernedDeals({ before: pipeline, after });
  },
  newId: async (tenant) => tenant.newId(),
  exchangeRate: (tenant) => tenant.exchangeRate({ currency: 'USD', inCurrency: 'EUR' }, '2026-11-16'),
  setExchangeRate: (tenant) => tenant.setExchangeRate({ currency: 'USD', inCurrency: 'EUR' }, '2026-11-01', 1),
  teams: {
    all: (teams) => teams.all(),
    save: (teams, { teamId, memberId }) =>
      teams.save(
        { kind: 'change', id: teamId, to: { name: 'Stolen', managerIds: [memberId] } },
        { memberId, at: MONDAY, today: '2026-11-16', key: 'stolen team' },
      ),
  },
  contacts: {
    findNamed: (contacts) => contacts.findNamed(`${SECRET} ${SECRET}`),
    eraseNamed: (contacts) => contacts.eraseNamed(`${SECRET} ${SECRET}`),
    find: (contacts) => contacts.find(SECRET, 10),
    erase: (contacts) =>
      contacts.erase(
        Array.from({ length: 60 }, (_, n) => `${SECRET}-${n + 1}`),
        MONDAY,
      ),
  },
  rates: {
    all: (rates) => rates.all(),
    unrated: (rates) => rates.unrated('sales', 'Europe/Warsaw'),
    converted: (rates) => rates.converted('sales'),
    save: (rates, secret) =>
      rates.save([{ currency: 'USD', inCurrency: 'EUR', from: '2026-11-01', rate: 2 }], {
        act: act(secret),
        key: 'stolen rates',
        timeZone: 'Europe/Warsaw',
      }),
  },
  members: {
    all: (members) => members.all(),
    byId: (members, { memberId }) => members.byId(memberId),
    leaversWithDeals: (members) => members.leaversWithDeals(),
    bySlackUser: (members, { slackUserId }) => members.bySlackUser(slackUserId),
    upsert: (members, { slackUserId }) => members.upsert({ slackUserId, name: 'Thief', account: 'left', at: MONDAY }),
    allowGuest: (members, { guestId }) => members.allowGuest(guestId, null),
    setAway: (members, { memberId }) => members.setAway(memberId, { until: '2030-01-01', standInId: null }),
    setRole: (members, { memberId }) => members.setRole(memberId, 'manager'),
    changeRole: (members, { memberId }) => members.changeRole(memberId, 'reader'),
    claimAdmin: (members, { memberId }) => members.claimAdmin(memberId),
    setLanguage: (members, { memberId }) => members.setLanguage(memberId, 'pl'),
    setDirectOff: (members, { memberId }) => members.setDirectOff(memberId, ['morning-note']),
    directTallies: (members, { memberId }) => members.directTallies(memberId, SPAN.to),
    setQuietHours: (members, { memberId }) => members.setQuietHours(memberId, { from: '01:00', to: '02:00' }),
  },
  deals: {
    create: (deals, secret) =>
      deals.create(
        (number) => openDeal({ number, pipeline: PIPELINE }, { name: 'Stolen', ownerId: secret.memberId }, act(secret)),
        {
          key: `${SECRET} ${SECRET} one`,
          at: MONDAY,
        },
      ),
    change: (deals, secret) =>
      deals.change(secret.dealNumber, (file) => withdraw(file, act(secret)), { key: null, at: MONDAY, history: true }),
    changePair: (deals, secret) =>
      deals.changePair(
        [{ number: secret.dealNumber + 1 }, { number: secret.dealNumber + 2 }],
        (first, second) => [withdraw(first.file, act(secret)), withdraw(second.file, act(secret))],
        { key: null, at: MONDAY },
      ),
    changeMany: (deals, secret) =>
      deals.changeMany([{ number: secret.dealNumber + 3 }], (file) => withdraw(file, act(secret)), {
        ...{ act: act(secret), key: newKey(), payload: {} },
      }),
    undoMany: (deals, secret) =>
      deals.undoMany({ id: secret.otherSettingId, touched: [{ number: secret.dealNumber, version: 1 }] }, act(secret)),
    file: (deals, { dealNumber }) => deals.file(dealNumber),
    files: (deals, { dealNumber }) => deals.files([dealNumber]),
    fileWithHistory: (deals, { dealNumber }) => deals.fileWithHistory(dealNumber),
    history: (deals, { dealNumber }) => deals.history(dealNumber),
    noteText: (deals, { noteId }) => deals.noteText(noteId),
    note: (deals, { noteId }) => deals.note(noteId),
    list: (deals, { memberId }) =>
      Promise.all([
        ...FILTERS.map((filter) => deals.list(filter, page)),
        ...(['stage', 'newest', 'longest', 'closed'] as const).map((order) =>
          deals.list({ ownerId: memberId }, { ...page, order }),
        ),
      ]),
    search: (deals, { memberId }) =>
      Promise.all(
        // As it is written, misspelt, and by its number.
        ['secret', 'sekret one', '1'].flatMap((text) =>
          [true, false].map((openOnly) => deals.search(text, { openOnly, ownerId: memberId, limit: 100 })),
        ),
      ),
    filesInStage: (deals) => deals.filesInStage('sales', 'needs', 100),
    asOf: (deals) =>
      Promise.all(
        (
          [
            { kind: 'open' },
            { kind: 'stage', stageId: 'needs' },
            { kind: 'overdue', today: '2026-11-16' },
            { kind: 'undated' },
            { kind: 'won', ...SPAN },
          ] as const
        ).flatMap((filter) =>
          [MONDAY, MONDAY + 3 * DAY_MS].map((at) => deals.asOf('sales', at, { filter, limit: 100, offset: 0 })),
        ),
      ),
    byNumbers: (deals, { dealNumber }) => deals.byNumbers([dealNumber]),
    withHistory: (deals, { dealNumber }) => deals.withHistory([dealNumber]),
    withWinOverride: (deals) => deals.withWinOverride('sales', '2026-11-16'),
    positions: (deals) => deals.positions('sales'),
    lastUndoableChange: (deals, { memberId }) => deals.lastUndoableChange(memberId, SPAN.from),
  },
  funnel: {
    stock: (funnel) => funnel.stock('sales'),
    stockByOwner: (funnel) => funnel.stockByOwner('sales'),
    ownerStock: (funnel, { memberId }) => funnel.ownerStock('sales', memberId),
    hygiene: (funnel) => funnel.hygiene('sales', '2026-11-16'),
    won: (funnel) => funnel.won('sales', SPAN.from, SPAN.to),
    openTime: (funnel) => funnel.openTime('sales', SPAN),
    closedDeals: (funnel) => funnel.closedDeals('sales', SPAN, ALL_DEALS),
    counters: (funnel) => funnel.counters('sales'),
    wonByMonth: (funnel) => funnel.wonByMonth('sales', SPAN, 'Europe/Warsaw'),
    wonByOwnerAndDay: (funnel) => funnel.wonByOwnerAndDay('sales', SPAN, 'Europe/Warsaw'),
    wonByDay: (funnel) => funnel.wonByDay('sales', SPAN, 'Europe/Warsaw'),
    lastWins: (funnel) => funnel.lastWins('sales', { limit: 100, until: SPAN.to }, ALL_DEALS),
    countCreatedBy: (funnel, { memberId }) => funnel.countCreatedBy('sales', memberId, SPAN),
    hasClosedDeals: (funnel) => Promise.all([funnel.hasClosedDeals('sales'), funnel.hasClosedDeals('sales', SPAN.to)]),
    eventsFrom: (funnel) => funnel.eventsFrom('sales', SPAN.from, ALL_DEALS),
    movedBetween: (funnel) => funnel.movedBetween('sales', { after: SPAN.from - 1, until: SPAN.to }, ALL_DEALS),
    eventsOfStage: (funnel) => funnel.eventsOfStage('sales', { stageId: 'needs', limit: 100 }, ALL_DEALS),
    stageExits: (funnel) =>
      funnel.stageExits('sales', { until: SPAN.to, heirs: new Map(), stageId: 'needs', limit: 100, offset: 0 }, ALL_DEALS),
    firstClosedAt: (funnel) => funnel.firstClosedAt('sales'),
    rebuildCounters: (funnel) => funnel.rebuildCounters(),
    verifyCounters: (funnel) => funnel.verifyCounters(),
  },
  targets: {
    between: (targets) => targets.between('sales', '2026-01-01', '2027-01-01'),
    ofTeams: (targets) => targets.ofTeams('sales', '2026-01-01', '2027-01-01'),
    set: (targets, { memberId }) =>
      targets.set('sales', { memberId, period: 'month', startsOn: '2026-11-01', valueMinor: null }, MONDAY),
  },
  forecasts: {
    save: async (forecasts) => forecasts.save('sales', []),
    lastTakenOn: (forecasts) => forecasts.lastTakenOn('sales'),
    daysTaken: (forecasts) => forecasts.daysTaken('sales', '2026-01-01'),
    takenOn: (forecasts) => forecasts.takenOn('sales', '2026-09-07'),
    ofEndedPeriods: (forecasts) =>
      forecasts.ofEndedPeriods('sales', { kinds: ['month'], before: '2026-11-01', whose: 'everybody' }),
  },
  plans: {
    latest: (plans) => plans.latest('sales', '2026-12-01'),
    save: () => undefined,
    deleteBefore: (plans) => plans.deleteBefore('sales', '2030-01-01'),
    deleteFrom: (plans) => plans.deleteFrom('sales', '2020-01-01'),
  },
  dealPredictions: {
    save: (predictions, { dealNumber }) =>
      predictions.save('sales', {
        takenOn: '2026-11-16',
        settlesOn: '2027-11-16',
        predictions: [{ number: dealNumber, win: 0.1 }],
      }),
    anySince: (predictions) => predictions.anySince('sales', '2026-01-01'),
    anyWithin: (predictions) => predictions.anyWithin('sales', '2026-11-01'),
    calibration: (predictions) => predictions.calibration('sales', SPAN.to, '2028-01-01'),
    behind: (predictions) =>
      predictions.behind('sales', { at: SPAN.to, today: '2028-01-01', bin: null, limit: 100, offset: 0 }, ALL_DEALS),
    deleteBefore: (predictions) => predictions.deleteBefore('sales', '2030-01-01'),
  },
  subscriptions: {
    save: (subscriptions, { channelId }) =>
      subscriptions.save({
        ...{ pipelineId: 'sales', channelId, channelName: 'taken', weekday: 3, timeOfDay: '10:00', timeZone: 'Europe/Warsaw' },
        ...{ language: 'en', nextDueAt: MONDAY, nextCheckAt: MONDAY, createdAt: MONDAY },
      }),
    all: (subscriptions) => subscriptions.all(),
    claimDigestSlot: (subscriptions, { subscriptionId }) =>
      subscriptions.claimDigestSlot(subscriptionId, { seen: MONDAY, next: SPAN.to }, posts),
    claimCheckSlot: (subscriptions, { subscriptionId }) =>
      subscriptions.claimCheckSlot(subscriptionId, { seen: MONDAY, next: SPAN.to }),
    end: (subscriptions, { subscriptionId }) => subscriptions.end(subscriptionId, MONDAY),
    setAlerts: (subscriptions, { subscriptionId }) => subscriptions.setAlerts(subscriptionId, { 'deal-news': { kind: 'off' } }),
    alertTallies: (subscriptions, { channelId }) =>
      subscriptions.alertTallies({ channelId, pipelineId: 'sales', teamId: null, timeZone: 'Europe/Warsaw' }, SPAN.to),
    setProblem: (subscriptions, { subscriptionId }) => subscriptions.setProblem(subscriptionId, 'taken'),
  },
  stageAlerts: {
    open: (alerts) => Promise.all([alerts.open('sales'), alerts.open('sales', MONDAY)]),
    begin: (alerts) => alerts.begin({ pipelineId: 'sales', stageId: 'needs', drySince: MONDAY, seenAt: MONDAY, needed: 1 }),
    markNotified: (alerts, { alertId }) => alerts.markNotified([alertId], 'channel', posts),
    recover: (alerts, { alertId }) => alerts.recover([alertId], posts),
  },
  commitments: {
    claim: (commitments, { alertId, dealNumber, memberId }) =>
      commitments.claim({
        ...{ alertId, dealNumber, newDeals: null, memberId, toStageId: 'needs', dueOn: '2026-11-20', madeAt: MONDAY },
      }),
    byId: (commitments, { commitmentId }) => commitments.byId(commitmentId),
    lastOf: (commitments, { memberId }) => commitments.lastOf(memberId, SPAN.from),
    ofLeavers: (commitments) => commitments.ofLeavers(),
    ofMember: (commitments, { memberId }) => commitments.ofMember(memberId, { since: 0, limit: 100 }),
    handOn: (commitments, { leftCommitmentId, leaverId, memberId }) => commitments.handOn(leftCommitmentId, leaverId, memberId),
    giveBack: (commitments, { commitmentId, memberId }) => commitments.giveBack(commitmentId, memberId),
    byAlerts: (commitments, { alertId }) => commitments.byAlerts([alertId]),
    current: (commitments) => commitments.current('sales', SPAN.from, SPAN.to),
  },
  settingChanges: {
    record: (settings, { memberId }) => settings.record({ memberId, kind: 'setup', at: MONDAY, payload: {} }),
    page: (settings) => settings.page({ offset: 0, limit: 100 }),
    byId: (settings, { settingId }) => settings.byId(settingId),
    last: (settings, { memberId }) =>
      Promise.all([settings.last({ kind: 'setup' }, SPAN.from), settings.last({ memberId }, SPAN.from)]),
    markUndone: (settings, { settingId }) => settings.markUndone(settingId, MONDAY),
  },
  cards: {
    find: (cards, { dealNumber, channelId }) => cards.find(dealNumber, channelId),
    byMessage: (cards, { channelId }) => cards.byMessage(channelId, '1.0'),
    leastRecentlyUpdated: (cards, { channelId }) => cards.leastRecentlyUpdated('sales', channelId, 100),
    save: (cards, { dealNumber, channelId }) => cards.save({ dealNumber, channelId, messageTs: '1.0', shownVersion: 9 }, MONDAY),
    remove: (cards, { dealNumber, channelId }) => cards.remove(dealNumber, channelId, '1.0'),
  },
  ageingNotices: {
    dealsToNotify: (notices, { memberId }) =>
      notices.dealsToNotify({ pipelineId: 'sales', ownerId: memberId }, '2027-10-01', 100),
    told: (notices, { dealNumber }) => notices.told([dealNumber]),
    markNotified: (notices, { memberId, dealNumber }) =>
      notices.markNotified(memberId, [{ number: dealNumber, stageSince: MONDAY }], MONDAY + DAY_MS),
  },
  imports: {
    newId: (imports) => imports.newId(),
    known: async (imports, { externalId }) => [...(await imports.known([externalId]))],
    emails: async (imports) => [...(await imports.emails())],
    write: async (imports, { externalId, tenant }) => {
      const known = (await tenant.imports.known([externalId])).get(externalId);
      if (known === undefined) throw new Error('the import has nothing to take');
      // As if it had read them: the deal itself, under its number.
      const deal = { ...known.deal, name: 'Stolen' };
      return imports.write(
        {
          ...{ pipelineId: 'sales', members: [], tiers: [], deliveries: [], at: MONDAY },
          deals: importedDeals([{ deal, events: [], isNew: false }]),
          run: { id: imports.newId(), memberId: null, fileName: 'stolen.csv', choices: {} },
        },
        () => {},
      );
    },
    saveDraft: (imports) =>
      imports.saveDraft(
        { id: `${SECRET} draft`, memberId: null, fileName: 'theirs.csv', choices: { taken: true } },
        { pipelineId: 'sales', at: MONDAY },
      ),
    setProgress: (imports) => imports.setProgress(`${SECRET} run`, { channelId: 'D1', ts: '1.2', seenAt: MONDAY }),
    run: (imports) => imports.run(`${SECRET} run`),
    runs: (imports) => imports.runs(10),
    undo: (imports, { memberId }) => imports.undo(`${SECRET} run`, { memberId, at: MONDAY + DAY_MS }),
  },
  tiers: {
    all: (tiers) => tiers.all('sales'),
    save: (tiers) => tiers.save('sales', { validFrom: MONDAY, lowMinor: 5, highMinor: 6 }),
  },
  stageEstimates: {
    all: (estimates) => estimates.all('sales'),
    set: (estimates, { memberId }) =>
      estimates.set('sales', { stageId: 'needs', win: 0.1, until: '2027-01-01', reason: 'x', by: memberId, setAt: MONDAY }),
    end: (estimates) => estimates.end('sales', 'needs'),
  },
  deliveries: {
    queue: (deliveries, { deliveryKey }) =>
      deliveries.queue(
        [{ key: deliveryKey, kind: 'welcome', target: 'C1', subject: null, payload: {}, notBefore: MONDAY + 99 * DAY_MS }],
        MONDAY,
      ),
    byKey: (deliveries, { deliveryKey }) => deliveries.byKey(deliveryKey),
    ofKind: (deliveries) => deliveries.ofKind('assigned', SPAN.from),
    revise: (deliveries, { deliveryKey }) => deliveries.revise([{ key: deliveryKey, payload: { taken: true } }], posts),
    renewLease: (deliveries, { deliveryKey }) => deliveries.renewLease(deliveryKey, 1, SPAN.to),
    retryClosed: (deliveries, { channelId }) => deliveries.retryClosed(channelId, ['not_in_channel'], SPAN.to),
    settle: (deliveries, { deliveryKey }) => deliveries.settle(deliveryKey, 1, { state: 'superseded', error: 'taken' }),
  },
  webhooks: {
    all: (webhooks) => webhooks.all(),
    byId: (webhooks, { webhookId }) => webhooks.byId(webhookId),
    add: (webhooks) =>
      webhooks.add({ url: 'https://thief.example/', types: ['deal.won'], secrets: { encrypted: 'x', former: null } }, MONDAY),
    change: (webhooks, { webhookId }) => webhooks.change(webhookId, { url: 'https://thief.example/', removedAt: MONDAY }),
    log: (webhooks, { webhookId }) => webhooks.log(webhookId, 10),
    sendAgain: (webhooks, { webhookId, webhookDeliveryId }) => webhooks.sendAgain(webhookId, webhookDeliveryId, MONDAY),
    sendTest: (webhooks, { webhookId }) => webhooks.sendTest(webhookId, MONDAY),
    next: (webhooks, { webhookId }) => webhooks.next(webhookId, MONDAY + DAY_MS),
    renewLease: (webhooks, { webhookId }) => webhooks.renewLease(webhookId, 0, MONDAY),
    release: (webhooks, { webhookId }) => webhooks.release(webhookId, 0),
    settle: (webhooks, { webhookId, webhookDeliveryId }) =>
      webhooks.settle({ id: webhookId, lease: 0, deliveryId: webhookDeliveryId }, { state: 'sent', status: 200 }, MONDAY),
  },
  keptForms: {
    save: (forms, { slackUserId }) => forms.save({ id: 'form-1', slackUserId, view: '{}', keptAt: MONDAY }),
    find: (forms, { slackUserId }) => forms.find('form-1', { slackUserId, since: MONDAY }),
  },
  retention: {
    policy: (retention) => retention.policy(),
    save: (retention) => retention.save({ lostMonths: 12, noteMonths: 12, postMonths: 12, handledDays: 30 }),
    count: (retention) => retention.count({ lost: '2030-01-01', notes: '2030-01-01', posts: '2030-01-01' }),
    eraseSome: (retention) => retention.eraseSome({ lost: '2030-01-01', notes: '2030-01-01', posts: '2030-01-01' }, 100, MONDAY),
  },
  leadForms: {
    save: (forms) =>
      forms.save(
        { pipelineId: 'sales', hash: 'c'.repeat(64), encryptedSecret: 'x', names: { nobody: 'nobody', form: 'form' } },
        MONDAY,
      ),
    all: (forms) => forms.all(),
    markUsed: (forms, { leadFormId }) => forms.markUsed(leadFormId, MONDAY),
    remove: (forms, { leadFormId }) => forms.remove(leadFormId),
  },
  personalTokens: {
    make: (tokens, { memberId }) => tokens.make({ memberId, name: 'Stolen', hash: 'b'.repeat(64), at: MONDAY }),
    all: (tokens) => tokens.all(),
    markUsed: (tokens, { tokenId }) => tokens.markUsed(tokenId, MONDAY),
    takeBack: (tokens, { tokenId }) => tokens.takeBack(tokenId),
  },
  markHandledOnce: (tenant) => tenant.markHandledOnce('event Ev1', MONDAY),
};

type OneTry = { readonly name: string; readonly effect: string; readonly run: (tenant: Tenant) => Promise<string> };

/** Every method with its try, told as the text of its answer or fault. @param viewer who looks at deals. */
function listTries(secret: () => SecretCompany, viewer: Viewer): readonly OneTry[] {
  const walk = (path: readonly string[], tries: object, effects: object): readonly OneTry[] =>
    Object.entries(tries).flatMap(([name, attempt]): readonly OneTry[] => {
      const effect: unknown = Reflect.get(effects, name);
      if (typeof attempt !== 'function') return walk([...path, name], attempt, effect instanceof Object ? effect : {});
      const run = async (tenant: Tenant) => {
        const part = path.reduce<object>(
          (value, step) => (step === 'deals' ? tenant.deals(viewer) : Reflect.get(value, step)),
          tenant,
        );
        return toText(await attempt(part, secret()));
      };
      return [{ name: [...path, name].join('.'), effect: String(effect), run }];
    });
  return walk([], TRIES, TENANT_EFFECTS);
}

const toText = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (each instanceof Map ? [...each] : each)) ?? 'undefined';

let database: Database;
let secret: SecretCompany;
let thief: Tenant;
beforeAll(async () => {
  database = await openTestDatabase();
  secret = await createSecretCompany(database, 'T1');
  thief = (await createCompany(database, 'T2')).tenant;
});
afterAll(() => database.close());

/** Reads whose answer is the same of a company that has nothing: they are no evidence, and give nothing away. */
const SAME_FOR_ALL = [
  'imports.newId',
  'funnel.verifyCounters',
  'dealPredictions.calibration',
  'dealPredictions.behind',
  'rates.unrated',
  'rates.converted',
  'members.leaversWithDeals',
  'subscriptions.alertTallies',
  'members.directTallies',
];

/** Writes that make what the company has already, or that find nothing left after the tries before: of these only the others' side counts. */
const NO_CHANGE: readonly string[] = [
  ...['loadOrCreateRequester', 'members.claimAdmin', 'deals.create', 'funnel.rebuildCounters', 'forecasts.save', 'plans.save'],
  ...['plans.deleteFrom', 'dealPredictions.save', 'stageAlerts.begin', 'commitments.claim', 'tiers.save', 'deliveries.queue'],
  'markHandledOnce',
  // Under an id that is taken nothing is kept.
  'keptForms.save',
];

/** Somebody of the company itself, from whom the deals of its pipeline are hidden. */
const COLLEAGUE = viewerFor({ id: 'colleague', role: 'rep' }, [{ id: 'sales', visibility: 'own' }], {
  teams: NO_TEAMS,
  today: '2026-11-16',
});
/** Makes a deal of the colleague's own; takes back what the person themselves changed, by its id. */
const NOT_ABOUT_HIDDEN = ['deals.create', 'deals.undoMany'];

describe('a pipeline that hides its deals', () => {
  const tries = listTries(() => secret, COLLEAGUE).filter(
    ({ name }) => name.startsWith('deals.') && !NOT_ABOUT_HIDDEN.includes(name),
  );

  it.each(tries.map((each) => [each.name, each] as const))(
    '%s tells a colleague nothing and changes nothing',
    async (_, { run }) => {
      const dump = async () => (await secret.dump()).split('\n').filter((line) => !line.includes('"many '));
      const before = await dump();
      const answer = await run(secret.tenant);
      expect(answer).not.toContain(SECRET);
      expect(answer).not.toContain(String(SECRET_MINOR));
      expect(await dump()).toEqual(before);
    },
  );
});

describe('the store of one company', () => {
  const tries = listTries(() => secret, ALL_DEALS);

  it.each(tries.filter(({ effect }) => effect === 'reads').map((each) => [each.name, each] as const))(
    '%s tells nothing of another company',
    async (name, { run }) => {
      const own = await run(secret.tenant);
      const theirs = await run(thief);
      expect(theirs).not.toContain(SECRET);
      expect(theirs).not.toContain(String(SECRET_MINOR));
      // The try is one: whoever may read it reads something.
      if (!SAME_FOR_ALL.includes(name)) expect(own).not.toBe(theirs);
    },
  );

  it.each(tries.filter(({ effect }) => effect !== 'reads').map((each) => [each.name, each] as const))(
    '%s changes nothing of another company',
    async (_, { run }) => {
      const before = await secret.dump();
      // Refused by a foreign key, or done to its own rows.
      const answer = await run(thief).catch(() => 'refused');
      expect(answer).not.toContain(String(SECRET_MINOR));
      expect(await secret.dump()).toBe(before);
    },
  );

  it('is tried on rows of every table', async () => {
    const dump = await secret.dump();
    expect(dump.split('\n').filter((line) => line.endsWith(': null'))).toEqual([]);
  });

  it('is tried with writes that do change the company itself', async () => {
    const unchanged: string[] = [];
    for (const { name, run } of tries.filter(({ effect }) => effect !== 'reads')) {
      const before = await secret.dump();
      await run(secret.tenant).catch(() => undefined);
      if ((await secret.dump()) === before) unchanged.push(name);
    }
    expect(unchanged.filter((name) => !NO_CHANGE.includes(name))).toEqual([]);
  });
});
