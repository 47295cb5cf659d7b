import { isAllowed } from '../../../core/people/rights.ts';
import { loadDigestFacts } from '../../../facts/digest/week-facts.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadDigestContext } from '../../steps/digest-context.ts';
import { replyIfAtStart } from '../../steps/start.ts';
import { MY_DEALS, OPEN_NEW_DEAL, PREVIEW_DIGEST } from '../../views/deal/deal-actions.ts';
import { funnelNow } from '../../views/funnel/digest.ts';
import { FUNNEL_PICTURE, funnelPicture, pictureButton } from '../../views/funnel/digest-chart.ts';
import { digestAsPost, drillDownButton } from '../../views/funnel/drill-down.ts';
import { type FunnelForm, formButtons, parseFunnelForm } from '../../views/funnel/stage-table.ts';
import { OPEN_SETUP, SHOW_FUNNEL } from '../../views/kit/action-ids.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { notificationText } from '../../views/kit/text.ts';

async function showFunnel(context: RequestContext, form: FunnelForm = 'drawn'): Promise<Reply> {
  const { m, tenant, member } = context;
  const [facts, viewContext, subscriptions] = await Promise.all([
    loadDigestFacts(context),
    loadDigestContext(context),
    tenant.subscriptions.all(),
  ]);
  const atStart = facts.open.count === 0 && context.team === undefined ? await replyIfAtStart(context) : undefined;
  if (atStart !== undefined) return atStart;
  const below = buttons(
    ...(facts.open.count === 0 ? [] : [pictureButton(m), ...formButtons(m, form)]),
    facts.open.count === 0 ? undefined : drillDownButton(m, digestAsPost(facts)),
    facts.open.count === 0
      ? { id: OPEN_NEW_DEAL, text: m.help.newDeal, value: '', style: 'primary' }
      : { id: MY_DEALS, text: m.help.myDeals, value: 'mine' },
    isAllowed(member.role, 'digest.preview') ? { id: PREVIEW_DIGEST, text: m.digest.week, value: 'week' } : undefined,
    subscriptions.length === 0 ? { id: OPEN_SETUP, text: m.alerts.openSetup, value: 'setup' } : undefined,
  );
  return { kind: 'say', message: funnelNow(m, facts, { ...viewContext, form, below }) };
}

/** The funnel as a picture, below the answer that offers it. */
async function showPicture(context: RequestContext): Promise<Reply> {
  const { m } = context;
  const picture = funnelPicture(m, await loadDigestFacts(context));
  const image = await context.uploadPicture(picture);
  const message =
    image === undefined ? textMessage(m.forecast.noPicture) : { text: notificationText(picture.alt, 300), blocks: [image] };
  return { kind: 'say', message };
}

/** The funnel as it stands. */
export const funnelFlow = {
  funnelCommands: {
    now: {
      takesDeal: null,
      isOfPipeline: true,
      isOfTeam: true,
      opensForm: false,
      isRead: true,
      run: (context) => showFunnel(context),
    },
  },
  buttons: {
    [SHOW_FUNNEL]: {
      isOfPipeline: true,
      isOfTeam: true,
      isRead: true,
      // Another form takes the place of the one that is shown.
      run: async (context, { value, suffix }) => ({
        ...(await showFunnel(context, parseFunnelForm(value))),
        ...(suffix === '' ? {} : { replacesOriginal: true }),
      }),
    },
    [FUNNEL_PICTURE]: { isOfTeam: true, run: showPicture },
  },
} satisfies Flow;
