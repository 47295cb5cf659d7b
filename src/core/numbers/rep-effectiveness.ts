import type { Counters } from '../counters.ts';
import { logistic, logit, Z80 } from './cells.ts';
import { fisherExact, survivors } from './exact-tests.ts';
import type { FunnelModel } from './funnel-model.ts';
import { creditsOf } from './stage-model.ts';

/** Whether somebody differs from the team; 'unclear': not enough data to tell. */
export type RepVerdict = 'above' | 'below' | 'unclear';

/** How one rep does on one stage: of the deals that left it while the rep owned them, those that were not lost. */
export type RepStage = {
  readonly memberId: string;
  readonly stageId: string;
  readonly exits: number;
  readonly notLost: number;
  /** Share not lost, drawn towards the team, 0..1, with its 80 % range; the team's own share. Recent exits count most in all of them. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly teamShare: number;
  readonly verdict: RepVerdict;
};

/** Exits below which nothing is said. Source: forecasting, section 8. */
export const ENOUGH_EXITS = 10;
/** False discovery rate over all reps and stages. */
const RATE = 0.1;

type Exits = { notLost: number; lost: number };

/** Exits by stage and rep, unfaded. */
function exitsOf(counters: Counters, stageIds: readonly string[]): readonly (Exits & { stageId: string; memberId: string })[] {
  const sums = new Map<string, Exits & { stageId: string; memberId: string }>();
  for (const { stageId, memberId, notLost, lost } of counters.repExits) {
    if (!stageIds.includes(stageId)) continue;
    const key = JSON.stringify([stageId, memberId]);
    const sum = sums.get(key) ?? { stageId, memberId, notLost: 0, lost: 0 };
    sum.notLost += notLost;
    sum.lost += lost;
    sums.set(key, sum);
  }
  return [...sums.values()].filter(({ notLost, lost }) => notLost + lost > 0);
}

/** Share of a stage's exits that were not lost, of the whole team, faded like the shares of its reps; null before the first exit. */
export function teamShares(model: FunnelModel, counters: Counters): readonly (number | null)[] {
  const { stageIds } = model.tally;
  return creditsOf(stageIds, counters.repExits, () => 'team', model.at).map((byId) => {
    const { notLost, lost } = byId.get('team') ?? { notLost: 0, lost: 0 };
    return notLost + lost > 0 ? notLost / (notLost + lost) : null;
  });
}

/**
 * Every rep on every stage. "Different from the team" takes ten exits, Fisher's exact test of the rep against the rest that survives
 * several comparisons, and a shrunk 80 % range that leaves the team's share out; anything less is unclear.
 *
 * One rep alone is the team: always unclear. Source: forecasting, section 8.
 */
export function repStages(model: FunnelModel, counters: Counters): readonly RepStage[] {
  const rows = exitsOf(counters, model.tally.stageIds);
  const teams = new Map<string, Exits>();
  for (const { stageId, notLost, lost } of rows) {
    const team = teams.get(stageId) ?? { notLost: 0, lost: 0 };
    teams.set(stageId, { notLost: team.notLost + notLost, lost: team.lost + lost });
  }
  const teamOf = (stageId: string): Exits => teams.get(stageId) ?? { notLost: 0, lost: 0 };
  const pValues = rows.map(({ stageId, notLost, lost }) => {
    const team = teamOf(stageId);
    return fisherExact(notLost, lost, team.notLost - notLost, team.lost - lost);
  });
  const survives = survivors(pValues, RATE);
  const shares = teamShares(model, counters);
  return rows.map(({ stageId, memberId, notLost, lost }, i) => {
    const team = teamOf(stageId);
    const stage = model.tally.stageIds.indexOf(stageId);
    const teamShare = shares[stage] ?? 0;
    const effect = model.repEffects[stage]?.get(memberId);
    const share = effect?.share ?? teamShare;
    const sd = effect?.sd ?? Math.sqrt(1 / (team.notLost + 1) + 1 / (team.lost + 1));
    const low = logistic(logit(share) - Z80 * sd);
    const high = logistic(logit(share) + Z80 * sd);
    const differs = notLost + lost >= ENOUGH_EXITS && survives[i] === true && (low > teamShare || high < teamShare);
    const verdict: RepVerdict = !differs ? 'unclear' : low > teamShare ? 'above' : 'below';
    return { memberId, stageId, exits: notLost + lost, notLost, share, low, high, teamShare, verdict };
  });
}
