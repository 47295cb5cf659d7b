export type BundleOptions = {
  readonly root: string;
  readonly outdir: string;
  readonly entryPoints: readonly string[];
  readonly home?: string;
};

export function bundle(options: BundleOptions): Promise<void>;
