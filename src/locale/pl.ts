import { createMessages, type Messages } from './messages.ts';
import { common } from './pl/common.ts';
import { advance } from './pl/deal/advance.ts';
import { ask } from './pl/deal/ask.ts';
import { card } from './pl/deal/card.ts';
import { channelCard } from './pl/deal/channel-card.ts';
import { closing } from './pl/deal/closing.ts';
import { dealActions } from './pl/deal/deal-actions.ts';
import { estimate } from './pl/deal/estimate.ts';
import { lists } from './pl/deal/lists.ts';
import { newDeal } from './pl/deal/new-deal.ts';
import { refusals } from './pl/deal/refusals.ts';
import { several } from './pl/deal/several.ts';
import { alerts } from './pl/funnel/alerts.ts';
import { digest } from './pl/funnel/digest.ts';
import { drillDown } from './pl/funnel/drill-down.ts';
import { forecast } from './pl/funnel/forecast.ts';
import { funnelNow } from './pl/funnel/funnel-now.ts';
import { gaps } from './pl/funnel/gaps.ts';
import { health } from './pl/funnel/health.ts';
import { hygiene } from './pl/funnel/hygiene.ts';
import { managerNote } from './pl/funnel/manager-note.ts';
import { reps } from './pl/funnel/reps.ts';
import { review } from './pl/funnel/review.ts';
import { targets } from './pl/funnel/targets.ts';
import { input } from './pl/input.ts';
import { access } from './pl/workspace/access.ts';
import { api } from './pl/workspace/api.ts';
import { audit } from './pl/workspace/audit.ts';
import { channelAlerts } from './pl/workspace/channel-alerts.ts';
import { exporting } from './pl/workspace/exporting.ts';
import { forget } from './pl/workspace/forget.ts';
import { help } from './pl/workspace/help.ts';
import { home } from './pl/workspace/home.ts';
import { importSummary } from './pl/workspace/import-summary.ts';
import { importing } from './pl/workspace/importing.ts';
import { leads } from './pl/workspace/leads.ts';
import { mention } from './pl/workspace/mention.ts';
import { morning } from './pl/workspace/morning.ts';
import { people } from './pl/workspace/people.ts';
import { pipeline } from './pl/workspace/pipeline.ts';
import { pipelines } from './pl/workspace/pipelines.ts';
import { rates } from './pl/workspace/rates.ts';
import { retention } from './pl/workspace/retention.ts';
import { setup } from './pl/workspace/setup.ts';
import { start } from './pl/workspace/start.ts';
import { teamGroups } from './pl/workspace/team-groups.ts';
import { teams } from './pl/workspace/teams.ts';
import { tokens } from './pl/workspace/tokens.ts';
import { webhooks } from './pl/workspace/webhooks.ts';

export const pl: Messages = createMessages('pl', {
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
