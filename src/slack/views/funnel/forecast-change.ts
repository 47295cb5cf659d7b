import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AsOfPost, ForecastChangeRow } from '../../../core/funnel/drill-down.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { Money } from '../../../core/money/money.ts';
import { DEAL_CHANGE_KINDS, type DealChangeKind } from '../../../core/numbers/deal-change.ts';
import type { ForecastChangePart, ShownForecastChange } from '../../../core/numbers/forecast-change-parts.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import { dateAt, isTimeZone } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { buttons, contextLine, modal, row } from '../kit/blocks.ts';
import { unitAmount } from '../kit/figures.ts';
import { type DataOf, defineFormData } from '../kit/form-data.ts';
import { capitalize, richText } from '../kit/text.ts';
import { dealLineAsOf } from './drill-down.ts';
import { periodName } from './plan/targets.ts';

/** Opens the deals behind a part of a change; the value says which. */
export const OPEN_FORECAST_CHANGE = 'moved.open';
/** Another page of them; the value is where it begins. */
export const FORECAST_CHANGE_PAGE = 'moved.page';

/** Deals of a page. */
export const FORECAST_CHANGE_PAGE_SIZE = 10;

/** A part of a change in a post: what its deals are found by, and what the post said of it. */
export const forecastChangeState = defineFormData(
  z.object({
    pipelineId: z.string().max(64),
    at: z.number().int().nonnegative(),
    timeZone: z.string().refine(isTimeZone),
    teamId: z.string().max(64).optional(),
    since: z.number().int().nonnegative(),
    from: z.number().int(),
    to: z.number().int(),
    restMinor: z.number().nonnegative(),
    kind: z.enum(DEAL_CHANGE_KINDS),
    changeMinor: z.number(),
    offset: z.number().int().min(0).max(1_000_000),
  }),
);
export type ForecastChangeState = DataOf<typeof forecastChangeState>;

type Post = AsOfPost & { readonly pipelineId: PipelineId };

/** An amount with its sign in front, as parts of a sum are written. */
const signed = (m: Messages, { minor, currency }: Money, gap: SafeText = safe``): SafeText =>
  safe`${minor < 0 ? safe`−` : safe`+`}${gap}${unitAmount(m, { minor: Math.abs(minor), currency })}`;

const partName = (m: Messages, kind: ForecastChangePart['kind'], restated: boolean): SafeText =>
  m.forecast.change.part[kind === 'rates' && restated ? 'restated' : kind];

const isOfDeals = (part: ForecastChangePart): part is ForecastChangePart & { readonly kind: DealChangeKind } =>
  DEAL_CHANGE_KINDS.some((kind) => kind === part.kind) && part.count > 0;

/** The sum that leads from last week's forecast to this one; its parts open their deals. */
export function forecastChangeBlocks(
  m: Messages,
  change: ShownForecastChange,
  { post, currency, fiscalStartMonth }: { readonly post: Post; readonly currency: string; readonly fiscalStartMonth: number },
): readonly KnownBlock[] {
  const t = m.forecast.change;
  // Amounts alone: deals that came and went within the week are in the movement beside it, and changed no forecast.
  const parts = change.parts.map(
    ({ kind, changeMinor }) =>
      safe`${signed(m, { minor: changeMinor, currency }, safe` `)} ${partName(m, kind, change.restated)}`,
  );
  const sum = t.sum({
    period: capitalize(periodName(m, change.period, fiscalStartMonth)),
    on: change.on,
    from: unitAmount(m, { minor: change.fromMinor, currency }),
    parts,
    to: m.f.shortMoney({ minor: change.toMinor, currency }),
  });
  const { pipelineId, at, timeZone, teamId } = post;
  const opened = change.parts.filter(isOfDeals).map(({ kind, changeMinor }) => ({
    id: `${OPEN_FORECAST_CHANGE}:${kind}`,
    text: capitalize(t.part[kind]),
    value: forecastChangeState.encode({
      ...{ pipelineId, at, timeZone, teamId, ...change.span, kind, changeMinor },
      since: change.since,
      restMinor: change.restMinor,
      offset: 0,
    }),
  }));
  return [richText(safe`${m.digest.thread.heading.forecast}\n${sum}`), ...buttons(...opened)];
}

/** The deals behind a part of a change, each with what it changed. */
export function forecastChangeView(
  m: Messages,
  shown: ForecastChangeState,
  {
    rows,
    total,
    pipeline,
    members,
  }: {
    readonly rows: readonly ForecastChangeRow[];
    readonly total: number;
    readonly pipeline: Pipeline;
    readonly members: ReadonlyMap<string, Member>;
  },
): ModalView {
  const t = m.forecast.change;
  const { currency } = pipeline;
  const { offset, kind, changeMinor } = shown;
  const moved = kind === 'advanced' || kind === 'returned';
  const line = ({ now, was, fromStageId, changeMinor: own }: ForecastChangeRow): SafeText =>
    joinSafe(
      [
        dealLineAsOf(m, { now, was, ...(moved ? { fromStageId: fromStageId ?? null } : {}) }, { pipeline, members }),
        t.line(signed(m, { minor: own, currency })),
      ],
      ' · ',
    );
  return modal({
    id: 'moved.frame',
    title: t.title,
    close: m.common.close,
    data: forecastChangeState.encode(shown),
    blocks: [
      richText(t.head(capitalize(t.part[kind]), total, signed(m, { minor: changeMinor, currency }))),
      ...rows.map((deal, index) =>
        row(line(deal), { id: `${SHOW}:${index}`, text: m.common.open, value: dealButtonValue(deal.now) }),
      ),
      ...buttons(
        offset > 0
          ? {
              id: `${FORECAST_CHANGE_PAGE}:earlier`,
              text: m.lists.earlier,
              value: `${Math.max(0, offset - FORECAST_CHANGE_PAGE_SIZE)}`,
            }
          : undefined,
        offset + rows.length < total
          ? { id: `${FORECAST_CHANGE_PAGE}:later`, text: m.lists.nextPage, value: `${offset + FORECAST_CHANGE_PAGE_SIZE}` }
          : undefined,
      ),
      contextLine(
        joinSafe(
          [t.about, m.drillDown.asItWas(m.digest.asOf(dateAt(shown.at, shown.timeZone), m.f.time(shown.at, shown.timeZone)))],
          ' ',
        ),
      ),
    ],
  });
}
