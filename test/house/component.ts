import { parse } from 'svelte/compiler';

/*
 * A component of Svelte as TypeScript that says what the component does, so that our compiler can judge it: the script as it stands, and the
 * markup as statements. Only as much as the samples need: what is new here is refused, not passed over.
 */

interface Part {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly value?: Part | true;
  readonly expression?: Part;
  readonly test?: Part;
  readonly nodes?: readonly Part[];
  readonly attributes?: readonly Part[];
  readonly fragment?: Part;
  readonly consequent?: Part;
  readonly alternate?: Part | null;
  readonly instance?: { readonly content: Part };
}

const given = `
import type { Attachment } from 'svelte/attachments';
import type { Readable } from 'svelte/store';
type In<Store> = Store extends Readable<infer Value> ? Value : never;
declare function attach<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, to: Attachment<HTMLElementTagNameMap[Tag]>): void;
`;

/** The same as TypeScript. `$store` is a constant beside it, so that an `{#if $store}` narrows it. */
export function readComponent(path: string, text: string): string {
  const root = JSON.parse(JSON.stringify(parse(text, { modern: true, filename: path }))) as Part;
  const code = (part: Part | undefined): string => (part ? text.slice(part.start, part.end) : '');
  const all = (parts: readonly Part[] = [], tag = ''): string => parts.map((part) => say(part, tag)).join('\n');
  const say = (part: Part, tag: string): string => {
    const { type, name = '', value, expression, test, nodes, attributes, fragment, consequent, alternate } = part;
    const inside = (of: Part | null | undefined): string => (of ? `{ ${all(of.nodes)} }` : '{}');
    switch (type) {
      case 'Text':
        return '';
      case 'Fragment':
        return all(nodes);
      case 'ExpressionTag':
        return `void (${code(expression)});`;
      case 'AttachTag':
        return `attach('${tag}', ${code(expression)});`;
      case 'Attribute':
        return typeof value === 'object' ? say(value, tag) : '';
      case 'IfBlock':
        return `if (${code(test)}) ${inside(consequent)} else ${inside(alternate)}`;
      case 'KeyBlock':
        return `void (${code(expression)}); ${inside(fragment)}`;
      case 'RegularElement':
        return `${all(attributes, name)}\n${inside(fragment)}`;
      default:
        throw new Error(`${path}: the check of components doesn't know a ${type}.`);
    }
  };
  const script = code(root.instance?.content);
  const markup = root.fragment ? say(root.fragment, '') : '';
  const stores = new Set([...markup.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
  const values = [...stores].map((name) => `declare const $${name}: In<typeof ${name}>;`);
  return [given, script, ...values, markup].join('\n');
}
