import { asText, type Fields } from '../read-json.ts';
import { parameterProblems } from '../state/function-runs.ts';
import type { FunctionResult, Workspace } from '../state/workspace.ts';
import { type Answer, botMethod, jsonArgument, type Methods, refuse, refuseWithMessages, success } from './method.ts';

export const functionMethods: Methods = {
  'functions.completeSuccess': botMethod([], completeSuccess),
  'functions.completeError': botMethod([], completeError),
};

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function completeSuccess(workspace: Workspace, args: Fields): Answer {
  const outputs = jsonArgument(args['outputs']) ?? {};
  if (!isFields(outputs)) return refuse('invalid_arguments');
  return end(workspace, args, { outputs });
}

function completeError(workspace: Workspace, args: Fields): Answer {
  const error = asText(args['error']) ?? '';
  return error === '' ? refuse('invalid_arguments') : end(workspace, args, { error });
}

/** Ends a run: once, and with outputs as the manifest has them. Source: docs.slack.dev, functions.completeSuccess. */
function end(workspace: Workspace, args: Fields, result: FunctionResult): Answer {
  const { functionRuns, manifest, changes } = workspace;
  const id = asText(args['function_execution_id']) ?? '';
  const run = functionRuns.get(id);
  if (run === undefined) return refuse('function_execution_not_found');
  if (run.result !== undefined) return refuse('execution_not_in_running_state');
  const wanted = manifest.functions?.[run.callbackId]?.output_parameters ?? {};
  const problems = 'outputs' in result ? parameterProblems(wanted, result.outputs) : [];
  if (problems.length > 0) return refuseWithMessages('parameter_validation_failed', problems);
  functionRuns.set(id, { ...run, result });
  changes.emit();
  return success();
}
