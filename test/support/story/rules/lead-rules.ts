import { isAskedFor } from '../../../../src/core/funnel/plan/asking-stages.ts';
import type { Claims } from '../claims.ts';
import type { SurfaceKind } from '../surface.ts';
import { type Contradiction, differing, quote, type Rule, toldNow } from './rule.ts';

const LEADING: readonly SurfaceKind[] = ['digest', 'preview', 'funnel', 'gaps', 'home'];
const TELLING: readonly SurfaceKind[] = ['digest', 'preview', 'funnel', 'gaps'];
const ALERTS: readonly SurfaceKind[] = ['alert', 'alert-direct'];

const leads = (claims: Claims) => {
  const [first] = claims.shortages;
  return first === undefined ? [] : [{ claims, stageId: first.stageId, said: first.said }];
};

/** Verdict, `/funnel`, `/funnel gaps` and Home begin with the same stage, which is the plan's. */
export const oneLead: Rule = (story) => {
  const { lead } = story.instant.plan;
  const told = toldNow(story)
    .filter(({ surface }) => LEADING.includes(surface.kind))
    .flatMap(leads);
  const planned = lead.stageId === null ? [] : [{ stageId: lead.stageId, quoted: `plan: ${lead.stageId}` }];
  const all = [...planned, ...told.map((each) => ({ stageId: each.stageId, quoted: quote(each.claims, each.said) }))];
  const said = differing(
    all,
    (each) => each.stageId,
    (each) => each.quoted,
  );
  return said.length === 0 ? [] : [{ rule: 'one lead', said }];
};

/** Who is told how the funnel is doing is told of the plan's lead. */
export const leadIsTold: Rule = (story) => {
  const { lead } = story.instant.plan;
  if (lead.stageId === null) return [];
  return toldNow(story)
    .filter(({ surface, shortages }) => TELLING.includes(surface.kind) && shortages.length === 0)
    .map(
      (claims): Contradiction => ({
        rule: 'the lead is told',
        said: [quote(claims, claims.surface.notification), `plan: ${lead.stageId}`],
      }),
    );
};

/** A notification begins with the stage that its message begins with. */
export const notificationLeads: Rule = (story) =>
  story.claims.flatMap((claims): readonly Contradiction[] => {
    const [first] = claims.shortages;
    const { notified } = claims;
    if (first === undefined || notified === undefined || first.stageId === notified.stageId) return [];
    return [{ rule: 'notification and message have one lead', said: [quote(claims, notified.said), quote(claims, first.said)] }];
  });

/** An alert names its stages in the plan's order, what costs most first, those for which nothing is asked behind the others. */
export const alertsLead: Rule = (story) => {
  const { plan } = story.instant;
  const cost = new Map(plan.stages.map(({ stageId, costMinor }) => [stageId, costMinor]));
  return toldNow(story)
    .filter(({ surface }) => ALERTS.includes(surface.kind))
    .flatMap((claims): readonly Contradiction[] => {
      const [first] = claims.shortages;
      const asked = claims.shortages.filter(({ stageId }) => isAskedFor(plan, stageId));
      const dearer = (first === asked[0] ? asked : claims.shortages).find(({ stageId }) => {
        const isLead = stageId === plan.lead.stageId && first?.stageId !== stageId;
        return (
          isLead || (plan.lead.stageId !== first?.stageId && (cost.get(stageId) ?? 0) > (cost.get(first?.stageId ?? '') ?? 0))
        );
      });
      if (first === undefined || dearer === undefined) return [];
      return [{ rule: 'an alert leads with what costs most', said: [quote(claims, first.said), quote(claims, dearer.said)] }];
    });
};

/** An alert asks somebody to do something: for the stage that it begins with. */
export const alertsAsk: Rule = (story) =>
  toldNow(story)
    .filter(({ surface }) => ALERTS.includes(surface.kind))
    .flatMap((claims): readonly Contradiction[] => {
      const [first] = claims.shortages;
      if (first === undefined || isAskedFor(story.instant.plan, first.stageId)) return [];
      return [{ rule: 'an alert asks for something', said: [quote(claims, first.said), `plan: nothing for ${first.stageId}`] }];
    });

/** Every channel of the pipeline hears what one of them does. */
export const everyChannelHears: Rule = ({ claims }) => {
  const posts = claims.filter(
    ({ surface }) => ['digest', 'alert', 'all-clear'].includes(surface.kind) && surface.reader.startsWith('#'),
  );
  return posts.flatMap((each): readonly Contradiction[] => {
    const others = posts.filter(({ surface }) => surface.kind === each.surface.kind && surface.at === each.surface.at);
    const channels = new Set(others.map(({ surface }) => surface.reader));
    return channels.size > 1
      ? []
      : [{ rule: 'every channel hears', said: [quote(each, each.surface.notification), 'the other channel is told nothing'] }];
  });
};
