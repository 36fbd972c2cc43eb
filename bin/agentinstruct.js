#!/usr/bin/env node
// No static imports: an old Node must get as far as the next lines.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `agentinstruct needs Node 22.19 or newer; this is Node ${process.versions.node}. Install a newer Node, or in a clone of the repository run it through npm ("npm ci", then "npx agentinstruct"), which brings its own.`,
  );
  process.exit(1);
}
import('../dist/src/cli/main.js').then(
  ({ main }) => main(process.argv),
  (error) => {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist')) throw error;
    console.error('agentinstruct is not built yet: run "npm run build" in its folder.');
    process.exit(1);
  },
);
