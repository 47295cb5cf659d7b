import type { RequestObservation } from '../../platform/metrics.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { createRequestLog } from '../../platform/request-log.ts';
import type { Reply } from '../request/flow.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { createReplyDelivery, type ReplyDelivery } from './deliver-reply.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { type RunningRequest, runRequest } from './run-request.ts';
import type { Surface } from './surface.ts';

type Observe = (outcome: RequestObservation['outcome']) => void;

/**
 * Answers one request of any kind, against the clock: acknowledges it, runs its listener, and delivers the reply in time or, where the
 * budget is used up, shows that the work goes on and delivers it late. Faults, refusals of Slack and channels that are shared with
 * another company end in a sentence to the person.
 *
 * @throws only what acknowledging throws.
 */
export async function respond(appDeps: RequestDeps, request: IncomingRequest, surface: Surface): Promise<void> {
  const deps: RequestDeps = { ...appDeps, log: createRequestLog(appDeps.log) };
  const startedAt = deps.clock.monotonicNow();
  const observe = observeOnce(deps, request);
  if (surface.ackFirst !== undefined) {
    await surface.ackFirst();
    observe('answered');
  }
  const running = runRequest(deps, request);
  const delivery = createReplyDelivery(deps, request, running);
  const budgetMs = surface.budgetMs === 'ack' ? deps.ackTimeoutMs : surface.budgetMs;
  const first = budgetMs === null ? { done: await running.reply } : await raceTimeout(running.reply, budgetMs);
  if (first === 'late') {
    await respondLate(running, delivery, { surface, observe });
    deps.observeLateAnswer?.(deps.clock.monotonicNow() - startedAt);
    return;
  }
  const isDelivered = await surface.ackReply?.(first.done);
  observe(running.outcome());
  if (isDelivered !== true) await delivery.deliver(first.done, surface);
  await tellBeside(first.done, delivery);
}

/** What a form that goes on has to say of the one before it. */
async function tellBeside(reply: Reply, { tell }: ReplyDelivery): Promise<void> {
  if (reply.kind === 'update' && reply.beside !== undefined) await tell(reply.beside);
}

async function respondLate(
  { reply, messages }: RunningRequest,
  delivery: ReplyDelivery,
  { surface, observe }: { readonly surface: Surface; readonly observe: Observe },
): Promise<void> {
  const { attempt, deliver, fillLoadingView, tell } = delivery;
  const { ackLate, showLoading } = surface;
  await ackLate?.(messages());
  observe('late');
  if (showLoading === undefined) {
    const late = await reply;
    await deliver(late, surface);
    await tellBeside(late, delivery);
    return;
  }
  const loading = await showLoading(messages()).then(
    (viewId) => ({ viewId }),
    (error: unknown) => ({ error }),
  );
  const done = await reply;
  if ('error' in loading) {
    // What the request has done by now is known only here: a sentence about it goes before one about the window.
    if (done.kind === 'say') await tell(done.message);
    else await attempt(() => Promise.reject(loading.error));
  } else if (loading.viewId !== undefined) await fillLoadingView(loading.viewId, done, surface);
  await tellBeside(done, delivery);
}

/** Records how long the acknowledgement took and what became of the request, the first time that it is told. */
function observeOnce(deps: RequestDeps, { kind, name }: IncomingRequest): Observe {
  const started = deps.clock.monotonicNow();
  let isObserved = false;
  return (outcome) => {
    if (!isObserved) deps.observe({ kind, name, ackMs: deps.clock.monotonicNow() - started, outcome });
    isObserved = true;
  };
}
