import type { Flow } from '../flow.ts';
import { advanceFlow } from './advance.ts';
import { alertsFlow } from './alerts.ts';
import { digestFlow } from './digest.ts';
import { funnelFlow } from './funnel.ts';
import { helpFlow } from './help.ts';
import { listFlow } from './list.ts';
import { lostFlow } from './lost.ts';
import { mineFlow } from './mine.ts';
import { morningFlow } from './morning.ts';
import { newFlow } from './new.ts';
import { setupFlow } from './setup.ts';
import { showFlow } from './show.ts';
import { targetFlow } from './target.ts';
import { undoFlow } from './undo.ts';
import { unknownFlow } from './unknown.ts';
import { wonFlow } from './won.ts';

/** Every flow, one line each. */
export const FLOWS: readonly Flow[] = [
  newFlow,
  advanceFlow,
  wonFlow,
  lostFlow,
  undoFlow,
  showFlow,
  mineFlow,
  listFlow,
  helpFlow,
  funnelFlow,
  digestFlow,
  setupFlow,
  targetFlow,
  alertsFlow,
  morningFlow,
  unknownFlow,
];
