import type { DocumentHost } from '../../vault/host.ts';
import type { Document } from '../document.ts';
import type { Element } from '../elements.ts';
import type { Register } from '../register.ts';
import type { Checks } from './checks.ts';
import type { Editing } from './editing.ts';
import type { Fields } from './fields.ts';
import type { Moves } from './moving.ts';
import { stepOf } from './paths.ts';

/**
 * What a draft stands on where it is about something that lives elsewhere: values that show wherever nobody has edited. Whoever lays
 * it is in another room, so that an application without that pays for this seam only.
 */
export interface Ground {
  /** What stands at an element of which `stored` is known here. */
  find(element: string, stored: Register | undefined): Register | undefined;
  /** What is to be written along with edits: what they were made upon. */
  along(edits: readonly Element[]): readonly Element[];
  /** Names of all that may look different where these elements changed. */
  touched(changed: ReadonlySet<string>): ReadonlySet<string>;
  /** That is shown now. */
  rendered(): void;
  /** Other contents are shown from here on. */
  begun(): void;
}

/** The place for a ground. Until one is laid, what is typed is all there is. */
export function createGroundPlace(): { readonly ground: Ground; readonly stand: DraftInside['stand'] } {
  let laid: Ground | null = null;
  return {
    ground: {
      find: (element, stored) => (laid ? laid.find(element, stored) : stored),
      along: (edits) => laid?.along(edits) ?? [],
      touched: (changed) => laid?.touched(changed) ?? changed,
      rendered: () => laid?.rendered(),
      begun: () => laid?.begun(),
    },
    stand(next) {
      const isFirst = !laid;
      laid ??= next;
      return isFirst;
    },
  };
}

/** The elements of a ground: what is known of what lives elsewhere, of this device alone, and what edits were made upon. */
export const groundElement = '@base';
export const baseElement = (path: string): string => `@was.${path}`;

/** What of a draft is open to whoever lays its ground. */
export interface DraftInside {
  readonly host: DocumentHost;
  readonly version: number;
  readonly steps: readonly string[];
  readonly secret: ReadonlySet<string>;
  readonly document: Document;
  readonly fields: Fields;
  /** Writes what nobody did here, and nobody takes back. */
  readonly put: Editing['put'];
  /** Answers whether there was none. */
  stand(ground: Ground): boolean;
  render(changed: ReadonlySet<string>): void;
  /** What the schemas make of the values; null where one refuses, and the draft is on that step now. */
  checkAll(): Promise<Readonly<Record<string, unknown>> | null>;
  /** What the server says about fields. It is shown until they change or are checked again; the draft is on the first such step now. */
  refuse(messages: Readonly<Record<string, string>>): void;
}

const insides = new WeakMap<object, DraftInside>();

/** What is open of a draft; undefined for what is none. */
export const insideOf = (draft: object): DraftInside | undefined => insides.get(draft);

export function openInside(
  draft: object,
  parts: Omit<DraftInside, 'put' | 'checkAll' | 'refuse'>,
  { put }: Editing,
  { checkAll, moveTo }: Moves,
  checks: Checks,
): void {
  insides.set(draft, {
    ...parts,
    put,
    checkAll,
    refuse(messages) {
      checks.refuse(messages);
      const isAbout = (step: string): boolean =>
        Object.keys(messages).some((path) => path === step || stepOf(path) === step);
      const first = parts.steps.find(isAbout);
      if (first) moveTo(first);
    },
  });
}
