import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WorkspaceId } from '../core/ids.ts';
import type { LeadForm } from '../core/pipeline/lead-form.ts';
import { MINUTE_MS, SECOND_MS } from '../core/time/durations.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { SafeText } from '../locale/safe-text.ts';
import { hashToken } from '../platform/personal-token.ts';
import { withChangeNotifications } from '../slack/request/change-notifications.ts';
import { refreshHomes } from '../slack/request/home-watch.ts';
import type { RequestDeps } from '../slack/request/request-deps.ts';
import { takeInLead } from '../slack/steps/take-in-lead.ts';
import { literal } from '../slack/views/kit/text.ts';
import type { LeadFormSecret } from '../store/types/lead-forms.ts';
import { isSignedWebhook, LEAD_FORM_SECRET } from '../webhooks/signature.ts';
import { acceptedLanguage } from './accept-language.ts';
import { type JsonAnswer, type ReadBody, readJsonBody } from './http.ts';
import { readLead } from './lead-schema.ts';
import { createRateLimit } from './rate-limit.ts';
import { refuse, WRONG_METHOD } from './refuse.ts';

export const LEADS_PATH = '/leads';

/** The address of a form in a path; undefined for any other path. */
export function readLeadPath(path: string): { readonly workspaceId: WorkspaceId; readonly formId: string } | undefined {
  const [, workspaceId, formId] = /^\/leads\/([A-Z0-9]{2,24})\/([\w-]{8,40})$/.exec(path) ?? [];
  return workspaceId === undefined || formId === undefined ? undefined : { workspaceId, formId };
}

type Addressed = NonNullable<ReturnType<typeof readLeadPath>>;
type FoundForm = LeadForm & LeadFormSecret;

/** Whether a request holds the secret as its token, or is signed by it. */
function isFromHolder(
  { headers }: Pick<IncomingMessage, 'headers'>,
  raw: string,
  { form, secret, at }: { readonly form: FoundForm; readonly secret: string | null; readonly at: number },
): boolean {
  const [, bearer] = /^bearer (\S{1,200})$/i.exec(headers.authorization ?? '') ?? [];
  if (bearer !== undefined) return timingSafeEqual(Buffer.from(hashToken(bearer)), Buffer.from(form.hash));
  return secret !== null && isSignedWebhook({ headers, body: raw }, secret, at);
}

/** Takes leads in that forms send. */
export function createLeads(deps: RequestDeps): (request: IncomingMessage, address: Addressed) => Promise<JsonAnswer> {
  const limit = createRateLimit(deps.clock.monotonicNow);

  /** Null: there is none to check a signature by, or the key is another one now. */
  const openSecret = (workspaceId: WorkspaceId, { encryptedSecret }: FoundForm): string | null => {
    const box = deps.webhooks?.secrets;
    if (encryptedSecret === null || box === undefined) return null;
    try {
      return box.open(encryptedSecret, { workspaceId, what: LEAD_FORM_SECRET });
    } catch {
      return null;
    }
  };

  const save = async (
    { workspaceId, form, body }: { readonly workspaceId: WorkspaceId; readonly form: FoundForm; readonly body: ReadBody },
    request: IncomingMessage,
  ): Promise<JsonAnswer> => {
    const { api, leads } = LANGUAGES[acceptedLanguage(request)];
    const id = request.headers['webhook-id'] ?? request.headers['idempotency-key'];
    const read = readLead(body.body, typeof id === 'string' && id !== '' ? id.slice(0, 200) : undefined);
    if ('fields' in read) return refuse('badInput', api.badInput(read.fields.slice(0, 10).map((each) => literal(each, 60))));
    const at = deps.clock.now();
    const tenant = withChangeNotifications(deps.store.tenant(workspaceId), {
      onPostsQueued: deps.wake,
      onChange: () => refreshHomes(deps, workspaceId),
    });
    const made = await takeInLead(tenant, { form, lead: read.lead, at });
    if (made === 'archived') return refuse('archived', leads.archived(literal(form.pipelineId)));
    deps.wake();
    if (form.lastUsedAt === null || at - form.lastUsedAt >= MINUTE_MS) await tenant.leadForms.markUsed(form.id, at);
    const { number } = made.deal;
    const ref = `D-${number}`;
    const said: SafeText = made.isRepeat ? leads.api.savedBefore(literal(ref)) : leads.api.saved(literal(ref));
    return { status: made.isRepeat ? 200 : 201, body: { message: said, deal: { number, ref }, repeated: made.isRepeat } };
  };

  return async (request, { workspaceId, formId }) => {
    const words = LANGUAGES[acceptedLanguage(request)];
    if (request.method !== 'POST') return WRONG_METHOD;
    const form = await deps.store.leadForms.find(workspaceId, formId);
    if (form === undefined) return refuse('noSuchForm', words.leads.api.noSuchForm);
    const waitS = Math.ceil(limit(formId) / SECOND_MS);
    if (waitS > 0) return refuse('tooFast', words.api.tooFast(waitS), { 'retry-after': `${waitS}` });
    if (deps.load.isOverloaded('write')) return refuse('busy', words.common.busy, { 'retry-after': '2' });
    const body = await readJsonBody(request);
    if (typeof body === 'string') return refuse(body, words.api[body], { connection: 'close' });
    const holder = { form, secret: openSecret(workspaceId, form), at: deps.clock.wallNow() };
    if (!isFromHolder(request, body.raw, holder))
      return refuse('badSecret', words.leads.api.badSecret, { 'www-authenticate': 'Bearer' });
    const startedAt = deps.clock.monotonicNow();
    const end = deps.load.begin();
    const observe = (outcome: 'answered' | 'fault') =>
      deps.observe({ kind: 'api', name: 'lead', ackMs: deps.clock.monotonicNow() - startedAt, outcome });
    try {
      const answer = await save({ workspaceId, form, body }, request);
      observe('answered');
      return answer;
    } catch (error) {
      observe('fault');
      throw error;
    } finally {
      end();
    }
  };
}
