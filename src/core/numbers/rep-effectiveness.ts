import type { Counters } from '../counters.ts';
import { logistic, logit, Z80 } from './cells.ts';
import { fisherExact, survivors } from './exact-tests.ts';
import { DAY_MS } from './fading.ts';
import type { FunnelModel } from './funnel-model.ts';
import type { Win } from './win.ts';

/** Whether somebody differs from the team; 'unclear': not enough data to tell. */
export type RepVerdict = 'above' | 'below' | 'unclear';

/** How one rep does on one stage: of the deals that left it while the rep owned them, those that were not lost. */
export type RepStage = {
  readonly memberId: string;
  readonly stageId: string;
  readonly exits: number;
  readonly notLost: number;
  /** Share not lost, drawn towards the team, 0..1, with its 80 % range; the team's own share. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly teamShare: number;
  readonly verdict: RepVerdict;
};

/** Exits below which nothing is said, and the false discovery rate over all reps and stages. Source: forecasting, section 8. */
const ENOUGH = 10;
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
  return rows.map(({ stageId, memberId, notLost, lost }, i) => {
    const team = teamOf(stageId);
    const teamShare = team.notLost / (team.notLost + team.lost);
    const effect = model.repEffects[model.tally.stageIds.indexOf(stageId)]?.get(memberId);
    const share = effect?.share ?? teamShare;
    const sd = effect?.sd ?? Math.sqrt(1 / (team.notLost + 1) + 1 / (team.lost + 1));
    const low = logistic(logit(share) - Z80 * sd);
    const high = logistic(logit(share) + Z80 * sd);
    const differs = notLost + lost >= ENOUGH && survives[i] === true && (low > teamShare || high < teamShare);
    const verdict: RepVerdict = !differs ? 'unclear' : low > teamShare ? 'above' : 'below';
    return { memberId, stageId, exits: notLost + lost, notLost, share, low, high, teamShare, verdict };
  });
}

/** The four inputs of sales velocity. */
export type VelocityInput = 'deals' | 'winShare' | 'value' | 'cycle';

/** What a rep brings per day: open deals x share won x mean value / days from open to closed. */
export type Velocity = {
  readonly memberId: string;
  readonly deals: number;
  readonly winShare: number;
  readonly valueMinor: number;
  readonly cycleDays: number;
  readonly perDayMinor: number;
  /** The input that is farthest behind the mean of the team; null when none is. */
  readonly heldBackBy: VelocityInput | null;
};

const WINDOW_DAYS = 180;
/** Deals closed below which velocity is not told. */
const FEWEST = 5;

/**
 * Sales velocity of the reps who closed at least five deals in the last six months.
 *
 * The cycle follows from Little's law: open deals over deals closed per day. Source: velocity = deals x win share x value / cycle.
 */
export function velocities(counters: Counters, wins: readonly Win[], at: number): readonly Velocity[] {
  const since = at - WINDOW_DAYS * DAY_MS;
  const month = new Date(since).toISOString().slice(0, 7);
  const members = new Set([
    ...counters.stock.map(({ ownerId }) => ownerId),
    ...counters.repExits.map(({ memberId }) => memberId),
  ]);
  const all = [...members].flatMap((memberId) => {
    const won = wins.filter((win) => win.ownerId === memberId && win.at >= since);
    const lost = counters.repExits
      .filter((row) => row.memberId === memberId && row.month > month)
      .reduce((sum, row) => sum + row.lost, 0);
    const closed = won.length + lost;
    const deals = counters.stock.filter(({ ownerId }) => ownerId === memberId).reduce((sum, { count }) => sum + count, 0);
    if (closed < FEWEST || deals === 0) return [];
    const valueMinor = won.reduce((sum, win) => sum + win.valueMinor, 0) / Math.max(1, won.length);
    const cycleDays = (deals * WINDOW_DAYS) / closed;
    const winShare = won.length / closed;
    return [{ memberId, deals, winShare, valueMinor, cycleDays, perDayMinor: (deals * winShare * valueMinor) / cycleDays }];
  });
  const mean = (of: (each: (typeof all)[number]) => number): number =>
    all.reduce((sum, each) => sum + of(each), 0) / Math.max(1, all.length);
  const team = {
    deals: mean((v) => v.deals),
    winShare: mean((v) => v.winShare),
    value: mean((v) => v.valueMinor),
    cycle: mean((v) => v.cycleDays),
  };
  return all.map((each) => {
    const against: readonly (readonly [VelocityInput, number])[] = [
      ['deals', each.deals / team.deals],
      ['winShare', team.winShare > 0 ? each.winShare / team.winShare : 1],
      ['value', team.value > 0 ? each.valueMinor / team.value : 1],
      ['cycle', team.cycle / each.cycleDays],
    ];
    const [name, ratio] = against.toSorted((a, b) => a[1] - b[1])[0] ?? ['deals', 1];
    return { ...each, heldBackBy: all.length > 1 && ratio < 0.9 ? name : null };
  });
}
