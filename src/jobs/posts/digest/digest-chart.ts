import { LANGUAGES } from '../../../locale/languages.ts';
import { funnelPicture, nativeFunnelForm } from '../../../slack/views/funnel/digest-chart.ts';
import { notificationText } from '../../../slack/views/kit/text.ts';
import { pictureVariants } from '../../../slack/web-api/picture.ts';
import { pictureTools } from '../kit/channel-problem.ts';
import { definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { type DigestThreadDraft, digestThreadDraft, digestThreadSchema } from './digest-payload.ts';

const key = (digest: string): string => `${digest}/1-chart`;

/**
 * The funnel as a chart in a digest's thread, as earlier versions queued it: Slack's own; where it is refused, a picture; else nothing, for
 * the table says the same. Digests of today hold their funnel themselves.
 */
export const digestChartPost = definePost({
  kind: 'digest-chart',
  schema: digestThreadSchema,
  key,
  draft: (below: DigestThreadDraft) => digestThreadDraft(key(below.digest), below),
  prepare: async (sending, { parent, facts, language }) => {
    const thread = await waitForParent(sending, parent);
    return thread.kind === 'post' ? { ...thread, m: LANGUAGES[language], shown: facts } : thread;
  },
  view: (m, facts, sending) => {
    const native = nativeFunnelForm(m, facts);
    const picture = funnelPicture(m, facts);
    return [
      ...(native === undefined ? [] : [native]),
      ...pictureVariants(
        picture,
        (image) => ({ text: notificationText(picture.alt, 300), blocks: [image] }),
        pictureTools(sending),
      ),
    ];
  },
});
