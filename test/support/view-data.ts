import type { Deal, DealFile } from '../../src/core/deal/deal.ts';
import type { DealEvent } from '../../src/core/deal/deal-event.ts';
import { addNote } from '../../src/core/deal/edit.ts';
import { type DigestFacts, digestFacts } from '../../src/core/funnel/digest.ts';
import type { CommitmentLine, GapLine, OverfullLine } from '../../src/core/funnel/gap-line.ts';
import type { OrdinaryPeriod } from '../../src/core/funnel/ordinary-period.ts';
import type { TargetPath } from '../../src/core/funnel/plan/target-path.ts';
import type { TargetProgress } from '../../src/core/funnel/target-progress.ts';
import { groupMovement, toMovement } from '../../src/core/history/movement.ts';
import { totalAmount } from '../../src/core/money/amount.ts';
import { FORECAST_CHANGE_KINDS, type ShownForecastChange } from '../../src/core/numbers/forecast-change-parts.ts';
import type { FunnelFinding, FunnelHealth } from '../../src/core/numbers/funnel-findings.ts';
import type { Language } from '../../src/core/people/language.ts';
import type { Member } from '../../src/core/people/member.ts';
import { sevenStagePipeline } from '../../src/core/pipeline/pipeline-templates.ts';
import type { Pipeline } from '../../src/core/pipeline/stage.ts';
import type { PlainDate } from '../../src/core/time/calendar.ts';
import { nextPeriod, PERIOD_KINDS, periodContaining } from '../../src/core/time/periods.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, withChange } from './deal-builders.ts';
import { priced } from './priced.ts';

export const TIME_ZONE = 'Europe/Warsaw';
export const TODAY: PlainDate = '2026-11-16';

/** How much data a view is shown. */
export const DATA_SIZES = ['empty', 'usual', 'extreme'] as const;
export type DataSize = (typeof DATA_SIZES)[number];

/** Markup, broadcasts, emoji made of several characters, right-to-left text, and 3,000 characters in all. */
export const AWKWARD = `<!channel> <@U1> *bold* _it_ \`code\` & "q" 🎉👩‍👩‍👧‍👦🇵🇱 مرحبا שלום \u202Eabc ${'Ż'.repeat(3000)}`.slice(
  0,
  3000,
);

const WORDS: Readonly<Record<DataSize, string>> = { empty: '', usual: 'Zielony Młyn', extreme: AWKWARD };
const MAX_VALUE_MINOR = 10_000_000_000_000;

export type ViewData = {
  readonly dataSize: DataSize;
  /** Something that a person typed. */
  readonly text: string;
  readonly pipeline: Pipeline;
  readonly members: ReadonlyMap<string, Member>;
  /** One member is one person alone. */
  readonly solo: boolean;
  readonly member: Member;
  readonly file: DealFile;
  readonly deals: readonly Deal[];
  readonly history: readonly DealEvent[];
  readonly facts: DigestFacts;
  readonly gaps: readonly GapLine[];
};

function samplePipeline(language: Language, amount: DataSize): Pipeline {
  const seven = sevenStagePipeline('sales', language, 'PLN');
  if (amount !== 'extreme') return seven;
  const open = seven.stages.filter(({ kind }) => kind === 'open');
  // As many as a pipeline may have, those of the template among them.
  const all = [
    ...open,
    ...['a', 'b', 'c', 'd'].flatMap((part) =>
      open.map((stage) => ({
        ...stage,
        id: `${stage.id}-${part}`,
        criteria: stage.criteria.map((criterion) => ({ ...criterion, id: `${criterion.id}-${part}` })),
      })),
    ),
    ...seven.stages.filter(({ kind }) => kind !== 'open'),
  ];
  const stages = all.map((stage, index) => ({
    ...stage,
    position: index + 1,
    name: `${stage.name} ${AWKWARD}`,
    shortName: `${stage.shortName} ${AWKWARD}`,
    criteria: stage.criteria.map((criterion) => ({ ...criterion, text: AWKWARD })),
    actions: Array.from({ length: 10 }, (_, index) => ({ id: `${stage.id}.${index + 1}`, text: AWKWARD })),
  }));
  return { ...seven, stages, lostReasons: seven.lostReasons.map((reason) => ({ ...reason, text: AWKWARD })) };
}

export const sampleMember = (id: string, name: string): Member => ({
  id,
  slackUserId: id === 'gone' ? null : `U0${id.toUpperCase()}`,
  name,
  role: 'manager',
  language: null,
  locale: null,
  timeZone: null,
  quiet: null,
  directOff: [],
  awayUntil: null,
  standInId: null,
  account: 'member',
  accountCheckedAt: null,
  active: true,
});

