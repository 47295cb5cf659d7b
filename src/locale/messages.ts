import type { Language } from '../core/people/language.ts';
import type { CommonMessages } from './en/common.ts';
import type { AdvanceMessages } from './en/deal/advance.ts';
import type { AskMessages } from './en/deal/ask.ts';
import type { CardMessages } from './en/deal/card.ts';
import type { ChannelCardMessages } from './en/deal/channel-card.ts';
import type { ClosingMessages } from './en/deal/closing.ts';
import type { DealActionMessages } from './en/deal/deal-actions.ts';
import type { EstimateMessages } from './en/deal/estimate.ts';
import type { ListsMessages } from './en/deal/lists.ts';
import type { NewDealMessages } from './en/deal/new-deal.ts';
import type { RefusalMessages } from './en/deal/refusals.ts';
import type { SeveralMessages } from './en/deal/several.ts';
import type { AlertMessages } from './en/funnel/alerts.ts';
import type { DigestMessages } from './en/funnel/digest.ts';
import type { DrillDownMessages } from './en/funnel/drill-down.ts';
import type { ForecastMessages } from './en/funnel/forecast.ts';
import type { FunnelNowMessages } from './en/funnel/funnel-now.ts';
import type { GapMessages } from './en/funnel/gaps.ts';
import type { HealthMessages } from './en/funnel/health.ts';
import type { HygieneMessages } from './en/funnel/hygiene.ts';
import type { ManagerNoteMessages } from './en/funnel/manager-note.ts';
import type { RepsMessages } from './en/funnel/reps.ts';
import type { ReviewMessages } from './en/funnel/review.ts';
import type { TargetMessages } from './en/funnel/targets.ts';
import type { InputMessages } from './en/input.ts';
import type { AccessMessages } from './en/workspace/access.ts';
import type { AuditMessages } from './en/workspace/audit.ts';
import type { ChannelAlertMessages } from './en/workspace/channel-alerts.ts';
import type { ExportingMessages } from './en/workspace/exporting.ts';
import type { HelpMessages } from './en/workspace/help.ts';
import type { HomeMessages } from './en/workspace/home.ts';
import type { ImportSummaryMessages } from './en/workspace/import-summary.ts';
import type { ImportingMessages } from './en/workspace/importing.ts';
import type { MentionMessages } from './en/workspace/mention.ts';
import type { MorningMessages } from './en/workspace/morning.ts';
import type { PeopleMessages } from './en/workspace/people.ts';
import type { PipelineMessages } from './en/workspace/pipeline.ts';
import type { PipelinesMessages } from './en/workspace/pipelines.ts';
import type { RatesMessages } from './en/workspace/rates.ts';
import type { SetupMessages } from './en/workspace/setup.ts';
import type { StartMessages } from './en/workspace/start.ts';
import { localeFormat } from './format.ts';
import { asSafeFormat, asSentences, type SafeFormat, type Sentences } from './safe-text.ts';

/** The words of one language, flow by flow, as its files write them. The English files are the contract: the others give the same. */
export type Words = {
  readonly common: CommonMessages;
  readonly access: AccessMessages;
  readonly refusals: RefusalMessages;
  readonly input: InputMessages;
  readonly newDeal: NewDealMessages;
  readonly advance: AdvanceMessages;
  readonly ask: AskMessages;
  readonly closing: ClosingMessages;
  readonly card: CardMessages;
  readonly lists: ListsMessages;
  readonly help: HelpMessages;
  readonly digest: DigestMessages;
  readonly alerts: AlertMessages;
  readonly setup: SetupMessages;
  readonly start: StartMessages;
  readonly pipeline: PipelineMessages;
  readonly pipelines: PipelinesMessages;
  readonly rates: RatesMessages;
  readonly audit: AuditMessages;
  readonly exporting: ExportingMessages;
  readonly channelAlerts: ChannelAlertMessages;
  readonly people: PeopleMessages;
  readonly several: SeveralMessages;
  readonly targets: TargetMessages;
  readonly morning: MorningMessages;
  readonly dealActions: DealActionMessages;
  readonly home: HomeMessages;
  readonly forecast: ForecastMessages;
  readonly estimate: EstimateMessages;
  readonly funnelNow: FunnelNowMessages;
  readonly gaps: GapMessages;
  readonly drillDown: DrillDownMessages;
  readonly hygiene: HygieneMessages;
  readonly channelCard: ChannelCardMessages;
  readonly reps: RepsMessages;
  readonly review: ReviewMessages;
  readonly managerNote: ManagerNoteMessages;
  readonly health: HealthMessages;
  readonly mention: MentionMessages;
  readonly importSummary: ImportSummaryMessages;
  readonly importing: ImportingMessages;
};

/** Everything that Lejek says in one language: its sentences take and return safe text. */
export type Messages = Sentences<Words> & { readonly language: Language; readonly f: SafeFormat };

export const createMessages = (language: Language, words: Words): Messages => ({
  ...asSentences(words),
  language,
  f: asSafeFormat(localeFormat(language)),
});
