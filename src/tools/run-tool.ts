import type { SlackUserId, WorkspaceId } from '../core/ids.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { RequestObservation } from '../platform/metrics.ts';
import { createRequestLog } from '../platform/request-log.ts';
import { faultSentence, type WriteOutcome } from '../slack/request/fault-message.ts';
import { guessLanguage, requestContext } from '../slack/request/request-context.ts';
import type { RequestDeps } from '../slack/request/request-deps.ts';
import { literal } from '../slack/views/kit/text.ts';
import { refuseTool } from './refuse.ts';
import type { AnyTool, ToolResult } from './tool.ts';

/** Somebody who uses a tool: through a personal token, or by a step of a workflow. */
export type ToolCaller = {
  readonly workspaceId: WorkspaceId;
  readonly slackUserId: SlackUserId;
  readonly through: 'api' | 'workflow';
  /** Unique per request, or the same for one that is sent again. */
  readonly key: string;
};

export type ToolCall = { readonly tool: AnyTool; readonly input: unknown; readonly caller: ToolCaller };

/** What came of a call, and whether it was begun and ended well. */
export type ToolAnswer = {
  readonly result: ToolResult<Readonly<Record<string, unknown>>>;
  readonly outcome: RequestObservation['outcome'];
};

/**
 * Runs a tool as a person: by the same door as every request of Slack, with the same rights, language and care for faults. Never rejects.
 */
export async function runTool(appDeps: RequestDeps, { tool, input, caller: asked }: ToolCall): Promise<ToolAnswer> {
  const deps: RequestDeps = { ...appDeps, log: createRequestLog(appDeps.log) };
  const caller = { ...asked, channelId: null, command: '/deal', typedLanguage: null };
  let m = LANGUAGES[guessLanguage(deps, caller)];
  if (deps.load.isOverloaded(tool.writes ? 'write' : 'read'))
    return { result: refuseTool('busy', m.common.busy), outcome: 'busy' };
  const end = deps.load.begin();
  let written: WriteOutcome = 'none';
  try {
    const client = await deps.clientFor(caller.workspaceId);
    const context = await requestContext(deps, caller, {
      client,
      onWrite: (outcome) => {
        if (written !== 'unknown') written = outcome;
      },
    });
    m = context.m;
    if ('refused' in context) return { result: refuseTool('noAccess', m.access.refused[context.refused]), outcome: 'answered' };
    const result = await tool.run(context, input);
    if (!('issues' in result)) return { result, outcome: 'answered' };
    const fields = result.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]));
    const names = [...new Set(fields)].slice(0, 10).map((field) => literal(field === '' ? 'input' : field, 60));
    return { result: refuseTool('badInput', m.api.badInput(names)), outcome: 'answered' };
  } catch (error) {
    const sentence = faultSentence(error, m, { log: deps.log, what: tool.name, written });
    return { result: refuseTool('fault', sentence), outcome: 'fault' };
  } finally {
    end();
  }
}
