import { setTimeout as pause } from 'node:timers/promises';
import { isRecord } from '../../../simulator/block-kit/json-record.ts';
import type { Message, View } from '../../../simulator/state/entities.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { stageById } from '../../../src/core/pipeline/stage.ts';
import { dateAt } from '../../../src/core/time/calendar.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { GAP_WHY } from '../../../src/slack/views/funnel/plan/gap-buttons.ts';
import { COMMIT_TO_DEAL } from '../../../src/slack/views/funnel/plan/gap-candidate.ts';
import { SHOW_FUNNEL } from '../../../src/slack/views/kit/action-ids.ts';
import { ALL_DEALS } from '../all-deals.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { findActions } from './find-actions.ts';
import { FIRM_ZONE } from './firm-steps.ts';
import type { Reader, StoryFirm } from './story-firm.ts';
import { type Surface, type SurfaceKind, surfaceParts } from './surface.ts';

const PATIENCE_MS = 60_000;
const POLL_MS = 5;

type Screen = { readonly firm: StoryFirm; readonly reader: Reader };
type Shown = Pick<Message, 'blocks'> & { readonly text?: string };

const nameOf =
  ({ lejek }: StoryFirm) =>
  (id: string): string | undefined =>
    lejek.slack.users().find((user) => user.id === id)?.realName;

function toSurface(
  firm: StoryFirm,
  shown: Shown | View,
  about: { readonly kind: SurfaceKind; readonly reader: string; readonly language: Language; readonly at: number },
): Surface {
  const notification = 'text' in shown && typeof shown.text === 'string' ? plainSpaces(shown.text) : '';
  return { ...about, notification, parts: surfaceParts(shown, nameOf(firm)) };
}

/** The form in which an answer stands that took a slow machine too long. */
const ANSWER_FORM = 'frame.message';

/** What a person is answered, on a slow machine a while later. Who is answered in a form asks again. */
async function answerAfter({ firm, reader }: Screen, act: () => Promise<unknown>): Promise<Message> {
  const { slack } = firm.lejek;
  const { id } = reader.person;
  const before = slack.ephemerals(id).length;
  await act();
  const patience = performance.now() + PATIENCE_MS;
  for (;;) {
    const all = slack.ephemerals(id);
    const last = all.at(-1);
    if (last !== undefined && all.length > before) return last;
    if (performance.now() > patience) throw new Error(`${reader.name} was not answered`);
    if (reader.person.view()?.callback_id === ANSWER_FORM) {
      await reader.person.closeAll();
      await act();
    }
    await pause(POLL_MS);
  }
}

async function ask(
  screen: Screen,
  kind: SurfaceKind,
  line: string,
): Promise<{ readonly message: Message; readonly surface: Surface }> {
  const { firm, reader } = screen;
  const message = await answerAfter(screen, () => reader.person.command(firm.channels.en, line));
  const { name, language } = reader;
  return { message, surface: toSurface(firm, message, { kind, reader: name, language, at: firm.lejek.now() }) };
}

async function readHome({ firm, reader }: Screen): Promise<Surface> {
  const { person, name, language } = reader;
  const at = firm.lejek.now();
  const m = LANGUAGES[language];
  const { timeZone } = person.profile().tz === '' ? { timeZone: FIRM_ZONE } : { timeZone: person.profile().tz };
  const asOf = plainSpaces(m.digest.asOf(dateAt(at, timeZone), m.f.time(at, timeZone)));
  await person.openHome();
  const view = await person.waitForHome((home) => plainSpaces(JSON.stringify(home.blocks)).includes(asOf), PATIENCE_MS);
  return toSurface(firm, view, { kind: 'home', reader: name, language, at });
}

/** Each stage's Why?, as it stands below a list of gaps. */
async function explainGaps(screen: Screen, gaps: Message): Promise<readonly Surface[]> {
  const { firm, reader } = screen;
  const { name, language, person } = reader;
  const stages = surfaceParts(gaps, () => undefined)
    .flatMap(({ buttons }) => buttons)
    .filter(({ id }) => id === GAP_WHY)
    .map(({ value }) => value);
  const found: Surface[] = [];
  for (const value of stages) {
    const message = await answerAfter(screen, () => person.click(gaps, GAP_WHY, { value }));
    found.push(toSurface(firm, message, { kind: 'gap-why', reader: name, language, at: firm.lejek.now() }));
  }
  return found;
}

/** The funnel's table of numbers takes the place of the drawing. */
async function readNumbers({ firm, reader }: Screen, funnel: Message): Promise<readonly Surface[]> {
  const { name, language, person } = reader;
  const button = surfaceParts(funnel, () => undefined)
    .flatMap(({ buttons }) => buttons)
    .find(({ id, value }) => id.startsWith(`${SHOW_FUNNEL}:`) && value === 'counts');
  if (button === undefined) return [];
  await person.click(funnel, button.id, { value: button.value });
  const { win } = LANGUAGES[language].funnelNow.head;
  const last = () => firm.lejek.slack.ephemerals(person.id).at(-1);
  const patience = performance.now() + PATIENCE_MS;
  for (;;) {
    const shown = last();
    if (shown !== undefined && JSON.stringify(shown.blocks).includes(win))
      return [toSurface(firm, shown, { kind: 'funnel-numbers', reader: name, language, at: firm.lejek.now() })];
    if (performance.now() > patience) throw new Error(`${name} was shown no numbers`);
    await pause(POLL_MS);
  }
}

