import type { Language } from '../../core/people/language.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Deps } from '../web-api/deps.ts';
import type { RefusedPerson } from './admission.ts';
import type { WatchedHome } from './home-watch.ts';
import type { KeptForm } from './kept-forms.ts';
import { createLoadGauge, type LoadGauge } from './load-gauge.ts';
import { createPipelineLocalizer, type PipelineLocalizer } from './pipeline-localizer.ts';

/** How long a reply may take that rides on the acknowledgement: Slack gives up after three seconds. */
const ACK_TIMEOUT_MS: DurationMs = 2000;

/** Language last spoken with a person, and whether they are alone here. */
export type SpokenLanguage = {
  readonly language: Language;
  readonly solo: boolean;
  /** Where the language is theirs whatever they type: when, monotonic ms; else -Infinity. */
  readonly preferenceSeenAt: Instant;
};

/** What answering requests remembers of people, by `workspace user`; each instance of the bot for itself, and nothing that the database lacks. */
export type RequestDeps = Deps & {
  readonly spokenLanguages: Map<string, SpokenLanguage>;
  /** When Slack was last asked about a member beside an answer, monotonic ms. */
  readonly profilesRefreshedAt: Map<string, number>;
  /** People without a row of whom Slack said that they do not belong here. `at`: when, monotonic ms. */
  readonly refusedPeople: Map<string, { readonly person: RefusedPerson; readonly at: Instant }>;
  /** Homes that somebody looks at. */
  readonly homes: Map<string, WatchedHome>;
  /** A reply rides on the acknowledgement when it comes within this. */
  readonly ackTimeoutMs: DurationMs;
  /** How busy the bot is. */
  readonly load: LoadGauge;
  /** Forms that were filled in and are off the screen, by id. */
  readonly keptForms: Map<string, KeptForm>;
  /** A pipeline in a person's language. */
  readonly localizePipeline: PipelineLocalizer;
};

/** For one app: nobody known yet. */
export const createRequestDeps = (deps: Deps): RequestDeps => ({
  ...deps,
  ackTimeoutMs: ACK_TIMEOUT_MS,
  spokenLanguages: new Map(),
  profilesRefreshedAt: new Map(),
  refusedPeople: new Map(),
  homes: new Map(),
  load: createLoadGauge(deps.clock),
  keptForms: new Map(),
  localizePipeline: createPipelineLocalizer(),
});