/** A deal with as much in it as asked for, and its history. */
function sampleDeal(amount: DataSize) {
  const text = WORDS[amount];
  if (amount === 'empty') return freshDeal({ name: 'x' });
  const value = amount === 'usual' ? 48_000_00 : MAX_VALUE_MINOR;
  let life = freshDeal({
    name: text,
    company: text,
    contact: { name: text, email: text, phone: text, decider: text },
    ...priced(value, 'PLN'),
    closeOn: TODAY,
    nextStep: text,
    nextStepOn: TODAY,
    stageId: 'offer',
  });
  for (let count = amount === 'usual' ? 2 : 200; count > 0; count -= 1) {
    life = withChange(life, acceptedChange(addNote(life.file, { text }, actBy('anna', MONDAY))));
  }
  return life;
}

/** Everything that views are made of. */
export function viewData(language: Language, amount: DataSize): ViewData {
  const pipeline = samplePipeline(language, amount);
  const life = sampleDeal(amount);
  const members = new Map(
    (amount === 'extreme' ? ['anna', 'piotr', 'gone'] : ['anna']).map((id) => [id, sampleMember(id, WORDS[amount] || id)]),
  );
  const member = members.get('anna') ?? sampleMember('anna', 'Anna');
  const count = { empty: 0, usual: 6, extreme: 10_000 }[amount];
  const { deal } = life.file;
  const deals = Array.from({ length: Math.min(count, 40) }, (_, index) => ({ ...deal, number: 999_999_900 + index }));
  const gaps = sampleGaps(pipeline, amount);
  const stock =
    count === 0
      ? []
      : pipeline.stages.slice(0, 4).map(({ id }) => ({ stageId: id, count, valueMinor: MAX_VALUE_MINOR, unpriced: 3 }));
  const goals = (['month', 'quarter', 'year'] as const).map((kind) => ({
    period: periodContaining(TODAY, kind, 1),
    wonMinor: count,
    wonCount: count,
    target: count === 0 ? null : ({ valueMinor: MAX_VALUE_MINOR, from: 'set' } as const),
    forecast:
      count === 0
        ? null
        : {
            expectedMinor: MAX_VALUE_MINOR / 2,
            lowMinor: 0,
            highMinor: MAX_VALUE_MINOR,
            early: amount === 'usual',
            furtherWinChance: amount === 'usual' ? 0.9 : 0.2,
            usualDealMinor: 1,
          },
  }));
  const late = { count, valueMinor: count * 100 };
  const numbers = {
    passRate: 0.52,
    medianDays: 11,
    win: 0.24,
    low: 0.17,
    high: 0.32,
    n: count,
    mostlyAssumption: amount !== 'extreme',
    winChance: 0.24,
  };
  const facts = digestFacts(pipeline, {
    at: MONDAY,
    timeZone: TIME_ZONE,
    since: MONDAY - 7 * 86_400_000,
    from: '2026-11-09',
    to: '2026-11-15',
    soFar: amount === 'extreme',
    week: amount === 'empty' ? null : 46,
    movement: toMovement(totalAmount(stock), groupMovement(life.history)),
    hygiene: { overdue: late, undated: late },
    left: count === 0 ? [] : [...members.keys()].map((memberId) => ({ memberId, deals: late })),
    gaps,
    overfull: sampleOverfull(pipeline, amount),
    promises: samplePromises(pipeline, amount),
    goals,
    fiscalStartMonth: 1,
    workingDaysLeft: count === 0 ? 0 : 11,
    stock,
    verdict: sampleVerdict(goals, amount),
    ...sampleHealth(pipeline, amount),
    calibration: [],
    estimates: [],
    ordinary: sampleOrdinaryPeriods(amount),
    path: sampleTargetPath(amount),
    forecastChange: sampleForecastChange(amount),
    ...(amount === 'empty'
      ? {}
      : {
          converted: ['EUR', 'USD', 'GBP', 'CHF', 'CZK', 'HUF'].slice(0, amount === 'usual' ? 1 : 6).map((currency) => ({
            ...{ currency, count, least: 4.2355, most: 4.31, from: '2026-09-03' as const, to: '2026-11-02' as const },
          })),
        }),
    unrated:
      amount === 'empty' ? [] : ['PLN', 'USD', 'CHF'].map((currency) => ({ currency, count, valueMinor: MAX_VALUE_MINOR })),
    numbers: new Map(count === 0 ? [] : pipeline.stages.map(({ id }) => [id, numbers])),
  });
  return {
    dataSize: amount,
    text: WORDS[amount],
    pipeline,
    members,
    solo: members.size === 1,
    member,
    file: life.file,
    deals,
    history: life.history,
    facts,
    gaps,
  };
}

