import { posix } from 'node:path';
import { childrenOf, type Node, parse, readSource, resolveImport } from './sources.ts';

/** One name that a door hands out. */
export interface Exported {
  readonly name: string;
  readonly typeOnly: boolean;
  /** The file that the door takes it from, and its name there. */
  readonly source: string;
  readonly local: string;
}

const nameOf = (node: unknown): string => {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? value ?? '';
};

/** Everything a door exports; it does so by `export { … } from` alone. */
export function readDoor(path: string): readonly Exported[] {
  const { program } = parse(path, readSource(path));
  return childrenOf(program).flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node['source']) {
      throw new Error(`${path} does more than hand out names: ${node.type}`);
    }
    const source = resolveImport(path, nameOf(node['source']));
    return childrenOf(node)
      .filter(({ type }) => type === 'ExportSpecifier')
      .map((specifier) => ({
        name: nameOf(specifier['exported']),
        local: nameOf(specifier['local']),
        typeOnly: node['exportKind'] === 'type' || specifier['exportKind'] === 'type',
        source,
      }));
  });
}

/** Names that a statement declares. */
function declaredBy(statement: Node): readonly string[] {
  const declaration = statement['declaration'] as Node | null | undefined;
  if (!declaration) return [];
  if (declaration.type === 'VariableDeclaration') return childrenOf(declaration).map(({ id }) => nameOf(id));
  return [nameOf(declaration['id'])];
}

/** The doc comment right before a statement. */
function commentBefore(statement: Node, comments: readonly Node[], text: string): string {
  const before = comments.findLast(({ end }) => end <= statement.start);
  if (before === undefined || text.slice(before.end, statement.start).trim() !== '') return '';
  const comment = String(before['value']);
  return comment.startsWith('*') ? comment : '';
}

/** The doc comment of an exported name, followed through files that pass it on. Empty when there is none. */
export function readDocComment(source: string, name: string, read: (path: string) => string = readSource): string {
  if (!/\.tsx?$/.test(source)) return 'of another package';
  const text = read(source);
  const { program, comments } = parse(source, text);
  const exported = childrenOf(program).filter(({ type }) => type === 'ExportNamedDeclaration');
  const declared = exported.filter((statement) => declaredBy(statement).includes(name));
  // Of overloads, one explains them all.
  if (declared.length > 0) return declared.map((statement) => commentBefore(statement, comments, text)).join('');
  for (const statement of exported) {
    const passed = childrenOf(statement).find((it) => it.type === 'ExportSpecifier' && nameOf(it['exported']) === name);
    if (passed && statement['source']) {
      const next = posix.join(posix.dirname(source), nameOf(statement['source']));
      return readDocComment(next, nameOf(passed['local']), read);
    }
  }
  throw new Error(`${source} does not export ${name}.`);
}
