/**
 * Which packages of package-lock.json production needs. npm's own `--omit=dev` keeps more: @prisma/client names `prisma` and `typescript` as
 * optional peers, and npm counts what an optional peer asks for as optional, not as development's.
 */

/** Where a package looks for what it asks for: in its own node_modules, then in those around it. */
function findPath(packages, from, name) {
  for (let base = from; ; ) {
    const path = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (base === '') return undefined;
    const parent = base.lastIndexOf('/node_modules/');
    base = parent < 0 ? '' : base.slice(0, parent);
  }
}

/**
 * @param lock package-lock.json, parsed.
 * @returns the paths below the root that are reached from `dependencies` without development and without optional peers.
 */
export function productionPaths({ packages }) {
  const reached = new Set();
  const visit = (path) => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = packages[path];
    const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
    for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers]) {
      const found = findPath(packages, path, name);
      if (found === undefined || reached.has(found)) continue;
      reached.add(found);
      visit(found);
    }
  };
  visit('');
  return reached;
}