/** Deals of the plan that a reader asks about, each with its stage. */
const EXPLAINED = 2;

/** Why a deal is as likely to be won as it is, and why a stage's deals are. */
async function explainDeals(screen: Screen, gaps: Surface): Promise<readonly Surface[]> {
  const { firm, reader } = screen;
  const { tenant } = firm.lejek;
  const pipeline = await loadPipeline(tenant, reader.language);
  const asked = findActions(gaps).slice(0, EXPLAINED);
  const found: Surface[] = [];
  for (const { number } of asked) {
    found.push((await ask(screen, 'deal-why', `/funnel why D-${number}`)).surface);
    const stageId = (await tenant.deals(ALL_DEALS).file(number))?.deal.stageId;
    const stage = pipeline === undefined ? undefined : stageById(pipeline, stageId ?? '');
    if (stage !== undefined) found.push((await ask(screen, 'stage-why', `/funnel why ${stage.name}`)).surface);
  }
  return found;
}

/** What one reader is told who asks for everything at once. */
async function readAnswers(screen: Screen): Promise<readonly Surface[]> {
  const home = await readHome(screen);
  const funnel = await ask(screen, 'funnel', '/funnel');
  const numbers = await readNumbers(screen, funnel.message);
  const forecast = await ask(screen, 'forecast', '/funnel forecast');
  const gaps = await ask(screen, 'gaps', '/funnel gaps');
  const whys = await explainDeals(screen, gaps.surface);
  const own = [home, funnel.surface, ...numbers, forecast.surface, gaps.surface, ...whys];
  if (!screen.reader.isManager) return own;
  const why = await explainGaps(screen, gaps.message);
  const health = await ask(screen, 'health', '/funnel health');
  const preview = await ask(screen, 'preview', '/funnel digest');
  const [channel] = await screen.firm.lejek.tenant.subscriptions.all();
  // Below the sentence that only one person sees it, a preview is in the language of the first channel.
  const seen = { ...preview.surface, language: channel?.language ?? 'en', parts: preview.surface.parts.slice(1, -1) };
  return [...own, ...why, health.surface, seen];
}

/** What people are told who ask for everything at once, at the instant on the clock. */
export async function readAllAnswers(firm: StoryFirm, readers: readonly Reader[]): Promise<readonly Surface[]> {
  const found: Surface[] = [];
  for (const reader of readers) found.push(...(await readAnswers({ firm, reader })));
  return found;
}

/** The kind of a post by the beginning of its key. */
const KIND_BY_KEY: readonly (readonly [RegExp, SurfaceKind])[] = [
  [/^dm-alert\//, 'alert-direct'],
  [/^alert\//, 'alert'],
  [/^clear\//, 'all-clear'],
  [/^morning\//, 'morning-note'],
  [/^[^/]*digest\/.*\/2-more$/, 'digest-thread'],
  [/^[^/]*digest\/[^/]+\/[^/]+\/[^/]+$/, 'digest'],
];

const keyOf = ({ metadata }: Message): string => {
  const payload = metadata?.event_payload;
  const key = isRecord(payload) ? payload['key'] : undefined;
  return typeof key === 'string' ? key : '';
};

/** What a post tells; undefined of any other message. */
export const postKind = (message: Message): SurfaceKind | undefined =>
  KIND_BY_KEY.find(([pattern]) => pattern.test(keyOf(message)))?.[1];

/** What was posted from an instant on, as it reads now. */
export function readPosts(firm: StoryFirm, since: number): readonly Surface[] {
  const seen = new Set<string>();
  return firm.posts().flatMap(({ message, reader, language, at }) => {
    const kind = postKind(message);
    const id = `${message.channel} ${message.ts}`;
    // The first message of a thread is among its replies, too.
    if (kind === undefined || at < since || seen.has(id)) return [];
    seen.add(id);
    return [toSurface(firm, message, { kind, reader, language, at })];
  });
}

/** Somebody presses the first "I'll do it" of the newest alert in the English channel, and the posts show it. */
export async function takeFirstAction({ firm, reader }: Screen): Promise<void> {
  const alert = firm.posts().findLast(({ message, reader: where }) => where === '#en' && /^alert\//.test(keyOf(message)));
  const button = alert === undefined ? undefined : commitButtonOf(alert.message);
  if (alert === undefined || button === undefined) throw new Error('no alert asks for anything');
  const { acked } = await reader.person.click(alert.message, button.id, { value: button.value });
  if (!acked) throw new Error('the press was not heard');
  await firm.lejek.tick();
}

const commitButtonOf = (message: Message) =>
  surfaceParts(message, () => undefined)
    .flatMap(({ buttons }) => buttons)
    .find(({ id }) => id.startsWith(COMMIT_TO_DEAL));
