import { kernels } from './kernels.js';
import { lists } from './lists.js';
import { nodes } from './nodes.js';
import { overview } from './overview.js';
import { region } from './region.js';
import { revisions } from './revisions.js';
import { upload } from './upload.js';
import { verification } from './verification.js';

/** The views of a machine. draw returns a promise of an element; its arguments are the place and the audit. */
export const VIEWS = [
  { id: '', title: 'Map and findings', draw: overview },
  { id: 'kernels', title: 'Compare kernels', draw: kernels },
  { id: 'region', title: 'Try a region', draw: region },
  { id: 'nodes', title: 'Nodes', draw: nodes },
  { id: 'verification', title: 'Verification', draw: verification },
  { id: 'lists', title: 'Kernel lists', draw: lists },
  { id: 'upload', title: 'Files', draw: upload },
  { id: 'revisions', title: 'Revisions', draw: revisions, needsStore: true },
];
