import { advance } from './en/advance.ts';
import { alerts } from './en/alerts.ts';
import { card } from './en/card.ts';
import { channelCard } from './en/channel-card.ts';
import { closing } from './en/closing.ts';
import { common } from './en/common.ts';
import { dealActions } from './en/deal-actions.ts';
import { digest } from './en/digest.ts';
import { drillDown } from './en/drill-down.ts';
import { estimate } from './en/estimate.ts';
import { forecast } from './en/forecast.ts';
import { gaps } from './en/gaps.ts';
import { health } from './en/health.ts';
import { help } from './en/help.ts';
import { home } from './en/home.ts';
import { hygiene } from './en/hygiene.ts';
import { imported } from './en/imported.ts';
import { input } from './en/input.ts';
import { lists } from './en/lists.ts';
import { mention } from './en/mention.ts';
import { morning } from './en/morning.ts';
import { newDeal } from './en/new-deal.ts';
import { refusals } from './en/refusals.ts';
import { reps } from './en/reps.ts';
import { setup } from './en/setup.ts';
import { targets } from './en/targets.ts';
import { createMessages, type Messages } from './messages.ts';

export const en: Messages = createMessages('en', {
  common,
  refusals,
  input,
  newDeal,
  advance,
  closing,
  card,
  lists,
  help,
  digest,
  alerts,
  setup,
  targets,
  morning,
  dealActions,
  home,
  forecast,
  estimate,
  gaps,
  drillDown,
  hygiene,
  channelCard,
  reps,
  health,
  mention,
  imported,
});