/** What ordinary periods brought: not known, of one kind, of each with the largest amounts. */
export const sampleOrdinaryPeriods = (amount: DataSize): readonly OrdinaryPeriod[] =>
  PERIOD_KINDS.slice(0, { empty: 0, usual: 1, extreme: 3 }[amount]).map((kind) => ({
    ...{ kind, lowMinor: amount === 'usual' ? 95_000_00 : 0 },
    highMinor: amount === 'usual' ? 130_000_00 : MAX_VALUE_MINOR,
  }));

/** What a target takes: nothing known, one way, every way. */
export function sampleTargetPath(amount: DataSize): TargetPath | null {
  if (amount === 'empty') return null;
  const many = amount === 'extreme';
  return {
    period: periodContaining(TODAY, many ? 'year' : 'month', 1),
    targetMinor: MAX_VALUE_MINOR,
    wins: {
      needed: many ? 1_000_000 : 1,
      expected: many ? 10_000 : 0,
      valueMinor: many ? MAX_VALUE_MINOR : 14_000_00,
      isMore: many,
    },
    newPerWeek: many ? { now: 0.5, needed: 1_000 } : null,
    passRate: many ? { stageId: 'negotiation', now: 0.61, needed: 0.94 } : null,
  };
}

/** Why a forecast moved: nothing to tell, a few parts, all of them. */
export function sampleForecastChange(amount: DataSize): ShownForecastChange | null {
  if (amount === 'empty') return null;
  const changeMinor = amount === 'usual' ? 1_000_00 : MAX_VALUE_MINOR / 20;
  const parts = FORECAST_CHANGE_KINDS.slice(0, amount === 'usual' ? 3 : undefined).map((kind, i) => ({
    kind,
    count: amount === 'usual' ? 1 : 10_000,
    changeMinor: i % 2 === 0 ? changeMinor : -changeMinor,
  }));
  const fromMinor = MAX_VALUE_MINOR / 4;
  return {
    period: periodContaining(TODAY, 'month', 1),
    span: { from: MONDAY, to: MONDAY },
    since: MONDAY - 7 * 86_400_000,
    on: '2026-11-09',
    fromMinor,
    toMinor: parts.reduce((sum, part) => sum + part.changeMinor, fromMinor),
    restMinor: MAX_VALUE_MINOR / 4,
    restated: amount === 'extreme',
    parts,
  };
}

/** Findings about the shape of the funnel: none known, one of each kind, one of each kind for every stage. */
export function sampleHealth(pipeline: Pipeline, amount: DataSize): { readonly health: FunnelHealth } {
  const split = { exits: amount === 'extreme' ? 1_000_000 : 40, share: 0.41 };
  const stages = pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id);
  const findings = stages.slice(0, { empty: 0, usual: 1, extreme: 6 }[amount]).flatMap((stageId): readonly FunnelFinding[] => [
    { kind: 'drop', stageId, recent: split, earlier: split },
    { kind: 'unsure', stageId, recent: split, earlier: split },
    { kind: 'skipped', stageId, nextId: stageId, reached: 7, next: split.exits },
  ]);
  const none = { exits: 0, share: 0 };
  return {
    health: {
      stages: stages.map((stageId) => ({
        stageId,
        reached: amount === 'empty' ? 0 : split.exits,
        valueMinor: amount === 'empty' ? 0 : MAX_VALUE_MINOR,
        recent: amount === 'empty' ? none : split,
        earlier: amount === 'empty' ? none : split,
      })),
      findings,
      known: amount !== 'empty',
    },
  };
}

