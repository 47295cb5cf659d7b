/** The parts of an app manifest that decide what the workspace lets the app do. */
export type Manifest = {
  readonly display_information?: { readonly name?: string };
  readonly features?: {
    readonly app_home?: {
      readonly home_tab_enabled?: boolean;
      readonly messages_tab_enabled?: boolean;
      readonly messages_tab_read_only_enabled?: boolean;
    };
    readonly bot_user?: { readonly display_name?: string };
    readonly slash_commands?: readonly ManifestCommand[];
    readonly shortcuts?: readonly ManifestShortcut[];
  };
  readonly oauth_config?: {
    readonly redirect_urls?: readonly string[];
    readonly scopes?: { readonly bot?: readonly string[]; readonly bot_optional?: readonly string[] };
  };
  readonly functions?: Readonly<Record<string, ManifestFunction>>;
  readonly settings?: {
    readonly event_subscriptions?: { readonly bot_events?: readonly string[] };
    readonly interactivity?: { readonly is_enabled?: boolean };
    readonly socket_mode_enabled?: boolean;
  };
};

export type ManifestCommand = {
  readonly command: string;
  readonly description?: string;
  readonly usage_hint?: string;
  readonly should_escape?: boolean;
};

/** A field of a custom step. `items`: of an array. */
export type ManifestParameter = {
  readonly type: string;
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly is_required: boolean;
  readonly items?: { readonly type: string };
};

/** A step that people put into their workflows. */
export type ManifestFunction = {
  readonly title: string;
  readonly description?: string;
  readonly input_parameters: Readonly<Record<string, ManifestParameter>>;
  readonly output_parameters: Readonly<Record<string, ManifestParameter>>;
};

export type ManifestShortcut = {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callback_id: string;
  readonly description?: string;
};

/**
 * Scopes that the bot token carries, as if the installer had agreed to all: those of `bot`. What stands in `bot_optional` alone is never asked
 * for; it only says which of the others may be refused.
 */
export const botScopes = (manifest: Manifest): readonly string[] => manifest.oauth_config?.scopes?.bot ?? [];

/** The command's entry, or `undefined` when the app has no such command. `command` starts with a slash. */
export function findCommand(manifest: Manifest, command: string): ManifestCommand | undefined {
  return manifest.features?.slash_commands?.find((entry) => entry.command === command);
}

/** The shortcut's entry of that kind, or `undefined`. */
export function findShortcut(manifest: Manifest, type: 'global' | 'message', callbackId: string): ManifestShortcut | undefined {
  return manifest.features?.shortcuts?.find((entry) => entry.type === type && entry.callback_id === callbackId);
}

/** Whether the app asked for this bot event, e.g. `message.im`. */
export function subscribesTo(manifest: Manifest, event: string): boolean {
  return manifest.settings?.event_subscriptions?.bot_events?.includes(event) ?? false;
}
