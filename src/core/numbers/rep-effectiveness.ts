import type { Counters } from '../history/counters.ts';
import type { MemberId, StageId } from '../ids.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { decayedExitCounts } from './model/stage-model.ts';
import { logistic, logit, Z_90 } from './statistics/array-math.ts';
import { addExits, type ExitCounts, exitCount, NO_EXITS, passRate } from './statistics/exit-counts.ts';
import { benjaminiHochberg, fisherExact } from './statistics/significance-tests.ts';

/** Whether a rep differs significantly from the team; 'unclear': not enough data. */
export type RepVerdict = 'above' | 'below' | 'unclear';

/** Pass rate of one rep on one stage: the share not lost of the deals that left it while the rep owned them. */
export type RepStagePerformance = {
  readonly memberId: MemberId;
  readonly stageId: StageId;
  readonly exits: number;
  readonly notLost: number;
  /**
   * Pass rate shrunk towards the team (empirical Bayes), 0..1, with its 80 % range; the team's pass rate. Exits are decayed in all of them.
   */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly teamShare: number;
  readonly verdict: RepVerdict;
};

/** Fewest exits for a verdict. Source: docs/forecasting.md, section 8. */
export const MIN_EXITS_TO_JUDGE = 10;
/** False discovery rate over all reps and stages. */
const FALSE_DISCOVERY_RATE = 0.1;

type RepExits = ExitCounts & { readonly stageId: StageId; readonly memberId: MemberId };

/** Exits by stage and rep, not decayed. */
function sumExits(counters: Counters, stageIds: readonly string[]): readonly RepExits[] {
  const sums = new Map<string, RepExits>();
  for (const row of counters.repExits) {
    const { stageId, memberId } = row;
    if (!stageIds.includes(stageId)) continue;
    const key = JSON.stringify([stageId, memberId]);
    sums.set(key, { stageId, memberId, ...addExits(sums.get(key) ?? NO_EXITS, row) });
  }
  return [...sums.values()].filter((exits) => exitCount(exits) > 0);
}

/** Decayed exits of the whole team by stage. */
const teamExits = ({ weightedCounters, at }: FunnelModel, counters: Counters): readonly ExitCounts[] =>
  decayedExitCounts(counters.repExits, () => 'team', { stageIds: weightedCounters.stageIds, at }).map(
    (byId) => byId.get('team') ?? NO_EXITS,
  );

/** Share of a stage's exits that were not lost, of the whole team; null before the first exit. */
export const teamPassRates = (model: FunnelModel, counters: Counters): readonly (number | null)[] =>
  teamExits(model, counters).map(passRate);

/**
 * Every rep on every stage. A rep differs from the team with ten exits, a significant Fisher's exact test against the rest (false discovery
 * rate of 10 % over all reps and stages), and an 80 % range of the shrunk effect that excludes the team; anything less is unclear.
 *
 * One rep alone is the team: always unclear. Source: docs/forecasting.md, section 8.
 */
export function repStagePerformances(model: FunnelModel, counters: Counters): readonly RepStagePerformance[] {
  const rows = sumExits(counters, model.weightedCounters.stageIds);
  const teams = new Map<string, ExitCounts>();
  for (const row of rows) {
    teams.set(row.stageId, addExits(teams.get(row.stageId) ?? NO_EXITS, row));
  }
  const teamTotal = (stageId: StageId): ExitCounts => teams.get(stageId) ?? NO_EXITS;
  const pValues = rows.map(({ stageId, notLost, lost }) => {
    const team = teamTotal(stageId);
    return fisherExact([notLost, lost], [team.notLost - notLost, team.lost - lost]);
  });
  const survives = benjaminiHochberg(pValues, FALSE_DISCOVERY_RATE);
  const decayedTeam = teamExits(model, counters);
  return rows.map(({ stageId, memberId, notLost, lost }, i) => {
    const stage = model.weightedCounters.stageIds.indexOf(stageId);
    const team = decayedTeam[stage] ?? NO_EXITS;
    const teamShare = passRate(team) ?? 0;
    const effect = model.repEffects[stage]?.get(memberId);
    const share = effect?.share ?? teamShare;
    const at = (sd: number): number => logistic(logit(share) + Z_90 * sd);
    // The verdict uses the standard error of the effect alone; the range of the share adds the standard error of the team's share.
    const effectSd = effect?.sd ?? 0;
    const shareSd = Math.sqrt(effectSd ** 2 + 1 / (team.notLost + 1) + 1 / (team.lost + 1));
    const [low, high] = [at(-shareSd), at(shareSd)];
    const [isAbove, isBelow] = [at(-effectSd) > teamShare, at(effectSd) < teamShare];
    const differs = notLost + lost >= MIN_EXITS_TO_JUDGE && survives[i] === true && (isAbove || isBelow);
    const verdict: RepVerdict = !differs ? 'unclear' : isAbove ? 'above' : 'below';
    return { memberId, stageId, exits: notLost + lost, notLost, share, low, high, teamShare, verdict };
  });
}
