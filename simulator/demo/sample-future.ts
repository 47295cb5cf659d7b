import type { Pipeline } from '../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { createSampleRandom } from './sample-random.ts';
import { futureOf, liveOn, type SampleStep, type SampleTrade, type Seller, workingTime, YEAR_DAYS } from './sample-steps.ts';

/** Past its end the firm stands still: nobody plays a demo for longer. */
const FUTURE_DAYS = 26 * 7;
/** Seeds of the random numbers: one for what is still to come, one for each deal that is open now. */
const SEED = { arrivals: 40_417, deal: 7_000 } as const;

/** The past's last word on a deal, and how many stages it has passed. */
type Standing = { readonly last: SampleStep; readonly stage: number };

function standings(past: readonly SampleStep[]): readonly Standing[] {
  const byNumber = new Map<number, Standing>();
  for (const step of past) {
    const stage = byNumber.get(step.number)?.stage ?? 0;
    byNumber.set(step.number, { last: step, stage: step.act === 'advance' ? stage + 1 : stage });
  }
  return [...byNumber.values()];
}

/**
 * What happens to the sample's deals after an instant, in order of time: the open ones go on, as many new ones come as in the year before.
 *
 * @param past the steps up to now, of the whole firm. @returns the same for the same past.
 */
export function futureSteps(
  pipeline: Pipeline,
  {
    sellers,
    past,
    now,
    trade,
    nextNumber,
  }: {
    readonly sellers: readonly [Seller, ...Seller[]];
    readonly past: readonly SampleStep[];
    readonly now: number;
    readonly trade?: SampleTrade | undefined;
    /** Of the first deal that comes; after those of the past where not given. */
    readonly nextNumber?: number;
  },
): readonly SampleStep[] {
  const until = now + FUTURE_DAYS * DAY_MS;
  const known = standings(past);
  const goingOn = known
    .filter(({ last }) => last.act !== 'lose')
    .flatMap(({ last: { number, seller }, stage }) =>
      liveOn(
        { pipeline, seller, number, trade, random: createSampleRandom(SEED.deal + number) },
        { stage, at: now },
        ({ at }) => at >= until,
      ),
    );
  const random = createSampleRandom(SEED.arrivals);
  const arrivals = Array.from({ length: Math.round((known.length / YEAR_DAYS) * FUTURE_DAYS) }, () =>
    workingTime(random, now + random.between(0, FUTURE_DAYS) * DAY_MS),
  )
    .filter((born) => born > now)
    .toSorted((a, b) => a - b);
  const coming = arrivals.flatMap((born, index) =>
    futureOf(
      { pipeline, seller: random.pickOne(sellers), random, trade, number: (nextNumber ?? known.length + 1) + index },
      born,
      until,
    ),
  );
  return [...goingOn, ...coming].filter(({ at }) => at > now).toSorted((a, b) => a.at - b.at || a.number - b.number);
}
