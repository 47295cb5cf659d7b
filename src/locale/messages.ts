import type { Language } from '../core/member.ts';
import type { AdvanceMessages } from './en/advance.ts';
import type { AlertMessages } from './en/alerts.ts';
import type { CardMessages } from './en/card.ts';
import type { ClosingMessages } from './en/closing.ts';
import type { CommonMessages } from './en/common.ts';
import type { DigestMessages } from './en/digest.ts';
import type { HelpMessages } from './en/help.ts';
import type { InputMessages } from './en/input.ts';
import type { LifeMessages } from './en/life.ts';
import type { ListsMessages } from './en/lists.ts';
import type { MorningMessages } from './en/morning.ts';
import type { NewDealMessages } from './en/new-deal.ts';
import type { RefusalMessages } from './en/refusals.ts';
import type { SetupMessages } from './en/setup.ts';
import type { TargetMessages } from './en/targets.ts';
import type { Format } from './format.ts';

/** Everything that Lejek says in one language, flow by flow. The English files are the contract: their types are what Polish has to give. */
export type Messages = {
  readonly language: Language;
  readonly f: Format;
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
  readonly life: LifeMessages;
};
