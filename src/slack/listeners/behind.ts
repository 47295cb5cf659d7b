import { z } from 'zod';
import { BEHIND_KINDS, type Behind } from '../../core/behind.ts';
import { isTimeZone } from '../../core/calendar.ts';
import { behindFacts } from '../../facts/behind-facts.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { BEHIND, BEHIND_PAGE, BEHIND_ROWS, BEHIND_WHICH, type BehindShown, behindNumbers } from '../views/behind-numbers.ts';
import { say } from '../views/blocks.ts';

const number = z.union([
  z.object({ kind: z.literal('stage'), stageId: z.string().max(64) }),
  z.object({
    kind: z.enum(BEHIND_KINDS).exclude(['stage']),
  }),
]);

const shownSchema = z.object({
  pipelineId: z.string().max(64),
  at: z.number().int().nonnegative(),
  timeZone: z.string().refine(isTimeZone),
  of: number.optional(),
  offset: z.number().int().min(0).max(1_000_000),
});

/** What a button or a window of ours carries; undefined for anything else. */
function readShown(text: string | null): BehindShown | undefined {
  try {
    const { of, ...rest } = shownSchema.parse(JSON.parse(text ?? ''));
    return of === undefined ? rest : { ...rest, of };
  } catch {
    return undefined;
  }
}

/** 'stage:offer' and 'won', as the choice of numbers says them. */
function readNumber(value: string): Behind | undefined {
  const parsed = number.safeParse(value.startsWith('stage:') ? { kind: 'stage', stageId: value.slice(6) } : { kind: value });
  return parsed.success ? parsed.data : undefined;
}

async function show(visit: Visit, shown: BehindShown | undefined, how: 'open' | 'update'): Promise<Answer> {
  const { m, tenant } = visit;
  const pipeline = shown === undefined ? undefined : await tenant.pipeline(shown.pipelineId);
  if (shown === undefined || pipeline === undefined) return { do: 'say', message: say(m.behind.gone) };
  const at = Math.min(shown.at, visit.at);
  const page = { limit: BEHIND_ROWS, offset: shown.offset };
  const [facts, { members }] = await Promise.all([
    behindFacts(tenant, pipeline, { at, timeZone: shown.timeZone }, shown.of, page),
    refusalContext(visit),
  ]);
  return { do: how, view: behindNumbers(m, { ...shown, at }, facts, pipeline, members) };
}

/** The deals behind the numbers of a post, as they stood when it was made. */
export const behindFlow: Flow = {
  buttons: {
    [BEHIND]: { opens: true, run: (visit, press) => show(visit, readShown(press.value), 'open') },
    [BEHIND_WHICH]: {
      run: (visit, press) => {
        const [shown, of] = [readShown(press.data), readNumber(press.value)];
        const next = shown === undefined || of === undefined ? undefined : { ...shown, of, offset: 0 };
        return show(visit, next, 'update');
      },
    },
    [BEHIND_PAGE]: {
      run: (visit, press) => {
        const shown = readShown(press.data);
        return show(visit, shown === undefined ? undefined : { ...shown, offset: Number(press.value) || 0 }, 'update');
      },
    },
  },
};
