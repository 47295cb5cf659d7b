import type { Demo } from '../../../simulator/demo/start-demo.ts';
import type { Message } from '../../../simulator/state/entities.ts';
import { dateAt } from '../../../src/core/time/calendar.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { loadPlan } from '../../../src/facts/plan-facts.ts';
import { loadWorkspace } from '../../../src/facts/tenant-reads.ts';
import { ALL_DEALS } from '../all-deals.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { FIRM_ZONE } from './firm-steps.ts';
import { postKind } from './read-surfaces.ts';
import { type StoryInstant, stageNames } from './story-instant.ts';
import { type Surface, surfaceParts } from './surface.ts';

const DEALS_READ = 2_000;

/** Everything that is posted to a demo's channel and to one of its people, beside the plan of the demo's day. @param isToldNow other posts are of before. */
export async function demoInstant(
  { slack, tenant, clock, sales, people }: Pick<Demo, 'slack' | 'tenant' | 'clock' | 'sales' | 'people'>,
  isToldNow: (message: Message) => boolean,
): Promise<StoryInstant> {
  const at = clock.now();
  const on = dateAt(at, FIRM_ZONE);
  const [workspace, en, pl] = [await loadWorkspace(tenant), await loadPipeline(tenant, 'en'), await loadPipeline(tenant, 'pl')];
  if (en === undefined || pl === undefined) throw new Error('nobody sells here');
  const nameOf = (id: string) => slack.users().find((user) => user.id === id)?.realName;
  const surface = (message: Message, reader: string): readonly Surface[] => {
    const kind = postKind(message);
    const notification = plainSpaces(message.text ?? '');
    const parts = surfaceParts(message, nameOf);
    return kind === undefined
      ? []
      : [{ kind, reader, language: 'en', at: isToldNow(message) ? at : at - 1, notification, parts }];
  };
  const page = { order: 'attention', today: on, limit: DEALS_READ, offset: 0 } as const;
  const { deals } = await tenant.deals(ALL_DEALS).list({ pipelineId: en.id }, page);
  const members = await tenant.members.all();
  const names = [
    ...deals.flatMap(({ name, company }) => [name, ...(company === null ? [] : [company])]),
    ...members.map(({ name }) => name),
  ];
  return {
    ...{ firm: 'demo', alone: false, at, on, plan: await loadPlan({ tenant, workspace, pipeline: en, at }) },
    stages: { en: stageNames(en), pl: stageNames(pl) },
    deals: deals.map(({ number, name, stageId }) => ({ number, name, stageId })),
    typedNames: names,
    surfaces: [
      ...slack.messages(sales).flatMap((message) => surface(message, 'sales')),
      ...slack.dm(people.ewa).flatMap((message) => surface(message, 'Ewa')),
    ],
    standing: [],
    taken: [],
  };
}
