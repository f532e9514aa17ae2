import { childrenOf, type Node, parse, readSource, resolveImport, walk } from '../house/sources.ts';

/** One name of a door, as its page shows it. */
export interface Entry {
  readonly name: string;
  readonly type: boolean;
  /** What its doc comment says. */
  readonly about: string;
  /** Its declarations: of overloads there are several. */
  readonly code: readonly string[];
  /** All names that stand in the declarations. */
  readonly mentions: ReadonlySet<string>;
}

interface Found {
  readonly about: string;
  readonly code: string;
  readonly node: Node;
}

const nameOf = (node: unknown): string => (node as { name?: string } | null)?.name ?? '';

/** A doc comment without its stars. */
function readComment(value: string): string {
  return value
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim();
}

function declaredBy(declaration: Node): readonly string[] {
  if (declaration.type === 'VariableDeclaration') return childrenOf(declaration).map(({ id }) => nameOf(id));
  return [nameOf(declaration['id'])];
}

/** The declarations of a name in an emitted file, followed through files that pass it on. */
function findDeclarations(path: string, name: string, read: (path: string) => string): readonly Found[] {
  const text = read(path);
  const { program, comments } = parse(path, text);
  const found: Found[] = [];
  for (const statement of childrenOf(program)) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const declaration = statement['declaration'] as Node | null;
    if (declaration && declaredBy(declaration).includes(name)) {
      const before = comments.findLast(
        ({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === '',
      );
      const about = before && String(before['value']).startsWith('*') ? readComment(String(before['value'])) : '';
      const code = text.slice(declaration.start, declaration.end).replace(/^declare /, '');
      found.push({
        about,
        code: code.replace(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 2)),
        node: declaration,
      });
    }
    const passed = childrenOf(statement).find((it) => it.type === 'ExportSpecifier' && nameOf(it['exported']) === name);
    if (passed && statement['source']) return findDeclarations(emitted(path, statement), nameOf(passed['local']), read);
  }
  return found;
}

const emitted = (path: string, statement: Node): string =>
  resolveImport(path, (statement['source'] as { value: string } & Node).value).replace(/\.tsx?$/, '.d.ts');

/** Every name of a door, from the declarations that the compiler has emitted for it. */
export function readEntries(door: string, read: (path: string) => string = readSource): readonly Entry[] {
  const { program } = parse(door, read(door));
  const entries = childrenOf(program).flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || !statement['source']) return [];
    const specifiers = childrenOf(statement).filter(({ type }) => type === 'ExportSpecifier');
    return specifiers.map((specifier) => {
      const found = findDeclarations(emitted(door, statement), nameOf(specifier['local']), read);
      const mentions = found.flatMap(({ node }) =>
        [...walk(node)].filter(({ type }) => type === 'Identifier').map(nameOf),
      );
      return {
        name: nameOf(specifier['exported']),
        type: statement['exportKind'] === 'type' || specifier['exportKind'] === 'type',
        about: found
          .map(({ about }) => about)
          .join('\n\n')
          .trim(),
        code: found.map(({ code }) => code),
        mentions: new Set(mentions),
      };
    });
  });
  return entries.toSorted((a, b) => Number(a.type) - Number(b.type) || a.name.localeCompare(b.name, 'en'));
}

/** A doc comment as Markdown: its tags become words, its examples code. */
export function formatAbout(about: string): string {
  return about
    .replace(
      /^@example[ \t]*\n?([\s\S]*?)(?=^@|$(?![\s\S]))/gm,
      (_, code: string) => `\n\`\`\`typescript\n${code.replace(/^```.*$/gm, '').trim()}\n\`\`\`\n`,
    )
    .replace(/^@default (.*)$/gm, (_, value: string) => `\nDefault: \`${value.replaceAll('`', '')}\``)
    .replace(/^@throws /gm, '\nThrows ')
    .replace(/^@returns? /gm, '\nReturns ')
    .replace(/^@param (\w+) /gm, '\n`$1`: ')
    .replace(/\{@link ([\w.]+)\}/g, '`$1`')
    .replace(/(?<!`)\bHOLDFAST_[A-Z]+(?:_[A-Z]+)*\b(?!`)/g, '`$&`')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What `holdfast/react` is called as a file. */
export const pageOf = (door: string): string => `${door.replaceAll('/', '-')}.md`;

/** Breaks a list of words so that no line is long. */
function wrap(words: readonly string[]): string {
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length > 136) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}

/** The pages of all doors, by their names. `doors` are emitted declarations by the name that an application imports. */
export function writeReference(
  doors: Readonly<Record<string, string>>,
  read?: (path: string) => string,
): Map<string, string> {
  const pages = Object.entries(doors).map(([door, path]) => ({ door, entries: readEntries(path, read) }));
  const homes = new Map<string, string>();
  for (const { door, entries } of pages) {
    for (const { name } of entries) if (!homes.has(name)) homes.set(name, `${pageOf(door)}#${name.toLowerCase()}`);
  }
  const link = (name: string, page: string): string => `[\`${name}\`](${(homes.get(name) ?? '').replace(page, '')})`;
  return new Map(
    pages.map(({ door, entries }) => {
      const page = pageOf(door);
      const index = (type: boolean): string =>
        wrap(entries.filter((entry) => entry.type === type).map(({ name }) => `[\`${name}\`](#${name.toLowerCase()})`));
      const parts = entries.map(({ name, about, code, mentions }) => {
        const related = [...mentions].filter((it) => it !== name && homes.has(it)).toSorted();
        const see = related.length > 0 ? `\n\n${wrap(['See', ...related.map((it) => link(it, page))])}` : '';
        return `## ${name}\n\n${formatAbout(about)}\n\n\`\`\`typescript\n${code.join('\n')}\n\`\`\`${see}`;
      });
      const head = [
        `# The API of \`${door}\``,
        'Made from the doc comments by `npm run docs:api`. All lengths and moments are milliseconds.',
        siblings(door, doors),
        `Values:\n${index(false)}`,
        `Types:\n${index(true)}`,
      ];
      return [page, `${[...head, ...parts].join('\n\n').replace(/[ \t]+$/gm, '')}\n`];
    }),
  );
}

const siblings = (door: string, doors: Readonly<Record<string, string>>): string =>
  `Other doors: ${Object.keys(doors)
    .filter((it) => it !== door)
    .map((it) => `[\`${it}\`](${pageOf(it)})`)
    .join(', ')}.`;
