import { childrenOf, type Node, parse } from './sources.ts';

/** What only `src/platform/browser` may name: everything that a browser brings, the clock, and what talks to the outside. */
export const browserGlobals: ReadonlySet<string> = new Set(
  `window document navigator location history screen self globalThis frames top parent origin
  localStorage sessionStorage indexedDB caches cookieStore IDBKeyRange
  Date performance setTimeout clearTimeout setInterval clearInterval requestAnimationFrame cancelAnimationFrame
  requestIdleCallback setImmediate scheduler
  fetch XMLHttpRequest WebSocket EventSource Request Response Headers URL URLSearchParams FormData Blob
  crypto console BroadcastChannel MessageChannel Worker SharedWorker postMessage
  AbortController AbortSignal Event CustomEvent DOMException EventTarget MessageEvent addEventListener removeEventListener dispatchEvent
  matchMedia getComputedStyle alert confirm prompt open close TextEncoder TextDecoder btoa atob structuredClone
  process Buffer require Notification MutationObserver IntersectionObserver ResizeObserver HTMLElement`.split(/\s+/),
);

/** A pure function that happens to hang on a clock: it reads text, not the time. */
const isDateParse = (node: Node, parent: Node): boolean =>
  node['name'] === 'Date' &&
  parent.type === 'MemberExpression' &&
  childrenOf(parent).some((child) => child !== node && child['name'] === 'parse');

/** Nodes of the type system that hold an expression; below all others there are only types. */
const holdExpression = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
]);

/** A name that is a label, not a reference: `x.name`, `{ name: … }`. */
function isLabel(node: Node, parent: Node): boolean {
  if (parent['computed'] === true) return false;
  if (parent.type === 'MemberExpression') return parent['property'] === node;
  return 'key' in parent && parent['key'] === node && parent['shorthand'] !== true;
}

const declarations = new Set(['VariableDeclarator', 'FunctionDeclaration', 'FunctionExpression', 'ClassDeclaration']);
const patterns = new Set(['ObjectPattern', 'ArrayPattern', 'AssignmentPattern', 'RestElement', 'Property']);

/** Names that a binding introduces: `x`, `{ a, b: c = d, ...e }`. */
function* bound(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  const at = node as Node;
  if (at.type === 'Identifier') yield String(at['name']);
  else if (at.type === 'Property') yield* bound(at['value']);
  else if (at.type === 'AssignmentPattern') yield* bound(at['left']);
  else if (patterns.has(at.type)) for (const child of childrenOf(at)) yield* bound(child);
}

function* namesIn(node: Node): Generator<string> {
  if (declarations.has(node.type)) yield* bound(node['id']);
  if (node.type.startsWith('Import') && 'local' in node) yield* bound(node['local']);
  if (node.type === 'CatchClause') yield* bound(node['param']);
  if (Array.isArray(node['params'])) for (const param of node['params']) yield* bound(param);
  for (const child of childrenOf(node)) yield* namesIn(child);
}

function* references(node: Node): Generator<Node> {
  if (node.type === 'Identifier') yield node;
  for (const child of childrenOf(node)) {
    if (child.type.startsWith('TS') && !holdExpression.has(child.type)) continue;
    if (child.type === 'Identifier' && (isLabel(child, node) || isDateParse(child, node))) continue;
    yield* references(child);
  }
}

/** Browser globals that a text uses as values. A name that the file declares itself is its own, types are free to be spoken of. */
export function readGlobals(path: string, text: string): readonly string[] {
  const { program } = parse(path, text);
  const own = new Set(namesIn(program));
  const used = [...references(program)].map((node) => String(node['name']));
  return [...new Set(used.filter((name) => browserGlobals.has(name) && !own.has(name)))];
}
