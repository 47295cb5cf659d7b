import type { Flow } from '../flow.ts';
import { advanceFlow } from './advance.ts';
import { alertsFlow } from './alerts.ts';
import { assignFlow } from './assign.ts';
import { behindFlow } from './behind.ts';
import { deleteFlow } from './delete.ts';
import { digestFlow } from './digest.ts';
import { editFlow } from './edit.ts';
import { estimateFlow } from './estimate.ts';
import { findFlow } from './find.ts';
import { forecastFlow } from './forecast.ts';
import { funnelFlow } from './funnel.ts';
import { gapsFlow } from './gaps.ts';
import { healthFlow } from './health.ts';
import { helpFlow } from './help.ts';
import { historyFlow } from './history.ts';
import { homeFlow } from './home.ts';
import { listFlow } from './list.ts';
import { lostFlow } from './lost.ts';
import { mergeFlow } from './merge.ts';
import { mineFlow } from './mine.ts';
import { morningFlow } from './morning.ts';
import { moveFlow } from './move.ts';
import { newFlow } from './new.ts';
import { noteFlow } from './note.ts';
import { repsFlow } from './reps.ts';
import { setupFlow } from './setup.ts';
import { showFlow } from './show.ts';
import { slipFlow } from './slip.ts';
import { stageWhyFlow } from './stage-why.ts';
import { stepFlow } from './step.ts';
import { targetFlow } from './target.ts';
import { tickFlow } from './tick.ts';
import { tidyFlow } from './tidy.ts';
import { undoFlow } from './undo.ts';
import { unknownFlow } from './unknown.ts';
import { whyFlow } from './why.ts';
import { wonFlow } from './won.ts';

/** Every flow, one line each. */
export const FLOWS: readonly Flow[] = [
  newFlow,
  advanceFlow,
  wonFlow,
  lostFlow,
  undoFlow,
  showFlow,
  tickFlow,
  mineFlow,
  listFlow,
  helpFlow,
  funnelFlow,
  digestFlow,
  behindFlow,
  forecastFlow,
  gapsFlow,
  healthFlow,
  repsFlow,
  whyFlow,
  estimateFlow,
  stageWhyFlow,
  setupFlow,
  targetFlow,
  moveFlow,
  historyFlow,
  deleteFlow,
  noteFlow,
  stepFlow,
  mergeFlow,
  assignFlow,
  editFlow,
  slipFlow,
  tidyFlow,
  findFlow,
  alertsFlow,
  morningFlow,
  homeFlow,
  unknownFlow,
];
