import { pathOf } from '../items/names.ts';
import { keep } from '../keep.ts';
import { readIssues } from './issues.ts';
import { fieldOf, stepOf } from './paths.ts';
import type { DraftSteps } from './steps.ts';

type Checked = { readonly value: unknown } | null;

/** What the schemas say about the steps of a draft. */
export interface Checks {
  /** The first message of each field, of the steps that were attempted. */
  errors(): Readonly<Record<string, string>>;
  /** The same, and those about parts of items. */
  allErrors(): Readonly<Record<string, string>>;
  /** The person wants to leave the step: what its schema makes of it, or null; its errors are shown from here on. */
  attempt(step: string): Promise<Checked>;
  /** A field of the step changed: brings its errors up to date, if they are shown. */
  changed(step: string): void;
  /** What a server says about fields, until their value is another one or their step is attempted again. */
  refuse(messages: Readonly<Record<string, string>>): void;
  /** Whether a step that was left forwards once is not accepted any more. */
  isRefused(step: string): boolean;
  /** Finds out which of these steps are refused. Answers whether any is. */
  recheck(steps: readonly string[]): Promise<boolean>;
  clear(): void;
}

export function createChecks(
  schemas: DraftSteps,
  valuesOf: (step: string) => object | undefined,
  idAt: (path: string, index: unknown) => string | undefined,
  render: () => void,
  report: (error: unknown) => void,
): Checks {
  const attempted = new Set<string>();
  const waiting = new Set<string>();
  const refused = new Set<string>();
  let all: Readonly<Record<string, string>> = {};
  let errors = all;
  let refusals: readonly (readonly [path: string, message: string, value: unknown])[] = [];

  const isOf = (step: string, path: string): boolean => path === step || stepOf(path) === step;
  const valueAt = (path: string): unknown => valuesOf(stepOf(path))?.[fieldOf(path) as never];
  const put = (next: typeof all): void => {
    all = keep(all, next);
    errors = keep(errors, Object.fromEntries(Object.entries(all).filter(([path]) => pathOf(path) === path)));
    render();
  };
  const validate = async (step: string) => schemas[step]?.['~standard'].validate(valuesOf(step));
  const check = async (step: string): Promise<Checked> => {
    const values = valuesOf(step);
    const result = await validate(step);
    // Typed into meanwhile: what counts is what stands there now.
    if (valuesOf(step) !== values) return check(step);
    const others = Object.entries(all).filter(([path]) => !isOf(step, path));
    const said = refusals.filter(([path, , value]) => isOf(step, path) && Object.is(valueAt(path), value));
    put({ ...Object.fromEntries([...others, ...said]), ...readIssues(step, result?.issues ?? [], idAt) });
    return result && !result.issues ? result : null;
  };

  return {
    errors: () => errors,
    allErrors: () => all,
    async attempt(step) {
      attempted.add(step);
      refusals = refusals.filter(([path]) => !isOf(step, path));
      const result = await check(step);
      if (result) refused.delete(step);
      return result;
    },
    changed(step) {
      if (!attempted.has(step) || waiting.has(step)) return;
      waiting.add(step);
      // A schema looks at the whole step, so it is asked once for all that is set in one turn.
      const look = async (): Promise<void> => {
        await null;
        waiting.delete(step);
        if (attempted.has(step)) await check(step);
      };
      look().catch(report);
    },
    refuse(messages) {
      refusals = Object.entries(messages).map(([path, message]) => [path, message, valueAt(path)]);
      put({ ...all, ...messages });
    },
    isRefused: (step) => refused.has(step),
    async recheck(steps) {
      for (const step of steps) {
        const values = valuesOf(step);
        const result = await validate(step);
        if (result?.issues && valuesOf(step) === values) refused.add(step);
      }
      return refused.size > 0;
    },
    clear() {
      attempted.clear();
      refused.clear();
      refusals = [];
      all = errors = {};
    },
  };
}
