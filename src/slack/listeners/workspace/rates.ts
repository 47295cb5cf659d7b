import { rateOn, unusualRates } from '../../../core/money/exchange-rates.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { hidesAny } from '../../../core/people/viewer.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { parseRateTable } from '../../../input/lines/rate-table.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { RatesSaved } from '../../../store/types/rates.ts';
import { dateContext } from '../../request/date-context.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { OPEN_RATES, SHOW_RATES } from '../../views/kit/action-ids.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberNameText } from '../../views/kit/text.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';
import {
  COUNT_DEALS,
  MAX_RATES,
  RATES_FIELD,
  RATES_FORM,
  type RatesFormData,
  rateProblems,
  ratesForm,
  ratesFormData,
  ratesList,
  ratesSaved,
  toldKey,
  type UnratedLine,
} from '../../views/workspace/settings/rates.ts';

const maySet = ({ member }: RequestContext): boolean => isAllowed(member.role, 'rates.set');

/** Runs what only an admin may; anybody else is told who can. */
async function forAdmins(context: RequestContext, run: () => Promise<Reply>): Promise<Reply> {
  if (maySet(context)) return run();
  const admins = (await context.tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { kind: 'say', message: textMessage(context.m.rates.adminsOnly(admins.map(memberNameText))) };
}

/** The deals without a price, and whether a rate would give them one by now. */
async function loadUnrated({ m, tenant, pipeline, viewer, timeZone, today }: RequestContext): Promise<readonly UnratedLine[]> {
  const [rates, { open, closed }] = await Promise.all([tenant.rates.all(), tenant.rates.unrated(pipeline.id, timeZone)]);
  const sign = (code: string) => m.f.currencySign(code);
  const hasRate = (currency: string, on: PlainDate): boolean =>
    rateOn(rates, { currency, inCurrency: pipeline.currency }, on) !== undefined;
  const line = (currency: string, { count, on }: { count: number; on: PlainDate }, lacking: SafeText): UnratedLine =>
    hasRate(currency, on)
      ? { currency, hasRate: true, text: m.rates.uncounted(sign(currency), count) }
      : { currency, hasRate: false, text: lacking };
  return [
    ...open.map(({ currency, count, valueMinor }) => {
      // Of few deals that are hidden it would tell what each is worth.
      const value = hidesAny(viewer, pipeline.id) ? undefined : m.f.shortMoney({ minor: valueMinor, currency });
      return line(currency, { count, on: today }, m.rates.missing(sign(currency), count, value));
    }),
    ...closed.map(({ currency, count, since }) =>
      line(currency, { count, on: since }, m.rates.missingClosed(sign(currency), count, since)),
    ),
  ];
}

async function showRates(context: RequestContext, first?: Parameters<typeof ratesList>[2]): Promise<Reply> {
  const [rates, unrated] = await Promise.all([context.tenant.rates.all(), loadUnrated(context)]);
  const overview = { rates, unrated, currency: context.pipeline.currency, maySet: maySet(context) };
  return { kind: 'say', message: ratesList(context.m, overview, first) };
}

/** The form with what was typed; without anything typed it offers the currencies that lack a rate. */
async function openForm(context: RequestContext, typed = ''): Promise<Reply> {
  return forAdmins(context, async () => {
    const lacking = typed === '' ? new Set((await loadUnrated(context)).map(({ currency }) => currency)) : [];
    const offered = [...lacking].map((currency) => `${currency} = `).join('\n');
    return { kind: 'open', view: ratesForm(context.m, { typed: typed || offered, currency: context.pipeline.currency }) };
  });
}

/** What a change of rates did to deals. */
const effects = ({ m }: RequestContext, { priced, corrected }: Extract<RatesSaved, { ok: true }>): readonly SafeText[] => [
  ...(priced > 0 ? [m.rates.counted(priced)] : []),
  ...(corrected > 0 ? [m.rates.corrected(corrected)] : []),
];

function submit(context: RequestContext, form: Form, data: RatesFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const { m, tenant, pipeline, act, timeZone } = context;
    const refuse = (problem: SafeText): Reply => ({ kind: 'errors', errors: { [RATES_FIELD]: problem } });
    const typed = form.text(RATES_FIELD) ?? '';
    const totals = (await tenant.pipelines()).map(({ currency }) => currency);
    const { rates, problems } = parseRateTable(typed, { ...dateContext(context), currency: pipeline.currency, totals });
    if (problems.length > 0) return refuse(rateProblems(m, problems));
    if (rates.length === 0) return refuse(m.rates.nothing);
    if (rates.length > MAX_RATES) return refuse(m.rates.tooMany(MAX_RATES));
    const unusual = unusualRates(rates, await tenant.rates.all());
    if (unusual.length > 0 && data.told !== toldKey(unusual))
      return { kind: 'update', view: ratesForm(m, { typed, currency: pipeline.currency, unusual }) };
    const { key } = context.writeRequest();
    const saved = await tenant.rates.save(rates, { act, timeZone, key: key ?? tenant.newId() });
    if (!saved.ok) return refuse(m.rates.changedSince);
    context.wake();
    const undo = saved.changeId === null ? [] : [undoSettingButton(m, saved.changeId)];
    return showRates(context, { text: joinSafe([ratesSaved(m, rates), ...effects(context, saved)], ' '), buttons: undo });
  });
}

/** Deals that were left without a price though there is a rate by now: made while it was being saved, or before it. */
function countDeals(context: RequestContext): Promise<Reply> {
  return forAdmins(context, async () => {
    const { m, tenant, act, timeZone } = context;
    const { key } = context.writeRequest();
    const saved = await tenant.rates.save([], { act, timeZone, key: key ?? tenant.newId() });
    if (!saved.ok || saved.priced === 0) return showRates(context, { text: m.rates.nothingToCount, buttons: [] });
    context.wake();
    const undo = saved.changeId === null ? [] : [undoSettingButton(m, saved.changeId)];
    return showRates(context, { text: m.rates.counted(saved.priced), buttons: undo });
  });
}

/** Dated exchange rates: everybody sees them, an admin sets them. */
export const ratesFlow = {
  funnelCommands: {
    rates: {
      takesDeal: null,
      isOfPipeline: true,
      opensForm: true,
      run: (context, rest) => (rest.trim() === '' ? showRates(context) : openForm(context, rest.trim())),
    },
  },
  buttons: {
    [SHOW_RATES]: { isOfPipeline: true, run: (context) => showRates(context) },
    [OPEN_RATES]: { isOfPipeline: true, opensForm: true, run: (context) => openForm(context) },
    [COUNT_DEALS]: { run: countDeals },
  },
  forms: { [RATES_FORM]: submitHandler(ratesFormData, submit) },
} satisfies Flow;
