import { ALERT_KINDS } from '../posts/alert-post.ts';
import { CARD_KINDS } from '../posts/card-post.ts';
import { DIGEST_HYGIENE, DIGEST_HYGIENE_UPDATE } from '../posts/digest-post.ts';
import { alertUpdateKind, allClearKind, stageAlertKind } from './alert-kinds.ts';
import { assignedKind } from './assigned.ts';
import { calibrationKind } from './calibration-kind.ts';
import { dealCardKind, dealEventKind } from './card-kinds.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { digestChartKind, digestHygieneKind, digestHygieneUpdateKind, digestKind, digestThreadKind } from './digest-kinds.ts';
import { importedKind } from './imported.ts';
import { morningNoteKind } from './morning-note.ts';
import { problemKind } from './problems.ts';
import { welcomeKind } from './welcome.ts';

/** Every kind of post, one line each. */
export const DELIVERY_KINDS: Readonly<Record<string, DeliveryKind>> = {
  digest: digestKind,
  'digest-chart': digestChartKind,
  'digest-thread': digestThreadKind,
  [DIGEST_HYGIENE]: digestHygieneKind,
  [DIGEST_HYGIENE_UPDATE]: digestHygieneUpdateKind,
  calibration: calibrationKind,
  [ALERT_KINDS.channel]: stageAlertKind,
  [ALERT_KINDS.manager]: stageAlertKind,
  [ALERT_KINDS.update]: alertUpdateKind,
  [ALERT_KINDS.clear]: allClearKind,
  'morning-note': morningNoteKind,
  assigned: assignedKind,
  [CARD_KINDS.card]: dealCardKind,
  [CARD_KINDS.event]: dealEventKind,
  imported: importedKind,
  problem: problemKind,
  welcome: welcomeKind,
};
