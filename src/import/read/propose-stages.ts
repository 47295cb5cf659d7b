import { foldText } from '../../core/fold-text.ts';
import type { StageId } from '../../core/ids.ts';
import { stageAliases } from '../../core/pipeline/pipeline-templates.ts';
import { openStages, type Pipeline, type Stage, stageById, stageHeirs } from '../../core/pipeline/stage.ts';

/** What a value of a stage column means: a stage of the pipeline, an end, or rows that are left out. */
export type StageMeaning = StageId | 'won' | 'lost' | 'leaveOut';

/** A name as it is looked up: any dash is a hyphen, and a number before it is no part of it. */
const foldName = (text: string): string =>
  foldText(text)
    .replace(/[‐-―−]/g, '-')
    .replace(/^\d+[.)] ?/, '');

/** The end that a meaning is; undefined for a stage, or for rows that are left out. */
export const endMeant = (meaning: StageMeaning | undefined): 'won' | 'lost' | undefined =>
  meaning === 'won' ? 'won' : meaning === 'lost' ? 'lost' : undefined;

/** What an outcome is called, folded. */
const WON =
  /^(?:closed[ -_]*won|won|deal won|close won|success|successful|yes|true|1|signed|zamknieta[ -]+wygrana|zamkniete[ -]+wygrane|wygrana|wygrane|wygrany|wygrano|sukces|deal wygrany|zakonczona sukcesem|zrealizowana|sprzedane|podpisana umowa|transakcja wygrana|zamkniete \(wygrane\)|zamknieta \(wygrana\))$/;
const LOST =
  /^(?:closed[ -_]*lost|lost|deal lost|close lost|failed|failure|no|disqualified|cancelled|canceled|abandoned|analyze failure|zamknieta[ -]+przegrana|zamkniete[ -]+przegrane|przegrana|przegrane|przegrany|przegrano|stracona|stracone|utracona|anulowana|odrzucona|porazka|deal przegrany|utracony|utracono|stracony|zakonczona porazka|transakcja przegrana|zamkniete \(przegrane\)|zamknieta \(przegrana\))$/;
const OPEN = /^(?:open|in progress|active|otwarta|otwarte|otwarty|w toku|w trakcie|aktywna|aktywne|nowa|new)$/;
/** Of a column that only says whether it was won: false may be open. */
const NOT_WON = /^(?:false|0|falsz|nie)$/;

/** The outcome that a text says; undefined where it says none. */
export function outcomeByName(text: string): 'won' | 'lost' | 'open' | undefined {
  const name = foldName(text);
  if (WON.test(name)) return 'won';
  if (LOST.test(name)) return 'lost';
  return OPEN.test(name) || NOT_WON.test(name) ? 'open' : undefined;
}

/** Usual stages of other systems by the stage of the template that asks for the same. */
const USUAL: Readonly<Record<string, string>> = {
  lead: 'lead|leads|new|new lead|new deal|incoming|prospecting|idea|unqualified|nowy|nowa|nowy lead|leady|potencjalni|nowe|lead in|do kontaktu|pomysl|open|appointment scheduled',
  prospect:
    'prospect|qualified|qualification|contact made|contacted|qualified to buy|first contact|discovery|zakwalifikowany|zakwalifikowane|kontakt|pierwszy kontakt|kontakt nawiazany|nawiazano kontakt|kwalifikacja|umowione spotkanie|spotkanie umowione|zakwalifikowana',
  needs:
    'needs|needs analysis|needs defined|needs identified|value proposition|demo|demo scheduled|demo done|presentation scheduled|presentation|meeting|analysis|analiza potrzeb|potrzeby|badanie potrzeb|rozpoznanie potrzeb|prezentacja|spotkanie|demo umowione|analiza',
  decision:
    'decision maker|decision maker bought-in|decision makers|id. decision makers|perception analysis|osoba decyzyjna|decydent|kontakt z osoba decyzyjna|decyzja',
  offer:
    'offer|offer sent|proposal|proposition|quote|quote sent|proposal sent|proposal made|proposal/price quote|price quote|contract sent|prepare documents|prepayment invoice|oferta|oferta wyslana|wyslana oferta|zlozenie oferty|oferta zlozona|przygotowanie oferty|wycena|oferty',
  negotiation:
    'negotiation|negotiations|negotiation/review|negotiations started|in negotiation|closing|contract|verbal commitment|final invoice|negocjacje|umowa|finalizacja|w negocjacjach|negocjacje handlowe|umowa wyslana',
};
const usualStage = new Map(Object.entries(USUAL).flatMap(([id, names]) => names.split('|').map((name) => [name, id] as const)));

/** Names of stages, removed ones too, by what they are called in either language; a removed one's heir stands for it. */
function ownNames(pipeline: Pipeline): ReadonlyMap<string, StageMeaning> {
  const heirs = stageHeirs(pipeline);
  const meaning = ({ id, kind }: Pick<Stage, 'id' | 'kind'>): StageMeaning => (kind === 'open' ? id : kind);
  const removed = (pipeline.archivedStages ?? []).flatMap((stage) => {
    const heir = stageById(pipeline, heirs.get(stage.id) ?? '');
    return heir === undefined ? [] : [stage.name, stage.shortName].map((name) => [foldText(name), meaning(heir)] as const);
  });
  const kinds = new Map(pipeline.stages.map((stage) => [stage.id, stage] as const));
  const used = stageAliases(pipeline.stages).flatMap(({ id, name, shortName }) => {
    const stage = kinds.get(id);
    return stage === undefined ? [] : [id, name, shortName].map((each) => [foldText(each), meaning(stage)] as const);
  });
  // A name in use goes before one that was removed.
  return new Map([...removed, ...used]);
}

/** What a stage of a file likely means; undefined where nobody can tell. @param options.usual false: only by the names of this pipeline. */
export function createStageProposal(
  pipeline: Pipeline,
  { usual: isUsualTold = true }: { readonly usual?: boolean } = {},
): (name: string) => StageMeaning | undefined {
  const own = ownNames(pipeline);
  const open = new Set(openStages(pipeline).map(({ id }) => id));
  return (text) => {
    const name = foldName(text);
    const bare = name.replace(/ \([^()]*\)$/, '');
    const known = own.get(foldText(text)) ?? own.get(name) ?? own.get(bare);
    if (known !== undefined) return known;
    if (!isUsualTold) return undefined;
    const outcome = outcomeByName(name) ?? outcomeByName(bare);
    if (outcome === 'won' || outcome === 'lost') return outcome;
    const usual = usualStage.get(name) ?? usualStage.get(bare);
    return usual !== undefined && open.has(usual) ? usual : undefined;
  };
}
