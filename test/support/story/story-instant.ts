import type { FunnelPlan } from '../../../src/core/funnel/plan/funnel-plan.ts';
import type { DealNumber, StageId } from '../../../src/core/ids.ts';
import { LANGUAGE_CODES, type Language } from '../../../src/core/people/language.ts';
import { openStages, type Pipeline } from '../../../src/core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { loadPlan } from '../../../src/facts/plan-facts.ts';
import { ALL_DEALS } from '../all-deals.ts';
import { dealNumbers } from './deal-numbers.ts';
import { FIRM_ZONE } from './firm-steps.ts';
import { readAllAnswers, readPosts } from './read-surfaces.ts';
import type { StoryFirm } from './story-firm.ts';
import type { Surface, SurfaceKind } from './surface.ts';

/** An open stage by its names in a language. */
export type StageNames = { readonly stageId: StageId; readonly shortName: string; readonly names: readonly string[] };

export type OpenDeal = { readonly number: DealNumber; readonly name: string; readonly stageId: StageId };

/** Everything that is told at one instant, from one store, and what there was to tell of. */
export type StoryInstant = {
  readonly firm: string;
  /** One person sells there. */
  readonly alone: boolean;
  readonly at: number;
  readonly on: PlainDate;
  readonly plan: FunnelPlan;
  /** Open stages in order. */
  readonly stages: Readonly<Record<Language, readonly StageNames[]>>;
  readonly deals: readonly OpenDeal[];
  /** Names of people and of all deals: they are in no language. */
  readonly typedNames: readonly string[];
  readonly surfaces: readonly Surface[];
  /** Alerts that were posted earlier in the week, as they read now. */
  readonly standing: readonly Surface[];
  /** Deals that somebody has taken on and not moved yet. */
  readonly taken: readonly DealNumber[];
};

const DEALS_READ = 2_000;
const STANDING: readonly SurfaceKind[] = ['alert', 'alert-direct'];

/** Names of the open stages, as people of a language read them. */
export const stageNames = (pipeline: Pipeline): readonly StageNames[] =>
  openStages(pipeline).map(({ id, shortName, name }) => ({ stageId: id, shortName, names: [...new Set([shortName, name])] }));

/** Reads everything at the instant on the clock. @param postedSince posts from then on are told now. @param readers who asks; default everybody. */
export async function readInstant(firm: StoryFirm, postedSince: number, readers = firm.readers): Promise<StoryInstant> {
  const { lejek, pipeline } = firm;
  const { tenant } = lejek;
  const at = lejek.now();
  const on = dateAt(at, FIRM_ZONE);
  const weekAgo = at - 7 * DAY_MS;
  const standing = readPosts(firm, weekAgo).filter(({ kind, at: posted }) => STANDING.includes(kind) && posted < postedSince);
  const commitments = await tenant.commitments.current(pipeline.id, weekAgo, at);
  const surfaces = [...readPosts(firm, postedSince), ...(await readAllAnswers(firm, readers))];
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error('nobody is home');
  const plan = await loadPlan({ tenant, workspace, pipeline, at });
  const page = { order: 'attention', today: on, limit: DEALS_READ, offset: 0 } as const;
  const { deals } = await tenant.deals(ALL_DEALS).list({ pipelineId: pipeline.id }, page);
  const members = await tenant.members.all();
  const named = await Promise.all(
    LANGUAGE_CODES.map(async (language) => [language, await loadPipeline(tenant, language)] as const),
  );
  const stages = { en: [] as readonly StageNames[], pl: [] as readonly StageNames[] };
  for (const [language, own] of named) if (own !== undefined) stages[language] = stageNames(own);
  const open = new Set(deals.map(({ number }) => number));
  const told = new Set(surfaces.flatMap(({ parts }) => dealNumbers(parts.map(({ text }) => text).join('\n'))));
  const files = await Promise.all(
    [...told].filter((number) => !open.has(number)).map((number) => tenant.deals(ALL_DEALS).file(number)),
  );
  const names = [...deals, ...files.flatMap((file) => file?.deal ?? [])].flatMap(({ name, company }) => [
    name,
    ...(company === null ? [] : [company]),
  ]);
  return {
    ...{ firm: firm.name, alone: firm.readers.length === 1, at, on, plan, stages, surfaces, standing },
    taken: commitments.flatMap(({ dealNumber, doneAt }) => (dealNumber === null || doneAt !== null ? [] : [dealNumber])),
    deals: deals.map(({ number, name, stageId }) => ({ number, name, stageId })),
    typedNames: [...new Set([...names, ...members.map(({ name }) => name)])],
  };
}
