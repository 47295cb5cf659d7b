import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import { foldText } from '../../../core/fold-text.ts';
import { isCurrency } from '../../../core/money/money.ts';
import { copyPipeline, sevenStageTemplate, tradeTemplate } from '../../../core/pipeline/pipeline-templates.ts';
import { pipelineById } from '../../../core/pipeline/pipelines.ts';
import type { StoredPipeline } from '../../../core/pipeline/stored-pipeline.ts';
import { TRADES } from '../../../core/pipeline/trade-templates.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { ButtonHandler, Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { parseFunnelCommand } from '../../request/parse-command.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { pipelineSettingsHistory } from '../../steps/settings/history/pipeline-settings-history.ts';
import {
  forPipelineAdmins as forAdmins,
  loadFreshPipelines as loadFresh,
  savePipelineSettings as save,
  show,
  showPipelinesPage as showPage,
} from '../../steps/settings/pipelines-page.ts';
import { literal } from '../../views/kit/text.ts';
import {
  ADD_PIPELINE,
  ADD_PIPELINE_FORM,
  ARCHIVE_PIPELINE,
  addPipelineForm,
  FROM_SEVEN,
  fromCopy,
  fromTrade,
  MAKE_DEFAULT_PIPELINE,
  OPEN_ONE_PIPELINE,
  OPEN_PIPELINES,
  PIPELINES_FIELDS,
  type PipelinesFormData,
  pipelinesFormData,
  RENAME_PIPELINE,
  RENAME_PIPELINE_FORM,
  RESTORE_PIPELINE,
  renamePipelineForm,
  UNDO_PIPELINES,
} from '../../views/workspace/settings/pipelines-pages.ts';

/** Does at once what a button asks for; the value is the pipeline. */
const pressEdit = (kind: 'makeDefault' | 'archive' | 'restore'): ButtonHandler => ({
  opensForm: true,
  run: (context, press) =>
    forAdmins(context, async () => {
      const done = await save(context, { kind, id: press.value });
      return show(press, await showPage(context, press.value, done.ok ? done.notice : { text: done.sentence }));
    }),
});

/** A name that is a word of the command: nobody could type it. */
function reservedName({ m }: RequestContext, name: string): SafeText | undefined {
  const read = parseFunnelCommand(name);
  return read.kind === 'word' ? m.pipelines.problems.reserved(literal(read.typedWord, 40)) : undefined;
}

const errorsUnderName = (sentence: SafeText): Reply => ({ kind: 'errors', errors: { [PIPELINES_FIELDS.name]: sentence } });

/** What the new one begins with; undefined where the pipeline that was to be copied is gone. */
async function toPipeline(
  { tenant, language }: RequestContext,
  from: string,
  made: Pick<StoredPipeline, 'id' | 'name' | 'currency'>,
): Promise<StoredPipeline | undefined> {
  if (from === FROM_SEVEN) return { ...sevenStageTemplate(made.id, language, made.currency), ...made };
  const trade = TRADES.find((each) => fromTrade(each) === from);
  if (trade !== undefined) return tradeTemplate(trade, made);
  const copied = (await tenant.allPipelines()).find(({ id }) => fromCopy(id) === from);
  return copied === undefined ? undefined : copyPipeline(copied, made);
}

function submitNew(context: RequestContext, form: Form): Promise<Reply> {
  const { m, tenant, pipelines } = context;
  return forAdmins(context, async () => {
    const name = normalizeText(form.text(PIPELINES_FIELDS.name) ?? '');
    const reserved = foldText(name) === '' ? undefined : reservedName(context, name);
    if (reserved !== undefined) return errorsUnderName(reserved);
    const chosen = form.choice(PIPELINES_FIELDS.currency) ?? '';
    const made = { id: tenant.newId(), name, currency: isCurrency(chosen) ? chosen : pipelines.inUse[0].currency };
    const pipeline = await toPipeline(context, form.choice(PIPELINES_FIELDS.from) ?? FROM_SEVEN, made);
    if (pipeline === undefined) return { kind: 'errors', errors: { [PIPELINES_FIELDS.from]: m.pipelines.problems.gone } };
    const done = await save(context, { kind: 'add', id: made.id, name }, pipeline);
    if (!done.ok) return errorsUnderName(done.sentence);
    return { kind: 'update', view: await showPage(context, made.id, done.notice) };
  });
}

function submitName(context: RequestContext, form: Form, { id = '' }: PipelinesFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const name = normalizeText(form.text(PIPELINES_FIELDS.name) ?? '');
    const reserved = reservedName(context, name);
    if (reserved !== undefined) return errorsUnderName(reserved);
    const done = await save(context, { kind: 'rename', id, name });
    return done.ok ? { kind: 'update', view: await showPage(context, id, done.notice) } : errorsUnderName(done.sentence);
  });
}

/** Takes back what was just done, where the person is: by who did it, for ten minutes. */
async function undo(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member, at } = context;
  return forAdmins(context, async () => {
    const change = await tenant.settingChanges.byId(press.value);
    const isMine = change?.memberId === member.id;
    const isLate = change !== undefined && at - change.at > UNDO_WINDOW_MS;
    const undone = change === undefined || !isMine || isLate || change.undoneAt !== null ? undefined : change;
    const answer = undone === undefined ? undefined : await pipelineSettingsHistory.undo(context, undone);
    const text =
      answer?.said ?? (isLate ? m.setup.undoTooLate : change?.undoneAt != null ? m.setup.undoneAlready : m.common.gone);
    return show(press, await showPage(context, undefined, { text }));
  });
}

/** Several pipelines: an admin makes them, names them, chooses the default one and archives them. */
export const pipelinesFlow = {
  funnelCommands: {
    pipelines: {
      takesDeal: null,
      opensForm: true,
      run: (context) => forAdmins(context, async () => ({ kind: 'open', view: await showPage(context) })),
    },
  },
  buttons: {
    [OPEN_PIPELINES]: {
      opensForm: true,
      run: (context, press) => forAdmins(context, async () => show(press, await showPage(context))),
    },
    [OPEN_ONE_PIPELINE]: {
      opensForm: true,
      run: (context, press) => forAdmins(context, async () => show(press, await showPage(context, press.value))),
    },
    [ADD_PIPELINE]: {
      opensForm: true,
      run: (context, press) =>
        forAdmins(context, async () => {
          const { inUse, archived } = await loadFresh(context);
          const view = addPipelineForm(context.m, { pipelines: [...inUse, ...archived], currency: inUse[0].currency });
          return show(press, view);
        }),
    },
    [RENAME_PIPELINE]: {
      opensForm: true,
      run: (context, press) =>
        forAdmins(context, async () => {
          const pipeline = pipelineById(await loadFresh(context), press.value);
          return show(
            press,
            pipeline === undefined
              ? await showPage(context, undefined, { text: context.m.pipelines.problems.gone })
              : renamePipelineForm(context.m, pipeline),
          );
        }),
    },
    [MAKE_DEFAULT_PIPELINE]: pressEdit('makeDefault'),
    [ARCHIVE_PIPELINE]: pressEdit('archive'),
    [RESTORE_PIPELINE]: pressEdit('restore'),
    [UNDO_PIPELINES]: { opensForm: true, run: undo },
  },
  forms: {
    [ADD_PIPELINE_FORM]: (context, form) => submitNew(context, form),
    [RENAME_PIPELINE_FORM]: submitHandler(pipelinesFormData, submitName),
  },
} satisfies Flow;
