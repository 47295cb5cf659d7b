import type { AlertFacts } from '../../../core/funnel/stage-alert.ts';
import type { Language } from '../../../core/people/language.ts';
import type { ReachableMember } from '../../../core/people/member.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { definePost } from '../kit/define-post.ts';
import { alertSchema, alertView, prepareAlert } from './stage-alert.ts';

type KeyParts = { readonly person: string; readonly alertIds: readonly string[] };

const key = ({ person, alertIds }: KeyParts): string => `dm-alert/${person}/${alertIds.join('+')}`;

type AlertDraft = {
  readonly manager: ReachableMember;
  readonly facts: AlertFacts;
  readonly language: Language;
  readonly at: Instant;
};

/** Stages that fell below their need, to one manager: once for the same alerts. */
export const stageAlertDmPost = definePost({
  kind: 'stage-alert-dm',
  schema: alertSchema,
  key,
  draft: ({ manager, facts, language, at }: AlertDraft) => {
    const own = key({ person: manager.slackUserId, alertIds: facts.lines.map(({ alertId }) => alertId) });
    const payload = { facts, language, memberId: manager.id };
    return { key: own, target: manager.slackUserId, subject: own, payload, notBefore: at };
  },
  prepare: prepareAlert,
  view: (m, shown) => [alertView(m, shown)],
});
