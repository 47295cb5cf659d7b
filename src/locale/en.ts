import { common } from './en/common.ts';
import { advance } from './en/deal/advance.ts';
import { ask } from './en/deal/ask.ts';
import { card } from './en/deal/card.ts';
import { channelCard } from './en/deal/channel-card.ts';
import { closing } from './en/deal/closing.ts';
import { dealActions } from './en/deal/deal-actions.ts';
import { estimate } from './en/deal/estimate.ts';
import { lists } from './en/deal/lists.ts';
import { newDeal } from './en/deal/new-deal.ts';
import { refusals } from './en/deal/refusals.ts';
import { several } from './en/deal/several.ts';
import { alerts } from './en/funnel/alerts.ts';
import { digest } from './en/funnel/digest.ts';
import { drillDown } from './en/funnel/drill-down.ts';
import { forecast } from './en/funnel/forecast.ts';
import { funnelNow } from './en/funnel/funnel-now.ts';
import { gaps } from './en/funnel/gaps.ts';
import { health } from './en/funnel/health.ts';
import { hygiene } from './en/funnel/hygiene.ts';
import { managerNote } from './en/funnel/manager-note.ts';
import { reps } from './en/funnel/reps.ts';
import { review } from './en/funnel/review.ts';
import { targets } from './en/funnel/targets.ts';
import { input } from './en/input.ts';
import { access } from './en/workspace/access.ts';
import { api } from './en/workspace/api.ts';
import { audit } from './en/workspace/audit.ts';
import { channelAlerts } from './en/workspace/channel-alerts.ts';
import { exporting } from './en/workspace/exporting.ts';
import { forget } from './en/workspace/forget.ts';
import { help } from './en/workspace/help.ts';
import { home } from './en/workspace/home.ts';
import { importSummary } from './en/workspace/import-summary.ts';
import { importing } from './en/workspace/importing.ts';
import { leads } from './en/workspace/leads.ts';
import { mention } from './en/workspace/mention.ts';
import { morning } from './en/workspace/morning.ts';
import { people } from './en/workspace/people.ts';
import { pipeline } from './en/workspace/pipeline.ts';
import { pipelines } from './en/workspace/pipelines.ts';
import { rates } from './en/workspace/rates.ts';
import { retention } from './en/workspace/retention.ts';
import { setup } from './en/workspace/setup.ts';
import { start } from './en/workspace/start.ts';
import { teamGroups } from './en/workspace/team-groups.ts';
import { teams } from './en/workspace/teams.ts';
import { tokens } from './en/workspace/tokens.ts';
import { webhooks } from './en/workspace/webhooks.ts';
import { createMessages, type Messages } from './messages.ts';

export const en: Messages = createMessages('en', {
  common,
  access,
  refusals,
  input,
  newDeal,
  advance,
  ask,
  closing,
  card,
  lists,
  help,
  digest,
  alerts,
  setup,
  start,
  pipeline,
  pipelines,
  rates,
  audit,
  exporting,
  forget,
  tokens,
  api,
  webhooks,
  leads,
  retention,
  channelAlerts,
  people,
  several,
  teams,
  teamGroups,
  targets,
  morning,
  dealActions,
  home,
  forecast,
  funnelNow,
  estimate,
  gaps,
  drillDown,
  hygiene,
  channelCard,
  reps,
  review,
  managerNote,
  health,
  mention,
  importSummary,
  importing,
});
