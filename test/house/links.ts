import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A page without its blocks of code. */
export const withoutFences = (markdown: string): string => markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, '');

/** A page without its code, so that nothing in a sample passes for a link or a heading. */
const withoutCode = (markdown: string): string =>
  withoutFences(markdown).replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]]/g, ' '));

/** Pages that hundreds of links lead to are looked through once. */
const anchorsOf = new Map<string, ReadonlySet<string>>();

/** The anchors of a page: those that GitHub gives to its headings, and those that it names itself. */
export function readAnchors(markdown: string): ReadonlySet<string> {
  const known = anchorsOf.get(markdown);
  if (known) return known;
  const anchors = new Set<string>();
  const text = withoutCode(markdown);
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    let name = slug;
    for (let count = 1; anchors.has(name); count++) name = `${slug}-${count}`;
    anchors.add(name);
  }
  for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  anchorsOf.set(markdown, anchors);
  return anchors;
}

/** Where the links and pictures of a page lead, without those to other sites. */
export function readLinks(markdown: string): readonly string[] {
  const text = withoutCode(markdown);
  const found = [/\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)/g, /^\[[^\]]+\]: *(\S+)/gm, /(?:src|href|srcset)="([^"]+)"/g];
  const targets = found.flatMap((shape) => [...text.matchAll(shape)].map(([, target = '']) => target));
  return targets.filter((target) => !/^(?:[a-z]+:|\/\/)/.test(target));
}

/** The links of a page that lead to no file, or to no heading of it. */
export function findDeadLinks(path: string, read: (path: string) => string, root: string): readonly string[] {
  return readLinks(read(path)).filter((link) => {
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? path : posix.join(posix.dirname(path), target);
    if (!existsSync(join(root, file))) return true;
    if (anchor === undefined) return false;
    const page = statSync(join(root, file)).isDirectory() ? posix.join(file, 'README.md') : file;
    return !page.endsWith('.md') || !readAnchors(read(page)).has(anchor);
  });
}
