import { LANGUAGES } from '../locale/languages.ts';
import { calibrationPicture } from '../slack/calibration-picture.ts';
import { formsOf } from '../slack/picture.ts';
import { calibrationMessage } from '../slack/views/calibration.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { belowParent } from './digest-kinds.ts';

/** Once a month, in the digest's thread: of the deals called about the same, how many won; with its picture where Slack takes one. */
export const calibrationKind: DeliveryKind = {
  prepare: (sending) =>
    belowParent(sending, ({ facts, language }) => {
      const m = LANGUAGES[language];
      const bins = facts.calibration;
      const message = calibrationMessage(m, bins);
      const client = () => sending.deps.clientFor(sending.delivery.workspaceId);
      return [...formsOf(calibrationPicture(m, bins), message, client, sending.deps.log), message];
    }),
};