/** What the plan begins with: nothing, a gap, or a period that ends short with everything that can be said of it. */
function sampleVerdict(goals: readonly TargetProgress[], amount: DataSize) {
  const [goal = null] = goals;
  const held = { emptyBehind: null, goal, shortMinor: 0, rescue: null };
  if (amount === 'empty') return { headline: 'empty' as const, ...held, next: null };
  const winnable = { number: 999_999_999, name: WORDS[amount], ownerId: 'anna', valueMinor: MAX_VALUE_MINOR };
  const period = periodContaining(TODAY, 'month', 1);
  const next = { period: nextPeriod(period), percent: 12, shortMinor: MAX_VALUE_MINOR, moves: 999, movesMinor: MAX_VALUE_MINOR };
  if (amount === 'usual')
    return {
      headline: 'gap' as const,
      ...held,
      next: { ...next, percent: 8, moves: 4, newPerWeek: { now: 2, needed: 5 }, outOfReach: false },
    };
  return {
    next: null,
    headline: 'behind' as const,
    emptyBehind: { stageId: 'offer', shortName: WORDS[amount], costMinor: MAX_VALUE_MINOR, leadCostMinor: MAX_VALUE_MINOR },
    goal,
    shortMinor: MAX_VALUE_MINOR,
    rescue: {
      period,
      winnable: Array.from({ length: 5 }, () => winnable),
      winnableCount: 1_000,
      winnableMinor: MAX_VALUE_MINOR,
      next: { ...next, newPerWeek: { now: 2, needed: 999 }, outOfReach: true },
    },
  };
}

function sampleGaps(pipeline: Pipeline, amount: DataSize): readonly GapLine[] {
  if (amount === 'empty') return [];
  const candidates = Array.from({ length: amount === 'usual' ? 2 : 10 }, (_, index) => ({
    number: 141 + index,
    version: 3,
    name: WORDS[amount],
    value: index === 0 ? null : { minor: MAX_VALUE_MINOR, currency: 'PLN' },
    ownerId: 'anna',
    stageId: 'needs',
    toStageId: 'offer',
    toShortName: WORDS[amount],
    missing: index === 1 ? [WORDS[amount], WORDS[amount]] : [],
    todo: WORDS[amount],
  }));
  const period = periodContaining(TODAY, 'month', 1);
  const bases = [
    { kind: 'target', period, targetMinor: MAX_VALUE_MINOR },
    { kind: 'profile' },
    { kind: 'minimum', known: true },
    { kind: 'minimum', known: false },
  ] as const;
  return pipeline.stages.slice(0, amount === 'usual' ? 1 : 6).map(({ id, name, shortName }, index) => ({
    stageId: id,
    name,
    shortName,
    isFirst: index === 0,
    count: index % 2 === 0 ? 3 : 0,
    needed: 7,
    basis: bases[index % bases.length] ?? { kind: 'profile' },
    targetSet: index % 2 === 0,
    fiscalStartMonth: 1,
    beyond: index,
    changed: index === 0 ? null : { from: 9, why: 'numbers' as const },
    costMinor: MAX_VALUE_MINOR,
    costUntil: TODAY,
    currency: 'PLN',
    runway:
      index === 3
        ? ({ kind: 'still', days: 12 } as const)
        : ({ kind: 'lasts', about: 'week', refill: 'twoWeeks', tooLate: true } as const),
    week: { came: 1, went: 4 },
    since: MONDAY,
    moves: candidates.length,
    movesNearer: 0,
    candidates: index === 2 ? [] : candidates,
    newDeals: index === 1 ? 0 : 999,
    sameNew: index === 1,
    askNew: 'anna',
    rest: (['none', 'covered', 'tooLate'] as const)[index % 3] ?? 'none',
  }));
}

function sampleOverfull(pipeline: Pipeline, amount: DataSize): readonly OverfullLine[] {
  if (amount === 'empty') return [];
  const deal = { number: 999_999_999, version: 3, name: WORDS[amount], ownerId: 'anna', days: 99_999 };
  return pipeline.stages.slice(0, amount === 'usual' ? 1 : 6).map(({ id, name, shortName }) => ({
    stageId: id,
    name,
    shortName,
    count: 31,
    low: 14,
    high: 20,
    oldest: [deal, deal, deal],
  }));
}

function samplePromises(pipeline: Pipeline, amount: DataSize): readonly CommitmentLine[] {
  const toStage = pipeline.stages[4]?.shortName ?? '';
  const days: readonly PlainDate[] = ['2026-11-13', TODAY, '2026-11-20'];
  return days.slice(0, { empty: 0, usual: 2, extreme: 3 }[amount]).flatMap((dueOn, index) => {
    const promise = { memberId: 'anna', toStage, dueOn, done: index === 1 };
    return Array.from({ length: amount === 'usual' ? 1 : 10 }, () => [
      { ...promise, what: 'move' as const, number: 999_999_999, name: WORDS[amount] },
      { ...promise, what: 'new' as const, newDeals: 999, made: 998 },
    ]).flat();
  });
}
