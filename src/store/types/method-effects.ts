import type { Viewer } from '../../core/people/viewer.ts';
import type { Deals } from './deals.ts';
import type { Tenant } from './store.ts';

/** What a call of a tenant's method does for others: `withChangeNotifications` goes by it. */
export type MethodEffect =
  /** Nothing. */
  | 'reads'
  /** What people see may be another now. */
  | 'changes'
  /** The same; run a second time, it is as if it had been run once, and answers the same. */
  | 'sets'
  /** It writes deals, unless it refuses: posts about them are queued in the same statement. */
  | 'savesDeal'
  /** It keeps books that no screen shows: snapshots, what was posted, who was told. Whoever queues posts wakes the sender. */
  | 'keepsBooks';

type Method = (...values: never[]) => unknown;

/** A part that is made for whom it is asked: `deals(viewer)`. What its own methods do is listed as of any other part. */
type PartFor<Part> = (viewer: Viewer) => Part;

/** An effect for every method of a value and of its parts: a new method does not compile before it has one. */
export type MethodEffects<Part> = {
  readonly [Name in keyof Part as Part[Name] extends string ? never : Name]: Part[Name] extends PartFor<Deals>
    ? MethodEffects<Deals>
    : Part[Name] extends Method
      ? MethodEffect
      : MethodEffects<Part[Name]>;
};

/** What each method of a tenant does. A new write is listed here, or nothing compiles: none can forget whom it concerns. */
export const TENANT_EFFECTS: MethodEffects<Tenant> = {
  findRequester: 'reads',
  loadOrCreateRequester: 'keepsBooks',
  workspace: 'reads',
  updateWorkspace: 'sets',
  pipeline: 'reads',
  pipelines: 'reads',
  allPipelines: 'reads',
  pipelineSettings: { save: 'changes' },
  savePipeline: 'changes',
  concernedDeals: 'reads',
  newId: 'reads',
  exchangeRate: 'reads',
  setExchangeRate: 'sets',
  members: {
    all: 'reads',
    byId: 'reads',
    bySlackUser: 'reads',
    leaversWithDeals: 'reads',
    // What Slack says of a person is fetched in passing; it would redraw every Home at every request.
    upsert: 'keepsBooks',
    allowGuest: 'sets',
    setRole: 'sets',
    changeRole: 'sets',
    setAway: 'sets',
    claimAdmin: 'changes',
    setLanguage: 'sets',
    setQuietHours: 'sets',
    setDirectOff: 'sets',
    directTallies: 'reads',
  },
  teams: { all: 'reads', save: 'changes' },
  contacts: { find: 'reads', erase: 'changes', findNamed: 'reads', eraseNamed: 'changes' },
  rates: { all: 'reads', unrated: 'reads', converted: 'reads', save: 'changes' },
  deals: {
    create: 'savesDeal',
    change: 'savesDeal',
    changePair: 'savesDeal',
    changeMany: 'changes',
    undoMany: 'changes',
    file: 'reads',
    files: 'reads',
    fileWithHistory: 'reads',
    history: 'reads',
    noteText: 'reads',
    note: 'reads',
    list: 'reads',
    search: 'reads',
    filesInStage: 'reads',
    asOf: 'reads',
    byNumbers: 'reads',
    withHistory: 'reads',
    withWinOverride: 'reads',
    positions: 'reads',
    lastUndoableChange: 'reads',
  },
  funnel: {
    stock: 'reads',
    stockByOwner: 'reads',
    ownerStock: 'reads',
    hygiene: 'reads',
    won: 'reads',
    openTime: 'reads',
    closedDeals: 'reads',
    counters: 'reads',
    wonByMonth: 'reads',
    wonByOwnerAndDay: 'reads',
    wonByDay: 'reads',
    lastWins: 'reads',
    countCreatedBy: 'reads',
    hasClosedDeals: 'reads',
    eventsFrom: 'reads',
    movedBetween: 'reads',
    eventsOfStage: 'reads',
    stageExits: 'reads',
    firstClosedAt: 'reads',
    rebuildCounters: 'keepsBooks',
    verifyCounters: 'reads',
  },
  targets: { between: 'reads', ofTeams: 'reads', set: 'changes' },
  forecasts: { save: 'keepsBooks', lastTakenOn: 'reads', daysTaken: 'reads', takenOn: 'reads', ofEndedPeriods: 'reads' },
  plans: { latest: 'reads', save: 'keepsBooks', deleteBefore: 'keepsBooks', deleteFrom: 'keepsBooks' },
  dealPredictions: {
    save: 'keepsBooks',
    anySince: 'reads',
    anyWithin: 'reads',
    calibration: 'reads',
    behind: 'reads',
    deleteBefore: 'keepsBooks',
  },
  subscriptions: {
    save: 'sets',
    all: 'reads',
    claimDigestSlot: 'keepsBooks',
    claimCheckSlot: 'keepsBooks',
    end: 'sets',
    setAlerts: 'sets',
    alertTallies: 'reads',
    setProblem: 'keepsBooks',
  },
  stageAlerts: { open: 'reads', begin: 'keepsBooks', markNotified: 'keepsBooks', recover: 'keepsBooks' },
  commitments: {
    claim: 'changes',
    giveBack: 'changes',
    ofLeavers: 'reads',
    ofMember: 'reads',
    handOn: 'changes',
    byId: 'reads',
    lastOf: 'reads',
    byAlerts: 'reads',
    current: 'reads',
  },
  settingChanges: { record: 'keepsBooks', byId: 'reads', last: 'reads', page: 'reads', markUndone: 'keepsBooks' },
  cards: { find: 'reads', byMessage: 'reads', leastRecentlyUpdated: 'reads', save: 'keepsBooks', remove: 'keepsBooks' },
  ageingNotices: { dealsToNotify: 'reads', told: 'reads', markNotified: 'keepsBooks' },
  imports: {
    newId: 'reads',
    known: 'reads',
    emails: 'reads',
    write: 'changes',
    saveDraft: 'keepsBooks',
    setProgress: 'keepsBooks',
    run: 'reads',
    runs: 'reads',
    undo: 'changes',
  },
  tiers: { all: 'reads', save: 'keepsBooks' },
  stageEstimates: { all: 'reads', set: 'sets', end: 'changes' },
  deliveries: {
    queue: 'keepsBooks',
    byKey: 'reads',
    ofKind: 'reads',
    revise: 'keepsBooks',
    renewLease: 'keepsBooks',
    retryClosed: 'keepsBooks',
    settle: 'keepsBooks',
  },
  webhooks: {
    all: 'reads',
    byId: 'reads',
    add: 'changes',
    change: 'sets',
    log: 'reads',
    sendAgain: 'keepsBooks',
    sendTest: 'keepsBooks',
    next: 'reads',
    renewLease: 'keepsBooks',
    release: 'keepsBooks',
    settle: 'keepsBooks',
  },
  keptForms: { save: 'keepsBooks', find: 'reads' },
  retention: { policy: 'reads', save: 'sets', count: 'reads', eraseSome: 'changes' },
  leadForms: { save: 'keepsBooks', all: 'reads', markUsed: 'keepsBooks', remove: 'sets' },
  personalTokens: { make: 'keepsBooks', all: 'reads', markUsed: 'keepsBooks', takeBack: 'sets' },
  markHandledOnce: 'keepsBooks',
};
