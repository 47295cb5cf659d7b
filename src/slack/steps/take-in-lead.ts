import { type Deal, isOpen } from '../../core/deal/deal.ts';
import { openDeal } from '../../core/deal/open-deal.ts';
import { LEAD_FORM, NOBODY } from '../../core/people/nobody.ts';
import { everything } from '../../core/people/viewer.ts';
import type { LeadForm } from '../../core/pipeline/lead-form.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadWorkspace } from '../../facts/tenant-reads.ts';
import { leadDrafts, wasAsked } from '../../jobs/posts/lead.ts';
import type { Tenant } from '../../store/types/store.ts';
import { findOpenDealOfCompany } from './save-new-deal.ts';

/** A lead as a form sends it; texts that say nothing are null. `id`: by which it counts once. */
export type IncomingLead = {
  readonly id: string | null;
  readonly name: string;
  readonly company: string | null;
  readonly contact: { readonly name: string | null; readonly email: string | null; readonly phone: string | null };
  readonly message: string | null;
  readonly source: string | null;
};

type LeadTakenIn = { readonly deal: Deal; readonly isRepeat: boolean };

/** Where nobody could be asked when a lead came, or the question was lost, it is asked when the lead is sent again. */
async function askWhereNobodyWas(
  tenant: Tenant,
  { deal, pipeline, at }: { readonly deal: Deal; readonly pipeline: Pipeline; readonly at: number },
): Promise<void> {
  if (!isOpen(deal) || deal.ownerId !== NOBODY || (await wasAsked(tenant, deal))) return;
  await tenant.deliveries.queue(await leadDrafts(tenant, { number: deal.number, pipeline, twin: undefined, at }), at);
}

/**
 * Makes a lead a deal in the first stage of the form's pipeline, that nobody has yet, and asks who takes it; where the company has an open deal,
 * whether that is the same. Once for an id, whenever it comes again.
 */
export async function takeInLead(
  tenant: Tenant,
  { form, lead, at }: { readonly form: LeadForm; readonly lead: IncomingLead; readonly at: number },
): Promise<LeadTakenIn | 'archived'> {
  const { language, timeZone } = await loadWorkspace(tenant);
  const pipeline = await loadPipeline(tenant, language, form.pipelineId);
  if (pipeline === undefined || pipeline.isArchived === true) return 'archived';
  const deals = tenant.deals(everything('decides'));
  const { id, name, company, contact, message, source } = lead;
  const externalId = id === null ? null : `lead ${form.id} ${id}`;
  const before = externalId === null ? undefined : (await tenant.imports.known([externalId])).get(externalId);
  if (before !== undefined) {
    await askWhereNobodyWas(tenant, { deal: before.deal, pipeline, at });
    return { deal: before.deal, isRepeat: true };
  }
  const twin = company === null ? undefined : await findOpenDealOfCompany({ deals, pipeline, member: { id: NOBODY } }, company);
  const actor = { id: LEAD_FORM, role: 'rep' } as const;
  const details = { name, company, source, externalId, ownerId: NOBODY };
  const hasContact = Object.values(contact).some((each) => each !== null);
  // The deal has no number yet.
  const asks = await leadDrafts(tenant, { number: 0, pipeline, twin, at });
  const saved = await deals.create(
    (number) =>
      openDeal(
        { number, pipeline, note: message === null ? undefined : { kind: 'note', text: message } },
        { ...details, ...(hasContact ? { contact } : {}) },
        { actor, at, today: dateAt(at, timeZone), through: 'form' },
      ),
    // With the deal or not at all: a crash between the two would leave a lead that nobody hears of.
    { key: externalId, at, deliveries: () => asks },
  );
  if (!saved.ok) throw new Error(`a lead was not made: ${saved.why}`);
  return { deal: saved.file.deal, isRepeat: saved.isRepeat };
}
