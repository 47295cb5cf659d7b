import type { Decision } from '../../../core/deal/change.ts';
import { lose } from '../../../core/deal/close.ts';
import type { DealFile } from '../../../core/deal/deal.ts';
import { assign, edit } from '../../../core/deal/edit.ts';
import type { MemberId } from '../../../core/ids.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { allPipelines, pipelineOf } from '../../../core/pipeline/pipelines.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { SeenVersion } from '../../../store/types/deals.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { readListFilter } from '../../steps/input/read-list-filter.ts';
import { changeMany } from '../../steps/settings/change-many.ts';
import type { ManyChange } from '../../steps/settings/history/deals-history.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { CHANGE_SEVERAL } from '../../views/deal/lists/my-deals.ts';
import { DEAL_FIELDS, MAX_SEVERAL, SEVERAL_FIELDS, SEVERAL_FORM, severalForm } from '../../views/deal/lists/several-form.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** The deals of the list that the person may change, with boxes. */
async function openForm(context: RequestContext, typed: string): Promise<Reply> {
  const { m, member, today, pipelines, solo } = context;
  const read = await readListFilter(context, typed);
  if ('unknown' in read) return { kind: 'say', message: textMessage(m.common.gone) };
  const mayAll = isAllowed(member.role, 'deal.edit');
  // Of others' deals a rep could change none: the list is theirs alone.
  const own = mayAll ? {} : { ownerId: member.id };
  if (!mayAll && read.filter.ownerId !== undefined && read.filter.ownerId !== member.id)
    return { kind: 'say', message: textMessage(m.several.none) };
  const page = { order: 'attention', today, limit: MAX_SEVERAL, offset: 0 } as const;
  const { deals, total } = await context.deals.list({ ...read.filter, ...own, outcome: 'open' }, page);
  if (total === 0) return { kind: 'say', message: textMessage(m.several.none) };
  return { kind: 'open', view: severalForm(m, { deals, total, solo }, { pipeline: context.pipeline, pipelines }) };
}

type Chosen = { readonly change: ManyChange; readonly decide: (file: DealFile) => Decision; readonly ownerId?: MemberId };

/** The one change that the form asks for, or what is wrong under which field. */
async function readChange(
  context: RequestContext,
  form: Form,
): Promise<Chosen | { readonly errors: Readonly<Record<string, SafeText>> }> {
  const { m, pipelines, act, today } = context;
  const of = (file: DealFile) => ({ pipeline: pipelineOf(pipelines, file.deal) });
  const [owner, reasonId] = [form.choice(SEVERAL_FIELDS.owner), form.choice(SEVERAL_FIELDS.reason)];
  const [closeOn, step, stepOn] = [
    form.date(SEVERAL_FIELDS.closeOn),
    form.text(SEVERAL_FIELDS.step),
    form.date(SEVERAL_FIELDS.stepOn),
  ];
  const refuse = (name: string, why: SafeText) => ({ errors: { [name]: why } });
  const filled = [owner, reasonId, closeOn, step ?? stepOn].filter((each) => each !== null);
  if (filled.length === 0) return refuse(SEVERAL_FIELDS.closeOn, m.several.fillOne);
  if (filled.length > 1) {
    const last = reasonId !== null ? SEVERAL_FIELDS.reason : step !== null ? SEVERAL_FIELDS.step : SEVERAL_FIELDS.closeOn;
    return refuse(last, m.several.oneAtATime);
  }
  if (owner !== null) {
    const member = await context.resolveMember(owner);
    if (typeof member === 'string') return refuse(SEVERAL_FIELDS.owner, m.common.cannotOwn[member]);
    const { id } = member;
    return { change: { what: 'owner', ownerId: id }, decide: (file) => assign(file, id, act), ownerId: id };
  }
  if (reasonId !== null) {
    if (!allPipelines(pipelines).some(({ lostReasons }) => lostReasons.some(({ id }) => id === reasonId)))
      return refuse(SEVERAL_FIELDS.reason, m.refusals.noSuchReason);
    return { change: { what: 'drop', reasonId }, decide: (file) => lose(file, { ...of(file), reasonId, note: '' }, act) };
  }
  if (closeOn !== null) {
    if (closeOn < today) return refuse(SEVERAL_FIELDS.closeOn, m.input.date.past);
    return {
      change: { what: 'closeOn', on: closeOn },
      decide: (file) => edit(file, { ...of(file), edits: { deal: { closeOn } } }, act),
    };
  }
  if (step === null) return refuse(SEVERAL_FIELDS.step, m.several.stepNeeded);
  if (stepOn !== null && stepOn < today) return refuse(SEVERAL_FIELDS.stepOn, m.input.date.past);
  const edits = { deal: { nextStep: step, nextStepOn: stepOn } };
  return { change: { what: 'step', step }, decide: (file) => edit(file, { ...of(file), edits }, act) };
}

async function submit(context: RequestContext, form: Form): Promise<Reply> {
  const { m } = context;
  const seen = DEAL_FIELDS.flatMap((name) => form.choices(name)).flatMap((value): SeenVersion[] => {
    const deal = parseDealButtonValue(value);
    return deal === undefined ? [] : [deal];
  });
  if (seen.length === 0) return { kind: 'errors', errors: { [DEAL_FIELDS[0] ?? '']: m.several.pickOne } };
  const chosen = await readChange(context, form);
  if ('errors' in chosen) return { kind: 'errors', errors: chosen.errors };
  const { ownerId } = chosen;
  const owners = ownerId === undefined ? {} : { owners: new Map(seen.map(({ number }) => [number, ownerId] as const)) };
  return changeMany(context, { ...chosen, seen, ...owners });
}

/** One change of many deals of a list, with one Undo. */
export const severalFlow = {
  buttons: { [CHANGE_SEVERAL]: { opensForm: true, run: (context, press) => openForm(context, press.value) } },
  forms: { [SEVERAL_FORM]: submit },
} satisfies Flow;
