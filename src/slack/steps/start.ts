import type { Reply, RequestContext } from '../request/flow.ts';
import { startMessage } from '../views/workspace/start.ts';
import { maySetUp } from './first-admin.ts';

/** Whether nothing was set up and no deal was made here, and the person is one who may begin. */
export async function isAtStart(context: RequestContext): Promise<boolean> {
  const { tenant } = context;
  const [subscriptions, firstDeal] = await Promise.all([tenant.subscriptions.all(), context.deals.file(1)]);
  return subscriptions.length === 0 && firstDeal === undefined && (await maySetUp(context));
}

/** The first words, where nothing has begun; undefined otherwise. */
export async function replyIfAtStart(context: RequestContext): Promise<Reply | undefined> {
  return (await isAtStart(context)) ? { kind: 'say', message: startMessage(context.m, context.pipeline) } : undefined;
}
