import { addDays, type PlainDate } from '../../time/calendar.ts';
import type { AnnouncedNeed, CoveredNeed, Recovery, StagePlan } from './funnel-plan.ts';
import type { PeriodCoverage } from './period-coverage.ts';
import type { EarlierNeed } from './plan-inputs.ts';
import { askCoverage, isAsking, isSameBasis, type StageAsk } from './stage-asks.ts';

/** What a stage's need is decided from. */
export type NeedSituation = {
  readonly on: PlainDate;
  readonly count: number;
  readonly used: boolean;
  readonly minimum: number;
  readonly coverage: readonly PeriodCoverage[];
  /** What is asked of the stage by today's numbers. */
  readonly fresh: readonly StageAsk[];
  /** The stage in the plan before. */
  readonly previous: Pick<StagePlan, 'asks' | 'need' | 'recovered' | 'covered'> | undefined;
  /** An episode from before plans were kept; only where there is no plan before. */
  readonly earlier: EarlierNeed | undefined;
  /** The plan before is of the same day, for the same targets: what was asked this morning is asked still. */
  readonly sameDay: boolean;
};

export type NeedDecision = Pick<StagePlan, 'asks' | 'need' | 'recovered' | 'covered'>;

/** What filled a stage is enough for so long: the deals that filled it count towards its flow, and that alone is no new alarm. */
const RECOVERED_GRACE_DAYS = 7;
/** A need that was told is kept where today's differs by no more than a deal, or of a large number by no more than a tenth. */
export const keptDifference = (announced: number): number => Math.max(1, Math.floor(announced / 10));

/** A need that was told before plans were kept is taken over as the largest that is asked, with the number that was told. */
function announcedNeed({ previous, earlier, fresh }: NeedSituation): AnnouncedNeed | null {
  if (previous !== undefined || earlier === undefined) return previous?.need ?? null;
  const [largest] = fresh;
  return largest === undefined ? null : { ...largest, required: earlier.required, since: earlier.since, setOn: earlier.since };
}

const isSameTarget = (a: StageAsk, b: StageAsk): boolean =>
  a.basis.kind !== 'target' || b.basis.kind !== 'target' || a.basis.targetMinor === b.basis.targetMinor;

/** Today's asks: those of this morning, else fresh ones, with the number that was told where it is still about right. */
function todaysAsks({ fresh, previous, sameDay, minimum }: NeedSituation, announced: AnnouncedNeed | null): readonly StageAsk[] {
  const asked = previous?.asks.find(({ basis }) => basis.kind === 'minimum')?.required ?? 0;
  if (sameDay && previous !== undefined && asked === minimum) return previous.asks;
  if (announced === null) return fresh;
  return fresh
    .map((ask) => {
      const isKept =
        isSameBasis(ask.basis, announced.basis) &&
        isSameTarget(ask, announced) &&
        ask.basis.kind !== 'minimum' &&
        Math.abs(ask.required - announced.required) <= keptDifference(announced.required);
      return isKept ? { ...ask, required: announced.required, opensAt: announced.opensAt } : ask;
    })
    .toSorted((a, b) => b.required - a.required);
}

/** The ask that counts, of those that hold: the one that was told, until the day finds one that asks for more than a deal more. */
function chooseAsk(holding: readonly StageAsk[], announced: AnnouncedNeed | null, sameDay: boolean): StageAsk | undefined {
  const [largest] = holding;
  const same = announced === null ? undefined : holding.find(({ basis }) => isSameBasis(basis, announced.basis));
  if (same === undefined || largest === undefined) return largest;
  return !sameDay && largest.required > same.required + keptDifference(same.required) ? largest : same;
}

const isRecent = (recovered: Recovery | null, on: PlainDate): recovered is Recovery =>
  recovered !== null && on < addDays(recovered.on, RECOVERED_GRACE_DAYS);

/** So long people remember that a stage was no longer short because its period was covered: who hears that it is short again hears why. */
const COVERED_MEMORY_DAYS = 14;

/** Whether so few days have passed since a period was covered that people remember it. */
export const isRemembered = ({ on: coveredOn }: CoveredNeed, on: PlainDate): boolean =>
  on < addDays(coveredOn, COVERED_MEMORY_DAYS);

/** See {@link StagePlan.covered}. */
function rememberCovered(
  { on, coverage, previous }: NeedSituation,
  announced: AnnouncedNeed | null,
  need: AnnouncedNeed | null,
): NeedDecision['covered'] {
  const period = announced === null || need !== null ? undefined : askCoverage(announced, coverage);
  if (period?.state === 'covered') return { on, period: period.period, targetMinor: period.targetMinor ?? undefined };
  const covered = previous?.covered ?? null;
  return covered !== null && isRemembered(covered, on) ? covered : null;
}

/**
 * What a stage is short of.
 *
 * A need that was told is kept until the stage holds it, the target or the month changes, its period is covered, or another day finds it
 * different by more than a deal. A stage opens below a lower number than it recovers at; one that recovered lately does not open again
 * while it holds what was enough.
 */
export function decideNeed(situation: NeedSituation): NeedDecision {
  const { on, count, used, minimum, coverage, previous, sameDay } = situation;
  const announced = announcedNeed(situation);
  const asks = todaysAsks(situation, announced);
  const recent = isRecent(previous?.recovered ?? null, on) ? (previous?.recovered ?? null) : null;
  const isEnoughStill = announced === null && recent !== null && count >= recent.need && count >= minimum;
  const holding = asks.filter((ask) =>
    isAsking(ask, { count, wasShort: announced !== null && isSameBasis(ask.basis, announced.basis) }, coverage),
  );
  const chosen = (used || announced !== null) && !isEnoughStill ? chooseAsk(holding, announced, sameDay) : undefined;
  if (chosen !== undefined) {
    const isUnchanged =
      announced !== null && isSameBasis(announced.basis, chosen.basis) && announced.required === chosen.required;
    const need = { ...chosen, since: announced?.since ?? on, setOn: isUnchanged ? announced.setOn : on };
    return { asks, need, recovered: null, covered: rememberCovered(situation, announced, need) };
  }
  const recovered = announced !== null && count >= announced.required ? { on, need: announced.required } : recent;
  return { asks, need: null, recovered, covered: rememberCovered(situation, announced, null) };
}
