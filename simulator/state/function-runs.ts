import type { ManifestParameter } from '../manifest.ts';
import type { Fields } from '../read-json.ts';
import { randomHex, randomId } from './ids.ts';
import { publishEvent } from './publish-event.ts';
import type { FunctionResult, Workspace } from './workspace.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether a value is of a parameter's type. A type that the simulator does not know takes nothing. */
function fits({ type, items }: Pick<ManifestParameter, 'type' | 'items'>, value: unknown): boolean {
  switch (type) {
    case 'string':
      return isText(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'slack#/types/date':
      return isText(value) && DAY.test(value);
    case 'slack#/types/user_id':
      return isText(value) && /^[UW][A-Z0-9]+$/.test(value);
    case 'slack#/types/user_context':
      return value instanceof Object && 'id' in value && isText(value.id) && 'secret' in value && isText(value.secret);
    case 'array':
      return Array.isArray(value) && items !== undefined && value.every((each) => fits(items, each));
    default:
      return false;
  }
}

/** What is wrong with the values of a step: none of that name, none where one is required, or of another type. */
export function parameterProblems(parameters: Readonly<Record<string, ManifestParameter>>, values: Fields): readonly string[] {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(parameters, name));
  return [
    ...unknown.map((name) => `unknown parameter: ${name}`),
    ...Object.values(parameters).flatMap((parameter) => {
      const value = values[parameter.name];
      if (value === undefined) return parameter.is_required ? [`missing required parameter: ${parameter.name}`] : [];
      return fits(parameter, value) ? [] : [`${parameter.name} is no ${parameter.type}`];
    }),
  ];
}

/** Runs a custom step, and resolves when the app has completed it. @throws Error where Slack would not run it. */
export async function runFunction(workspace: Workspace, callbackId: string, inputs: Fields): Promise<FunctionResult> {
  const { manifest, functionRuns, identity, changes, nextTs } = workspace;
  const step = manifest.functions?.[callbackId];
  if (step === undefined) throw new Error(`the manifest has no function ${callbackId}`);
  const problems = parameterProblems(step.input_parameters, inputs);
  if (problems.length > 0) throw new Error(problems.join('; '));
  const id = randomId('Fx');
  const token = `xwfp-${randomHex(16)}`;
  functionRuns.set(id, { callbackId, token });
  const done = new Promise<FunctionResult>((resolve) => {
    const stop = changes.on(() => {
      const result = functionRuns.get(id)?.result;
      if (result === undefined) return;
      stop();
      resolve(result);
    });
  });
  const { title, description, input_parameters, output_parameters } = step;
  publishEvent(workspace, 'function_executed', {
    type: 'function_executed',
    function: {
      ...{ id: randomId('Fn'), callback_id: callbackId, title, description, type: 'app', app_id: identity.appId },
      input_parameters: Object.values(input_parameters),
      output_parameters: Object.values(output_parameters),
      ...{ date_created: 0, date_updated: 0, date_deleted: 0 },
    },
    inputs,
    function_execution_id: id,
    workflow_execution_id: randomId('Wx'),
    event_ts: nextTs(),
    bot_access_token: token,
  });
  return done;
}
