import { refuse } from '../../../core/deal/change.ts';
import { dealOut } from '../../../core/deal/deal-out.ts';
import { assign } from '../../../core/deal/edit.ts';
import type { MemberId, StageId } from '../../../core/ids.ts';
import { type Member, ROLES, reachableAdmins } from '../../../core/people/member.ts';
import { isAllowed, isOwn } from '../../../core/people/rights.ts';
import { allPipelines, areSeveral } from '../../../core/pipeline/pipelines.ts';
import { openStages } from '../../../core/pipeline/stage.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeMany } from '../../steps/settings/change-many.ts';
import { changeMember, type MemberState } from '../../steps/settings/history/member-history.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { roundAmount } from '../../views/kit/figures.ts';
import { memberNameText } from '../../views/kit/text.ts';
import {
  HAND_OVER,
  HAND_OVER_FORM,
  HAND_OVER_TO,
  handOverData,
  handOverField,
  handOverForm,
} from '../../views/workspace/hand-over.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';
import {
  OPEN_PERSON,
  PEOPLE_PER_PAGE,
  PERSON_FIELDS,
  PERSON_FORM,
  peopleList,
  personForm,
  personFormData,
  SHOW_PEOPLE,
} from '../../views/workspace/people.ts';

const mayHandOver = ({ member }: RequestContext, ownerId: MemberId): boolean =>
  isAllowed(member.role, 'deals.handOver', { own: isOwn(member, ownerId) });

/** Where every open deal of every pipeline stands, its stage with the pipeline before it. */
async function loadPositions({ deals, pipelines }: RequestContext) {
  const all = await Promise.all(
    allPipelines(pipelines).map(async ({ id }) =>
      (await deals.positions(id)).map((each) => ({ ...each, stageId: `${id}/${each.stageId}` })),
    ),
  );
  return all.flat();
}

const mayChangeRole = ({ member }: RequestContext): boolean => isAllowed(member.role, 'role.change');
const maySetAway = ({ member }: RequestContext, personId: MemberId): boolean =>
  isAllowed(member.role, 'away.set', { own: personId === member.id });

