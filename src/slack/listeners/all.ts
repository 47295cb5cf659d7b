import type { Flow } from '../request/flow.ts';
import { buildRoutes, type Routes } from '../request/routes.ts';
import { advanceFlow } from './deal/advance.ts';
import { askFlow } from './deal/ask.ts';
import { assignFlow } from './deal/assign.ts';
import { deleteFlow } from './deal/delete.ts';
import { editFlow } from './deal/edit.ts';
import { estimateFlow } from './deal/estimate.ts';
import { findFlow } from './deal/find.ts';
import { forgetFlow } from './deal/forget.ts';
import { historyFlow } from './deal/history.ts';
import { listFlow } from './deal/list.ts';
import { lostFlow } from './deal/lost.ts';
import { mergeFlow } from './deal/merge.ts';
import { moveFlow } from './deal/move.ts';
import { myDealsFlow } from './deal/my-deals.ts';
import { newDealFlow } from './deal/new-deal.ts';
import { nextStepFlow } from './deal/next-step.ts';
import { noteFlow } from './deal/note.ts';
import { otherPipelineFlow } from './deal/other-pipeline.ts';
import { recommendedActionsFlow } from './deal/recommended-actions.ts';
import { severalFlow } from './deal/several.ts';
import { showFlow } from './deal/show.ts';
import { slipCauseFlow } from './deal/slip-cause.ts';
import { takeLeadFlow } from './deal/take-lead.ts';
import { undoFlow } from './deal/undo.ts';
import { whyFlow } from './deal/why.ts';
import { wonFlow } from './deal/won.ts';
import { alertsFlow } from './funnel/alerts.ts';
import { digestFlow } from './funnel/digest.ts';
import { drillDownFlow } from './funnel/drill-down.ts';
import { forecastFlow } from './funnel/forecast.ts';
import { forecastChangeFlow } from './funnel/forecast-change.ts';
import { funnelFlow } from './funnel/funnel.ts';
import { gapsFlow } from './funnel/gaps.ts';
import { healthFlow } from './funnel/health.ts';
import { hygieneFlow } from './funnel/hygiene.ts';
import { repsFlow } from './funnel/reps.ts';
import { stageWhyFlow } from './funnel/stage-why.ts';
import { targetFlow } from './funnel/target.ts';
import { auditFlow } from './workspace/audit.ts';
import { channelAlertsFlow } from './workspace/channel-alerts.ts';
import { exportFlow } from './workspace/export.ts';
import { helpFlow } from './workspace/help.ts';
import { homeFlow } from './workspace/home.ts';
import { importFlow } from './workspace/import.ts';
import { leadFormsFlow } from './workspace/lead-forms.ts';
import { morningNoteFlow } from './workspace/morning-note.ts';
import { peopleFlow } from './workspace/people.ts';
import { pipelineFlow } from './workspace/pipeline.ts';
import { pipelineVisibilityFlow } from './workspace/pipeline-visibility.ts';
import { pipelinesFlow } from './workspace/pipelines.ts';
import { ratesFlow } from './workspace/rates.ts';
import { retentionFlow } from './workspace/retention.ts';
import { setupFlow } from './workspace/setup.ts';
import { startFlow } from './workspace/start.ts';
import { teamGroupsFlow } from './workspace/team-groups.ts';
import { teamsFlow } from './workspace/teams.ts';
import { tokenFlow } from './workspace/token.ts';
import { undoSettingFlow } from './workspace/undo-setting.ts';
import { unknownCommandFlow } from './workspace/unknown-command.ts';
import { webhooksFlow } from './workspace/webhooks.ts';

/** Every flow, one line each. */
const flows = [
  newDealFlow,
  advanceFlow,
  wonFlow,
  lostFlow,
  undoFlow,
  undoSettingFlow,
  showFlow,
  recommendedActionsFlow,
  myDealsFlow,
  listFlow,
  severalFlow,
  helpFlow,
  funnelFlow,
  digestFlow,
  drillDownFlow,
  forecastFlow,
  forecastChangeFlow,
  gapsFlow,
  healthFlow,
  repsFlow,
  whyFlow,
  estimateFlow,
  stageWhyFlow,
  setupFlow,
  startFlow,
  pipelineFlow,
  pipelinesFlow,
  teamsFlow,
  teamGroupsFlow,
  pipelineVisibilityFlow,
  ratesFlow,
  auditFlow,
  exportFlow,
  webhooksFlow,
  channelAlertsFlow,
  peopleFlow,
  targetFlow,
  moveFlow,
  otherPipelineFlow,
  historyFlow,
  deleteFlow,
  forgetFlow,
  noteFlow,
  nextStepFlow,
  mergeFlow,
  assignFlow,
  askFlow,
  editFlow,
  slipCauseFlow,
  hygieneFlow,
  findFlow,
  alertsFlow,
  morningNoteFlow,
  homeFlow,
  importFlow,
  tokenFlow,
  leadFormsFlow,
  takeLeadFlow,
  retentionFlow,
  unknownCommandFlow,
];

export const FLOWS: readonly Flow[] = flows;

const merged = buildRoutes(flows);

/** Every listener by its word or id. A word of a command that no flow answers does not compile here. */
export const ROUTES: Routes = { ...merged, dealCommands: merged.dealCommands, funnelCommands: merged.funnelCommands };
