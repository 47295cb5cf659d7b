import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { everything } from '../../src/core/people/viewer.ts';
import type { Tenant } from '../../src/store/types/store.ts';
import { futureSteps } from './sample-future.ts';
import { type SampleStep, sampleSteps } from './sample-steps.ts';
import { loadPipelineAndSellers } from './sample-year.ts';

/** What the firm's people still do, each at its time. */
export type FirmLife = {
  /** When something happens next; undefined when nothing more does. */
  readonly nextAt: () => number | undefined;
  /** Does what is due by an instant. What the rules refuse, because somebody has acted on the deal meanwhile, does not happen. */
  readonly actUntil: (at: number) => Promise<void>;
};

/** A firm in which nobody does anything by themselves. */
export const NO_LIFE: FirmLife = { nextAt: () => undefined, actUntil: async () => {} };

const savedSchema = z.object({
  /** When the demo was opened: from then on the firm's people act. */
  openedAt: z.number(),
  deals: z.number(),
  doneUntil: z.number(),
  /** Numbers that the store gave to deals of the sample that came after the opening. */
  numbers: z.record(z.string(), z.number()),
});
type SavedLife = z.infer<typeof savedSchema>;

function loadSaved(file: string): SavedLife | undefined {
  try {
    return savedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** When a demo was opened, and how many deals there were. */
type Beginning = Pick<SavedLife, 'openedAt' | 'deals'>;

async function loadSampleFuture(tenant: Tenant, { openedAt: now, deals }: Beginning): Promise<readonly SampleStep[]> {
  const team = await loadPipelineAndSellers(tenant);
  return futureSteps(team.pipeline, { sellers: team.sellers, past: sampleSteps(team, { now, deals }), now });
}

/**
 * The life of the sample firm after the demo was opened. It is the same for the same opening, so that of it only its place is kept.
 *
 * @param file where that is kept; undefined: nowhere. @param begin what it begins from where the file does not say.
 * @returns {@link NO_LIFE} where neither says.
 */
export async function createFirmLife(
  tenant: Tenant,
  {
    file,
    begin,
    loadSteps = loadSampleFuture,
  }: {
    readonly file: string | undefined;
    readonly begin?: Beginning;
    /** What its people do from the opening on; those of the small firm where not given. */
    readonly loadSteps?: (tenant: Tenant, begin: Beginning) => Promise<readonly SampleStep[]>;
  },
): Promise<FirmLife> {
  const saved: SavedLife | undefined =
    begin === undefined
      ? file === undefined
        ? undefined
        : loadSaved(file)
      : { ...begin, doneUntil: begin.openedAt, numbers: {} };
  if (saved === undefined) return NO_LIFE;
  const save = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(saved));
  };
  save();
  const steps = await loadSteps(tenant, saved);
  let next = steps.findIndex(({ at }) => at > saved.doneUntil);

  const act = async ({ number, at, act: kind, decide }: SampleStep): Promise<void> => {
    if (kind === 'open') {
      const created = await tenant.deals(everything('operator')).create(() => decide(undefined), { key: null, at });
      if (created.ok) saved.numbers[number] = created.file.deal.number;
      return;
    }
    const real = number <= saved.deals ? number : saved.numbers[number];
    const known = real === undefined ? undefined : await tenant.deals(everything('operator')).file(real);
    if (known?.deal.outcome === 'open')
      await tenant.deals(everything('operator')).change(known.deal.number, (now) => decide(now), { key: null, at });
  };

  return {
    nextAt: () => steps[next]?.at,
    actUntil: async (at) => {
      for (let step = steps[next]; step !== undefined && step.at <= at; step = steps[next]) {
        next += 1;
        await act(step);
        saved.doneUntil = step.at;
        save();
      }
    },
  };
}
