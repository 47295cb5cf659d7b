import { LANGUAGES } from '../locale/languages.ts';
import { calibrationMessage, calibrationPicture } from '../slack/views/funnel/calibration.ts';
import { pictureVariants } from '../slack/web-api/picture.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { prepareInThread } from './digest-kinds.ts';

/** Once a month, in the digest's thread: of the deals called about the same, how many won; with its picture where Slack takes one. */
export const calibrationKind: DeliveryKind = {
  prepare: (sending) =>
    prepareInThread(sending, ({ facts, language }) => {
      const m = LANGUAGES[language];
      const bins = facts.calibration;
      const message = calibrationMessage(m, bins);
      const client = () => sending.deps.clientFor(sending.delivery.workspaceId);
      return [...pictureVariants(calibrationPicture(m, bins), message, client, sending.deps.log), message];
    }),
};
