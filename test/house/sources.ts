import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** The top of the checkout. */
export const root: string = join(import.meta.dirname, '../../');

/** A syntax tree as plain data; only its shape is used. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** One import or re-export, or a dynamic `import()`. */
export interface Import {
  readonly from: string;
  /** True when nothing of it is left after compilation. */
  readonly typeOnly: boolean;
  readonly reExportsAll: boolean;
}

/** Every file under a folder of the checkout, as paths from its top. */
export function listFiles(folder: string, name: RegExp = /\.(ts|tsx|css|html)$/): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.slice(root.length), entry.name))
    .sort();
}

/** What stands in a file of the checkout. */
export function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The nodes right below one. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** A node and everything below it. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

/** The syntax tree of a TypeScript text, with its comments. */
export function parse(path: string, text: string): { readonly program: Node; readonly comments: readonly Node[] } {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`);
  const tree: unknown = program;
  const notes: unknown = comments;
  if (!isNode(tree) || !Array.isArray(notes)) throw new Error(`The parser gave no tree for ${path}.`);
  return { program: tree, comments: notes.filter(isNode) };
}

/** The text of a string literal node. */
function literal(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;
}

/** True when a clause names something that is not a type. */
function namesValue(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return false;
  const names = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  return names.length === 0 || names.some((name) => name[kind] !== 'type');
}

/** What a text imports and re-exports, in its own words. */
export function readImports(path: string, text: string): readonly Import[] {
  const found: Import[] = [];
  for (const node of walk(parse(path, text).program)) {
    const from = literal(node['source']);
    if (node.type === 'ImportDeclaration' && from !== undefined) {
      found.push({ from, typeOnly: !namesValue(node, 'importKind'), reExportsAll: false });
    } else if (node.type === 'ExportNamedDeclaration' && from !== undefined) {
      found.push({ from, typeOnly: !namesValue(node, 'exportKind'), reExportsAll: false });
    } else if (node.type === 'ExportAllDeclaration' && from !== undefined) {
      found.push({ from, typeOnly: node['exportKind'] === 'type', reExportsAll: true });
    } else if (node.type === 'ImportExpression' && from !== undefined) {
      found.push({ from, typeOnly: false, reExportsAll: false });
    } else if (node.type === 'TSImportType' && from !== undefined) {
      found.push({ from, typeOnly: true, reExportsAll: false });
    }
  }
  return found;
}

/** Where a relative import leads, from the top of the checkout; a package's name stays as it is. */
export function resolveImport(path: string, from: string): string {
  return from.startsWith('.') ? posix.join(posix.dirname(path), from) : from;
}
