import { createMessages, type Messages } from './messages.ts';
import { advance } from './pl/advance.ts';
import { alerts } from './pl/alerts.ts';
import { card } from './pl/card.ts';
import { channelCard } from './pl/channel-card.ts';
import { closing } from './pl/closing.ts';
import { common } from './pl/common.ts';
import { dealActions } from './pl/deal-actions.ts';
import { digest } from './pl/digest.ts';
import { drillDown } from './pl/drill-down.ts';
import { estimate } from './pl/estimate.ts';
import { forecast } from './pl/forecast.ts';
import { gaps } from './pl/gaps.ts';
import { health } from './pl/health.ts';
import { help } from './pl/help.ts';
import { home } from './pl/home.ts';
import { hygiene } from './pl/hygiene.ts';
import { imported } from './pl/imported.ts';
import { input } from './pl/input.ts';
import { lists } from './pl/lists.ts';
import { mention } from './pl/mention.ts';
import { morning } from './pl/morning.ts';
import { newDeal } from './pl/new-deal.ts';
import { refusals } from './pl/refusals.ts';
import { reps } from './pl/reps.ts';
import { setup } from './pl/setup.ts';
import { targets } from './pl/targets.ts';

export const pl: Messages = createMessages('pl', {
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
