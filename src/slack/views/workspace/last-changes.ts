import type { Deal } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import { UNDO } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { changeSummary } from '../deal/deal-history.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { giveBackButton } from '../funnel/plan/give-back.ts';
import { UNDO_SETTING } from '../kit/action-ids.ts';
import { type ButtonSpec, type Message, row, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';

/** A change that is none of a deal; `at`: when it was made. */
export type OtherChange =
  | PromiseMade
  /** A target, or what is set up; `what`: from what to what. */
  | { readonly kind: 'setting'; readonly at: Instant; readonly id: string; readonly what: SafeText };

/** "I'll do it". */
type PromiseMade = {
  readonly kind: 'promise';
  readonly at: Instant;
  readonly id: string;
  /** The deal to move; undefined: so many new ones. */
  readonly deal: Deal | undefined;
  readonly newDeals: number;
  readonly dueOn: PlainDate;
  readonly stageName: string;
};

/** A change of a deal. */
type DealChange = { readonly kind: 'deal'; readonly at: Instant; readonly event: DealEvent; readonly deal: Deal };

/** What somebody changed last, the latest first, each with the button that takes it back. */
export function lastChanges(
  m: Messages,
  changes: readonly (OtherChange | DealChange)[],
  { pipeline, timeZone }: { readonly pipeline: Pipeline; readonly timeZone: string },
): Message {
  const rows = changes.map((change, index) => {
    const { what, button } = describe(m, change, pipeline);
    return row(safe`${m.f.time(change.at, timeZone)} · ${what}`, { ...button, id: `${button.id}:${index}` });
  });
  return textMessage(m.dealActions.lastChanges(rows.length), ...rows);
}

export const undoSettingButton = (m: Messages, id: string): ButtonSpec => ({ id: UNDO_SETTING, text: m.common.undo, value: id });

function describe(
  m: Messages,
  change: OtherChange | DealChange,
  pipeline: Pipeline,
): { readonly what: SafeText; readonly button: ButtonSpec } {
  if (change.kind === 'deal') {
    const { deal, event } = change;
    const value = dealButtonValue({ number: deal.number, version: event.version });
    return {
      what: safe`${dealTitle(deal)}: ${changeSummary(m, event, pipeline)}`,
      button: { id: UNDO, text: m.common.undo, value },
    };
  }
  if (change.kind === 'setting') return { what: change.what, button: undoSettingButton(m, change.id) };
  const { deal, newDeals, dueOn } = change;
  const stage = literal(change.stageName, 20);
  const what =
    deal === undefined ? m.gaps.newDealsCommitted(newDeals, stage, dueOn) : m.alerts.committed(dealTitle(deal), stage, dueOn);
  return { what, button: giveBackButton(m, change) };
}
