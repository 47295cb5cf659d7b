import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { LANGUAGES } from '../../locale/languages.ts';
import { runTool } from '../../tools/run-tool.ts';
import { stepInput, stepPerson, type WorkflowStep } from '../../tools/workflow-steps.ts';
import { workspaceLanguage } from '../request/admission.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { toPlainText } from '../views/kit/text.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';

export type FunctionArgs = SlackEventMiddlewareArgs<'function_executed'> & AllMiddlewareArgs;

/** Runs a step of a workflow as whoever runs the workflow, and tells Slack what it gave or why it did not. */
export async function onFunction(deps: RequestDeps, step: WorkflowStep, args: FunctionArgs): Promise<void> {
  const { event, body, complete, fail } = args;
  const { tool } = step;
  const startedAt = deps.clock.monotonicNow();
  const workspaceId = args.context.teamId ?? body.team_id;
  const slackUserId = stepPerson(event.inputs);
  const answer = async (told: Promise<unknown>): Promise<void> => {
    // Sent a second time, the event meets a run that has ended.
    await told.catch((error: unknown) =>
      deps.log.warn({ err: error, slack: slackErrorCode(error), step: tool.name }, 'Slack did not take what a step gave'),
    );
  };
  if (slackUserId === undefined) {
    const { language } = await workspaceLanguage(deps.store.tenant(workspaceId));
    return answer(fail({ error: toPlainText(LANGUAGES[language].api.noOwner) }));
  }
  // The same run sent again counts once.
  const caller = { workspaceId, slackUserId, through: 'workflow', key: `workflow ${event.function_execution_id}` } as const;
  const { result, outcome } = await runTool(deps, { tool, input: stepInput(step, event.inputs), caller });
  deps.observe({ kind: 'workflow', name: tool.name, ackMs: deps.clock.monotonicNow() - startedAt, outcome });
  await answer(result.ok ? complete({ outputs: { ...step.toOutputs(result.output) } }) : fail({ error: result.message }));
}
