import { expect, it } from 'vitest';
import {
  type ChannelId,
  type CriterionId,
  type DealNumber,
  directChannel,
  type LostReasonId,
  type MemberId,
  type PipelineId,
  type SlackUserId,
  type StageId,
  type WorkspaceId,
} from '../../src/core/ids.ts';

const member: MemberId = 'anna';
const slackUser: SlackUserId = 'U1';
const stage: StageId = 'offer';
const pipeline: PipelineId = 'sales';
const workspace: WorkspaceId = 'T1';
const channel: ChannelId = 'C1';
const criterion: CriterionId = 'budget';
const deal: DealNumber = 141;

it('an id of one kind is not accepted for another', () => {
  // @ts-expect-error a person of Slack is not a member of ours.
  const ours: MemberId = slackUser;
  // @ts-expect-error nor the other way round.
  const theirs: SlackUserId = member;
  // @ts-expect-error a pipeline is no stage.
  const wrongStage: StageId = pipeline;
  // @ts-expect-error a stage is no pipeline.
  const wrongPipeline: PipelineId = stage;
  // @ts-expect-error a channel is no workspace.
  const wrongWorkspace: WorkspaceId = channel;
  // @ts-expect-error a person is no channel: directChannel says which conversation is meant.
  const wrongChannel: ChannelId = slackUser;
  // @ts-expect-error a criterion is no reason.
  const wrongReason: LostReasonId = criterion;
  // @ts-expect-error a number is no text.
  const wrongNumber: DealNumber = workspace;
  expect([ours, theirs, wrongStage, wrongPipeline, wrongWorkspace, wrongChannel, wrongReason, wrongNumber]).toHaveLength(8);
  expect(deal).toBe(141);
});

it('a person’s own id opens the conversation with them', () => {
  expect(directChannel(slackUser)).toBe('U1');
});
