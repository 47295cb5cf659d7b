import { expect, it } from 'vitest';
import { readManifest } from '../../simulator/read-manifest.ts';
import { runFunction } from '../../simulator/state/function-runs.ts';
import { createWorkspace } from '../../simulator/state/workspace.ts';
import { callMethod } from '../../simulator/web-api/call-method.ts';

it('a step is run with typed inputs, and ends once, by its own token, with outputs as the manifest has them', async () => {
  const workspace = createWorkspace({
    ...{ manifest: readManifest(), origin: 'http://127.0.0.1:1', now: () => 0, triggerLifeMs: 3000, team: {} },
  });
  const person = { id: 'U1', secret: 's' };
  await expect(runFunction(workspace, 'no_such_step', {})).rejects.toThrow('no function');
  await expect(runFunction(workspace, 'list_deals', { person, limit: 'ten', colour: 'red' })).rejects.toThrow(
    'unknown parameter: colour; limit is no number',
  );
  const done = runFunction(workspace, 'list_deals', { person });
  const [[id, { token }] = ['', { token: '' }]] = workspace.functionRuns;
  const end = (name: string, args: object) => callMethod(workspace, name, token, { function_execution_id: id, ...args });
  const outputs = { message: 'Open deals: 1', text: 'D-1', deals: ['D-1'], total: 1 };
  for (const wrong of [{}, { ...outputs, total: '1' }, { ...outputs, deals: [1] }, { ...outputs, more: true }])
    expect(end('functions.completeSuccess', { outputs: wrong })).toMatchObject({ error: 'parameter_validation_failed' });
  expect(callMethod(workspace, 'functions.completeSuccess', 'xwfp-other', { function_execution_id: id })).toMatchObject({
    error: 'invalid_auth',
  });
  expect(end('functions.completeSuccess', { outputs: JSON.stringify(outputs) })).toMatchObject({ ok: true });
  expect(await done).toEqual({ outputs });
  expect(end('functions.completeError', { error: 'late' })).toMatchObject({ error: 'execution_not_in_running_state' });
  expect(callMethod(workspace, 'functions.completeError', token, { function_execution_id: 'Fx0', error: 'x' })).toMatchObject({
    error: 'function_execution_not_found',
  });
});
