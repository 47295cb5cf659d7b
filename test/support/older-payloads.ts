/** Payloads of posts word for word as earlier versions of Lejek wrote them; written out, so that they stay as they were. */

export type AlertedStage = { readonly alertId: string; readonly stageId: string; readonly pipelineId: string };

const bielik = (ownerId: string) => ({
  number: 1,
  version: 1,
  name: 'Bielik',
  valueMinor: 48_000_00,
  currency: 'EUR',
  ownerId,
  stageId: 'decision',
  toStageId: 'offer',
  missing: ['The offer is with the customer'],
  todo: 'Agree what the offer must contain, and by when',
});

/** The first version: a stage knows its minimum and since when it is short; the pipeline stands beside the facts, and no hour. */
export const firstAlert = (
  { alertId, stageId, pipelineId }: AlertedStage,
  { ownerId, since, memberId = null }: { readonly ownerId: string; readonly since: number; readonly memberId?: string | null },
) => ({
  facts: {
    timeZone: 'Europe/Warsaw',
    lines: [{ stageId, name: 'Offer', shortName: 'Offer', count: 1, needed: 2, since, candidates: [bielik(ownerId)], alertId }],
  },
  pipelineId,
  language: memberId === null ? 'en' : 'pl',
  memberId,
});

/** Two stages of work later: the measure of each stage is known, and new deals are asked for. Still no hour, and none share them. */
export const measuredAlert = (stage: AlertedStage, { ownerId, since }: { readonly ownerId: string; readonly since: number }) => ({
  ...firstAlert(stage, { ownerId, since }),
  facts: {
    timeZone: 'Europe/Warsaw',
    lines: [
      {
        stageId: stage.stageId,
        name: 'Offer',
        shortName: 'Offer',
        count: 1,
        needed: 5,
        basis: {
          kind: 'target',
          period: { kind: 'month', startsOn: '2026-12-01', endsOn: '2026-12-31' },
          targetMinor: 260_000_00,
        },
        targetSet: true,
        fiscalStartMonth: 1,
        overDays: 90,
        lackingMinor: 120_000_00,
        currency: 'EUR',
        runwayDays: 9,
        refillDays: 16,
        refillFrom: 'Needs',
        week: { came: 1, went: 4, usually: 3 },
        since,
        moves: 2,
        candidates: [bielik(ownerId)],
        newDeals: 3,
        askNew: ownerId,
        alertId: stage.alertId,
      },
    ],
  },
});

/** An all-clear of the first version. */
export const firstAllClear = (alertKey: string) => ({
  facts: [{ shortName: 'Offer', count: 2, days: 1, named: 2, made: 1 }],
  alertKey,
});

const amountFor = (count: number) => ({ count, valueMinor: count * 10_000_00 });

/** A digest of the first version: Monday, 16 November 2026, 9:00 in Warsaw; Offer is short, and Bielik is named. */
export const firstDigest = (pipelineId: string, subscriptionId: string, ownerId: string) => {
  const gap = {
    stageId: 'offer',
    name: 'Offer',
    shortName: 'Offer',
    count: 0,
    needed: 1,
    since: null,
    candidates: [bielik(ownerId)],
  };
  const at = Date.parse('2026-11-16T08:00:00Z');
  return {
    facts: {
      at,
      timeZone: 'Europe/Warsaw',
      from: '2026-11-09',
      to: '2026-11-15',
      movement: {
        opening: amountFor(0),
        created: amountFor(2),
        reopened: amountFor(0),
        imported: amountFor(0),
        grewMinor: 0,
        shrankMinor: 0,
        won: amountFor(0),
        lost: amountFor(0),
        closing: amountFor(2),
        advanced: 1,
        returned: 0,
        slipped: 0,
        changes: { decision: 2 },
      },
      hygiene: { overdue: amountFor(1), undated: amountFor(1) },
      gaps: [gap],
      goals: [
        {
          period: { kind: 'month', startsOn: '2026-11-01', endsOn: '2026-11-30' },
          wonMinor: 0,
          wonCount: 0,
          target: null,
          forecast: null,
        },
      ],
      fiscalStartMonth: 1,
      workingDaysLeft: 11,
      pipelineId,
      currency: 'EUR',
      stages: [
        {
          stageId: 'decision',
          name: 'Decision maker',
          shortName: 'Decision',
          ...amountFor(2),
          unpriced: 0,
          weightedMinor: 5_000_00,
          numbers: { goOn: 0.5, medianDays: 9, win: 0.2, low: 0.1, high: 0.4, n: 0, mostlyAssumption: true, chance: 0.25 },
          change: 2,
        },
        {
          stageId: 'offer',
          name: 'Offer',
          shortName: 'Offer',
          ...amountFor(0),
          unpriced: 0,
          weightedMinor: 0,
          numbers: null,
          change: 0,
        },
      ],
      open: { ...amountFor(2), unpriced: 0, weightedMinor: 5_000_00, change: 2 },
      verdict: { kind: 'gap', gap, others: 0 },
    },
    language: 'en',
    subscriptionId,
    slot: at,
    weekday: 1,
    holiday: false,
  };
};

/** Of the rows that ask about dates, in their first version: the health of the funnel is known, calibration and own estimates are not. */
export const firstHygieneRows = (pipelineId: string, subscriptionId: string, ownerId: string, parent: string) => {
  const { facts, ...digest } = firstDigest(pipelineId, subscriptionId, ownerId);
  return {
    facts: { ...facts, bulges: [], promises: [], health: { findings: [], known: false } },
    ...digest,
    suggested: [{ number: 1, toStageId: 'offer' }],
    lastWeek: null,
    tidy: [
      { number: 1, closeOn: '2026-11-13' },
      { number: 2, closeOn: '2026-11-13' },
      { number: 3, closeOn: null },
    ],
    parent,
  };
};
