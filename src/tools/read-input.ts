import { z } from 'zod';
import type { DealFile } from '../core/deal/deal.ts';
import { foldText } from '../core/fold-text.ts';
import type { PricedValue } from '../core/money/priced-value.ts';
import type { Member } from '../core/people/member.ts';
import { isPlainDate, type PlainDate } from '../core/time/calendar.ts';
import { parseAmount } from '../input/amount.ts';
import type { RequestContext } from '../slack/request/flow.ts';
import { findDeal } from '../slack/steps/find-deal.ts';
import { priceAmount } from '../slack/steps/input/read-deal-value.ts';
import { resolveDeal } from '../slack/steps/resolve-deal.ts';
import { literal, memberNameText } from '../slack/views/kit/text.ts';
import { refuseMatch, refuseSave, refuseTool } from './refuse.ts';
import type { ToolRefusal } from './tool.ts';

const TEXT_LIMIT = 3000;

/** A text field, and what it is for. */
export const text = (what: string, limit = TEXT_LIMIT) => z.string().max(limit).describe(what);
export const dealInput = text('D-141, 141, or any part of its name or company; typing errors are forgiven', 200).min(1);
export const pipelineInput = text('Name of the pipeline; the default one where not given', 200).optional();
export const dayInput = (what: string) =>
  z
    .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value))
    .describe(`${what}; YYYY-MM-DD`)
    .meta({ type: 'string', format: 'date' });
export const moneyInput = {
  value: z.number().nonnegative().describe('In whole units of the currency, without tax: 12000 or 1250.5').optional(),
  currency: text('ISO 4217; the pipeline’s where not given', 3).optional(),
};
export const contactInput = {
  contactName: text('A named person at the customer', 200).optional(),
  contactEmail: text('Their e-mail', 200).optional(),
  contactPhone: text('Their phone', 60).optional(),
};
export const stepInput = {
  nextStep: text('What is to be done next', 300).optional(),
  nextStepOn: dayInput('The day of the next step').optional(),
};
/** Of writes: the same request a second time has no second effect. */
export const keyInput = {
  idempotencyKey: text('The same key a second time within two days changes nothing and tells what the first one did', 200)
    .min(1)
    .optional(),
};

/** Plain text as what Slack would have sent: nothing in it is a mention or markup. */
export const asSlackText = (plain: string): string =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Read<T> = T | { readonly refused: ToolRefusal };

/** The deal that a text names. @param openOnly open deals are meant first, as by a command that changes one. */
export async function readDeal(
  context: RequestContext,
  typed: string,
  openFirst = false,
): Promise<Read<{ readonly file: DealFile }>> {
  const found = openFirst
    ? await resolveDeal(context, asSlackText(typed))
    : await findDeal(context, asSlackText(typed), { openOnly: false });
  if (found.kind !== 'one') return { refused: await refuseMatch(context, found) };
  const file = found.file ?? (await context.deals.file(found.deal.number));
  if (file === undefined) return { refused: await refuseSave(context, found.deal.number, { ok: false, why: 'noSuchDeal' }) };
  return { file };
}

/** The request as if it were about the named pipeline. */
export function readPipeline(context: RequestContext, name: string | undefined): Read<{ readonly context: RequestContext }> {
  if (name === undefined) return { context };
  const pipeline = context.pipelines.inUse.find((each) => each.id === name || foldText(each.name) === foldText(name));
  if (pipeline === undefined) return { refused: refuseTool('noSuchPipeline', context.m.api.noSuchPipeline(literal(name, 60))) };
  return { context: { ...context, pipeline } };
}

/** Somebody by Slack's id or name; whoever asks where nobody is named. */
export async function readOwner(context: RequestContext, named: string | undefined): Promise<Read<{ readonly owner: Member }>> {
  const { m, tenant, member } = context;
  if (named === undefined) return { owner: member };
  const wanted = foldText(named.replace(/^@/, ''));
  const people = (await tenant.members.all()).filter(({ active }) => active);
  const exact = people.filter(({ slackUserId, name }) => slackUserId === named || foldText(name) === wanted);
  const [found, ...others] = exact.length > 0 ? exact : people.filter(({ name }) => foldText(name).includes(wanted));
  if (others.length > 0 && found !== undefined)
    return { refused: refuseTool('noSuchPerson', m.api.severalPeople([found, ...others].slice(0, 8).map(memberNameText))) };
  const slackUserId = found?.slackUserId ?? (/^[UW][A-Z0-9]{5,}$/.test(named) ? named : undefined);
  if (wanted === '' || slackUserId === undefined)
    return { refused: refuseTool('noSuchPerson', m.api.noSuchPerson(literal(named, 60))) };
  const owner = await context.resolveMember(slackUserId);
  return typeof owner === 'string' ? { refused: refuseTool('noSuchPerson', m.common.cannotOwn[owner]) } : { owner };
}

/** An amount as numbers have it, at today's rate; none where none was given. */
export async function readValue(
  context: RequestContext,
  { value, currency }: { readonly value?: number | undefined; readonly currency?: string | undefined },
): Promise<Read<{ readonly value: Partial<PricedValue> }>> {
  if (value === undefined) return { value: {} };
  const typed = `${value} ${currency ?? ''}`.trim();
  const read = await priceAmount(context, parseAmount(typed, { currency: context.pipeline.currency, decimalSign: '.' }));
  return read.ok ? { value: read.value } : { refused: refuseTool('badInput', read.problem) };
}
