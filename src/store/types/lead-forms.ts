import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { LeadForm } from '../../core/pipeline/lead-form.ts';
import type { Instant } from '../../core/time/instant.ts';

/** What a request is known by. `hash`: SHA-256 of the secret, hexadecimal; `encryptedSecret` null: signatures cannot be checked. */
export type LeadFormSecret = { readonly hash: string; readonly encryptedSecret: string | null };

/** Names, in the workspace's language, of the two rows of the people that stand for no person. */
export type LeadFormNames = { readonly nobody: string; readonly form: string };

/** One address for each pipeline of a workspace. */
export type LeadForms = {
  /** Makes the address of a pipeline; one that is there keeps it, and gets the new secret. */
  readonly save: (
    form: LeadFormSecret & { readonly pipelineId: PipelineId; readonly names: LeadFormNames },
    at: Instant,
  ) => Promise<LeadForm>;
  readonly all: () => Promise<readonly LeadForm[]>;
  readonly markUsed: (id: string, at: Instant) => Promise<void>;
  /** Takes it back for good: a later one of the pipeline has another address. Undefined where there is none. */
  readonly remove: (id: string) => Promise<LeadForm | undefined>;
};

/** Addresses of all workspaces, for requests that nobody is behind. */
export type AllLeadForms = {
  /** Undefined too where the workspace has not the app any more. */
  readonly find: (workspaceId: WorkspaceId, id: string) => Promise<(LeadForm & LeadFormSecret) | undefined>;
  /** Those with an encrypted secret, for a change of the key. */
  readonly withSecrets: () => Promise<
    readonly { readonly workspaceId: WorkspaceId; readonly id: string; readonly encryptedSecret: string }[]
  >;
  readonly setSecret: (workspaceId: WorkspaceId, id: string, encryptedSecret: string) => Promise<void>;
};
