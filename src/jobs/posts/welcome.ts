import { z } from 'zod';
import type { ChannelId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import { welcomeMessage } from '../../slack/views/workspace/welcome.ts';
import type { Subscription } from '../../store/types/channels.ts';
import { reportChannelProblem } from './kit/channel-problem.ts';
import { definePost } from './kit/define-post.ts';
import { storedLanguage } from './kit/stored-language.ts';

const key = (channelId: ChannelId): string => `welcome/${channelId}`;

type WelcomeDraft = Pick<Subscription, 'channelId' | 'language' | 'weekday' | 'timeOfDay'> & { readonly at: Instant };

/** The first words in a channel, once for ever. */
export const welcomePost = definePost({
  kind: 'welcome',
  schema: z.object({ language: storedLanguage, weekday: z.number(), timeOfDay: z.string() }),
  key,
  draft: ({ channelId, language, weekday, timeOfDay, at }: WelcomeDraft) => ({
    key: key(channelId),
    target: channelId,
    subject: null,
    payload: { language, weekday, timeOfDay },
    notBefore: at,
  }),
  prepare: async ({ delivery }, { language, ...rhythm }) => ({
    kind: 'post',
    channel: delivery.target,
    m: LANGUAGES[language],
    shown: rhythm,
  }),
  view: (m, rhythm) => [welcomeMessage(m, rhythm)],
  // Often the first sign that the channel takes no posts.
  onRefused: (sending, _payload, code) => reportChannelProblem(sending, code),
});
