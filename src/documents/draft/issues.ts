import type { StandardSchemaV1 } from '@standard-schema/spec';
import { elementOf } from '../items/names.ts';

/**
 * The first message of each field of `step`, by path. What has no field stands under the step's own name. What is about an item of
 * an array stands under its element too, so that it stays with the item when others come and go.
 */
export function readIssues(
  step: string,
  issues: readonly StandardSchemaV1.Issue[],
  idAt: (path: string, index: unknown) => string | undefined,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { message, path } of issues) {
    const [field, index, part = ''] = (path ?? []).map((each) => (typeof each === 'object' ? each.key : each));
    const name = field === undefined ? step : `${step}.${String(field)}`;
    errors[name] ??= message;
    const id = index === undefined ? '' : idAt(name, index);
    if (field !== undefined && id !== undefined) errors[elementOf(name, id, `.${String(part)}`)] ??= message;
  }
  return errors;
}