async function openPerson(context: RequestContext, memberId: MemberId): Promise<Reply> {
  const { m, tenant } = context;
  const person = await tenant.members.byId(memberId);
  if (person === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  if (!mayChangeRole(context) && !maySetAway(context, memberId)) return { kind: 'say', message: textMessage(m.people.notYours) };
  const [standIn, { deals }] = await Promise.all([
    person.standInId === null ? undefined : tenant.members.byId(person.standInId),
    loadOwnDeals(context, memberId),
  ]);
  const view = personForm(m, {
    member: person,
    standIn: standIn?.slackUserId ?? undefined,
    deals: mayHandOver(context, memberId) ? deals.length : 0,
    mayChangeRole: mayChangeRole(context),
  });
  return { kind: 'open', view };
}

/** What the form says of a person, or what is wrong under which field. */
async function readPerson(
  context: RequestContext,
  form: Form,
  person: Member,
): Promise<MemberState | { readonly errors: Readonly<Record<string, SafeText>> }> {
  const { m, tenant, today } = context;
  const errors: Record<string, SafeText> = {};
  const role =
    (mayChangeRole(context) ? ROLES.find((each) => each === form.choice(PERSON_FIELDS.role)) : undefined) ?? person.role;
  if (
    person.role === 'admin' &&
    role !== 'admin' &&
    reachableAdmins(await tenant.members.all()).every(({ id }) => id === person.id)
  )
    errors[PERSON_FIELDS.role] = m.people.onlyAdmin;
  const awayUntil = form.date(PERSON_FIELDS.away);
  const standInUser = form.choice(PERSON_FIELDS.standIn);
  if (awayUntil !== null && awayUntil < today && awayUntil !== person.awayUntil) errors[PERSON_FIELDS.away] = m.input.date.past;
  const standIn = standInUser === null ? null : await context.resolveMember(standInUser);
  if (typeof standIn === 'string') errors[PERSON_FIELDS.standIn] = m.common.cannotOwn[standIn];
  else if (standIn?.id === person.id) errors[PERSON_FIELDS.standIn] = m.people.standInSelf;
  else if (standIn !== null && awayUntil === null) errors[PERSON_FIELDS.away] = m.people.dateNeeded;
  if (Object.keys(errors).length > 0 || typeof standIn === 'string') return { errors };
  return { role, awayUntil, standInId: standIn?.id ?? null };
}

async function submitPerson(context: RequestContext, form: Form, { memberId }: { readonly memberId: MemberId }): Promise<Reply> {
  const { m, tenant } = context;
  const person = await tenant.members.byId(memberId);
  if (person === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  if (!mayChangeRole(context) && !maySetAway(context, memberId)) return { kind: 'say', message: textMessage(m.people.notYours) };
  const state = await readPerson(context, form, person);
  if ('errors' in state) return { kind: 'errors', errors: state.errors };
  const saved = await changeMember(context, person, state);
  if (saved === 'onlyAdmin') return { kind: 'errors', errors: { [PERSON_FIELDS.role]: m.people.onlyAdmin } };
  if (saved === undefined) return { kind: 'say', message: textMessage(m.people.unchanged) };
  const text = m.people.savedPerson(memberNameText(person), saved.what);
  return { kind: 'say', message: textMessage(text, ...buttons(undoSettingButton(m, saved.change.id))) };
}

async function showPeople(context: RequestContext, from: number): Promise<Reply> {
  const { m, tenant } = context;
  const [members, positions] = await Promise.all([tenant.members.all(), loadPositions(context)]);
  const deals = new Map<MemberId, number>();
  for (const { ownerId } of positions) deals.set(ownerId, (deals.get(ownerId) ?? 0) + 1);
  const dealsOf = ({ id }: Member): number => deals.get(id) ?? 0;
  // Who has left without a deal is of no concern here.
  const shown = members.filter((member) => member.active || dealsOf(member) > 0);
  const people = [...shown.filter(({ active }) => !active), ...shown.filter(({ active }) => active)];
  const offset = Math.min(from, Math.max(0, people.length - 1));
  const rows = people.slice(offset, offset + PEOPLE_PER_PAGE).map((member) => ({
    ...{ member, deals: dealsOf(member), mayHandOver: mayHandOver(context, member.id) },
    mayChange: mayChangeRole(context) || maySetAway(context, member.id),
  }));
  return {
    kind: 'say',
    message: peopleList(m, { people: rows, total: people.length, offset, today: context.today }),
    replacesOriginal: true,
  };
}

/** Somebody's open deals, by stage. Two pipelines may call a stage the same: its key here holds both. */
async function loadOwnDeals(context: RequestContext, memberId: MemberId) {
  const { pipelines } = context;
  const deals = (await loadPositions(context)).filter(({ ownerId }) => ownerId === memberId);
  const several = areSeveral(pipelines);
  const stages = allPipelines(pipelines).flatMap((pipeline) =>
    openStages(pipeline).flatMap(({ id, shortName }) => {
      const key = `${pipeline.id}/${id}`;
      const count = deals.filter(({ stageId }) => stageId === key).length;
      const name = several ? `${shortName} · ${pipeline.name}` : shortName;
      return count === 0 ? [] : [{ key, name, count, pipeline }];
    }),
  );
  return { deals, stages };
}

async function openHandOver(context: RequestContext, memberId: MemberId): Promise<Reply> {
  const { m, tenant } = context;
  const member = await tenant.members.byId(memberId);
  if (member === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  if (!mayHandOver(context, memberId)) return { kind: 'say', message: textMessage(m.people.managersOnly) };
  const { deals, stages } = await loadOwnDeals(context, memberId);
  if (deals.length === 0) return { kind: 'say', message: textMessage(m.people.nothingToHandOver(memberNameText(member))) };
  // Of pipelines in several currencies there is no one sum.
  const [first, ...others] = new Set(stages.map(({ pipeline }) => pipeline));
  const minor = first === undefined || others.length > 0 ? 0 : (await tenant.funnel.ownerStock(first.id, memberId)).valueMinor;
  const value = first === undefined || minor === 0 ? undefined : roundAmount(m, { minor, currency: first.currency });
  return { kind: 'open', view: handOverForm(m, { member, count: deals.length, value, stages }) };
}

type Recipients = { readonly byStage: ReadonlyMap<StageId, MemberId>; readonly to: readonly MemberId[] };

/** Whom the form names, or what is wrong under which field. */
async function readRecipients(
  context: RequestContext,
  form: Form,
  stages: readonly { readonly key: string }[],
): Promise<Recipients | { readonly errors: Readonly<Record<string, SafeText>> }> {
  const { m } = context;
  const errors: Record<string, SafeText> = {};
  const resolve = async (name: string, slackUserId: string): Promise<MemberId | undefined> => {
    const member = await context.resolveMember(slackUserId);
    if (typeof member !== 'string') return member.id;
    errors[name] = m.common.cannotOwn[member];
    return undefined;
  };
  const to: MemberId[] = [];
  for (const user of form.choices(HAND_OVER_TO)) to.push(...[(await resolve(HAND_OVER_TO, user)) ?? []].flat());
  const byStage = new Map<StageId, MemberId>();
  for (const { key } of stages) {
    const user = form.choice(handOverField(key));
    const member = user === null ? undefined : await resolve(handOverField(key), user);
    if (member !== undefined) byStage.set(key, member);
  }
  if (Object.keys(errors).length === 0 && to.length + byStage.size === 0) errors[HAND_OVER_TO] = m.people.nobody;
  return Object.keys(errors).length > 0 ? { errors } : { to, byStage };
}

async function submitHandOver(
  context: RequestContext,
  form: Form,
  { memberId }: { readonly memberId: MemberId },
): Promise<Reply> {
  const { m, tenant, act } = context;
  if (!mayHandOver(context, memberId)) return { kind: 'say', message: textMessage(m.people.managersOnly) };
  const [member, { deals, stages }] = await Promise.all([tenant.members.byId(memberId), loadOwnDeals(context, memberId)]);
  if (member === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const who = memberNameText(member);
  if (deals.length === 0) return { kind: 'say', message: textMessage(m.people.nothingToHandOver(who)) };
  const named = await readRecipients(context, form, stages);
  if ('errors' in named) return { kind: 'errors', errors: named.errors };
  const owners = dealOut(deals, named);
  const left = deals.length - owners.size;
  return changeMany(context, {
    seen: [...owners.keys()].map((number) => ({ number })),
    change: { what: 'handOver', fromId: memberId, toIds: [...new Set(owners.values())] },
    decide: (file) => {
      const owner = owners.get(file.deal.number);
      // Somebody else has it by now.
      return owner === undefined || file.deal.ownerId !== memberId
        ? refuse({ why: 'nothingToChange' })
        : assign(file, owner, act);
    },
    owners,
    more: left > 0 ? [m.people.stillWith(left, who)] : [],
  });
}

/** Who is here, and whose deals go to whom. */
export const peopleFlow = {
  funnelCommands: { people: { takesDeal: null, opensForm: false, run: (context) => showPeople(context, 0) } },
  buttons: {
    [SHOW_PEOPLE]: { run: (context, press) => showPeople(context, Number(/^\d{1,6}$/.exec(press.value)?.[0] ?? 0)) },
    [OPEN_PERSON]: { opensForm: true, run: (context, press) => openPerson(context, press.value) },
    [HAND_OVER]: { opensForm: true, run: (context, press) => openHandOver(context, press.value) },
  },
  forms: {
    [HAND_OVER_FORM]: submitHandler(handOverData, submitHandOver),
    [PERSON_FORM]: submitHandler(personFormData, submitPerson),
  },
} satisfies Flow;
