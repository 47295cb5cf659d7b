import type { Language } from '../core/deal/member.ts';
import type { AdvanceMessages } from './en/advance.ts';
import type { AlertMessages } from './en/alerts.ts';
import type { CardMessages } from './en/card.ts';
import type { ChannelCardMessages } from './en/channel-card.ts';
import type { ClosingMessages } from './en/closing.ts';
import type { CommonMessages } from './en/common.ts';
import type { DealActionMessages } from './en/deal-actions.ts';
import type { DigestMessages } from './en/digest.ts';
import type { DrillDownMessages } from './en/drill-down.ts';
import type { EstimateMessages } from './en/estimate.ts';
import type { ForecastMessages } from './en/forecast.ts';
import type { GapMessages } from './en/gaps.ts';
import type { HealthMessages } from './en/health.ts';
import type { HelpMessages } from './en/help.ts';
import type { HomeMessages } from './en/home.ts';
import type { HygieneMessages } from './en/hygiene.ts';
import type { ImportedMessages } from './en/imported.ts';
import type { InputMessages } from './en/input.ts';
import type { ListsMessages } from './en/lists.ts';
import type { MentionMessages } from './en/mention.ts';
import type { MorningMessages } from './en/morning.ts';
import type { NewDealMessages } from './en/new-deal.ts';
import type { RefusalMessages } from './en/refusals.ts';
import type { RepsMessages } from './en/reps.ts';
import type { SetupMessages } from './en/setup.ts';
import type { TargetMessages } from './en/targets.ts';
import { localeFormat } from './format.ts';
import { asSafeFormat, asSentences, type SafeFormat, type Sentences } from './safe-text.ts';

/** The words of one language, flow by flow, as its files write them. The English files are the contract: the others give the same. */
export type Words = {
  readonly common: CommonMessages;
  readonly refusals: RefusalMessages;
  readonly input: InputMessages;
  readonly newDeal: NewDealMessages;
  readonly advance: AdvanceMessages;
  readonly closing: ClosingMessages;
  readonly card: CardMessages;
  readonly lists: ListsMessages;
  readonly help: HelpMessages;
  readonly digest: DigestMessages;
  readonly alerts: AlertMessages;
  readonly setup: SetupMessages;
  readonly targets: TargetMessages;
  readonly morning: MorningMessages;
  readonly dealActions: DealActionMessages;
  readonly home: HomeMessages;
  readonly forecast: ForecastMessages;
  readonly estimate: EstimateMessages;
  readonly gaps: GapMessages;
  readonly drillDown: DrillDownMessages;
  readonly hygiene: HygieneMessages;
  readonly channelCard: ChannelCardMessages;
  readonly reps: RepsMessages;
  readonly health: HealthMessages;
  readonly mention: MentionMessages;
  readonly imported: ImportedMessages;
};

/** Everything that Lejek says in one language: its sentences take and return safe text. */
export type Messages = Sentences<Words> & { readonly language: Language; readonly f: SafeFormat };

export const createMessages = (language: Language, words: Words): Messages => ({
  ...asSentences(words),
  language,
  f: asSafeFormat(localeFormat(language)),
});
