import { LANGUAGES } from '../../../locale/languages.ts';
import { calibrationMessage, calibrationPicture } from '../../../slack/views/funnel/calibration.ts';
import { pictureVariants } from '../../../slack/web-api/picture.ts';
import { pictureTools, reportThreadProblem } from '../kit/channel-problem.ts';
import { definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { type DigestThreadDraft, digestThreadDraft, digestThreadSchema } from './digest-payload.ts';

const key = (digest: string): string => `${digest}/9-calibration`;

/** Once a month, in the digest's thread: of the deals predicted at about the same probability, how many won; with a picture where Slack takes one. */
export const calibrationPost = definePost({
  kind: 'calibration',
  schema: digestThreadSchema,
  key,
  draft: (below: DigestThreadDraft) => digestThreadDraft(key(below.digest), below),
  prepare: async (sending, { parent, facts, language }) => {
    const thread = await waitForParent(sending, parent);
    return thread.kind === 'post' ? { ...thread, m: LANGUAGES[language], shown: facts } : thread;
  },
  view: (m, facts, sending) => {
    const { calibration: bins } = facts;
    const message = calibrationMessage(m, bins, facts);
    return [
      ...pictureVariants(
        calibrationPicture(m, bins),
        (image) => ({ text: message.text, blocks: [...message.blocks, image] }),
        pictureTools(sending),
      ),
      message,
    ];
  },
  onRefused: reportThreadProblem,
});
