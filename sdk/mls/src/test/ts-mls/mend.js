// Puts right in the installed ts-mls what cannot be put right from outside: docs/mls-peers.md.
import { readFileSync, writeFileSync } from 'node:fs';

const DEFECTS = [
  {
    // RFC 9420 §7.9.2: only the nodes between the leaf and this one have to list the leaf too;
    // ts-mls asks all nodes above the leaf for the same list
    file: 'clientState.js',
    wrong: '!arraysEqual(dpNode.parent.unmergedLeaves, n.parent.unmergedLeaves)',
    right:
      'dp.indexOf(parentIdx) < dp.indexOf(toNodeIndex(i)) && ' +
      '!dpNode.parent.unmergedLeaves.includes(unmergedLeaf)',
  },
];

for (const { file, wrong, right } of DEFECTS) {
  const path = `node_modules/ts-mls/dist/src/${file}`;
  const text = readFileSync(path, 'utf8');
  if (text.split(wrong).length !== 2) {
    throw new Error(`${path} is not as it was when this was written: ${wrong}`);
  }
  writeFileSync(path, text.replace(wrong, right));
}
