import type { StandardSchemaV1 } from '@standard-schema/spec';

/** The first message of each field of `step`, by path. What has no field stands under the step's own name. */
export function readIssues(step: string, issues: readonly StandardSchemaV1.Issue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { message, path } of issues) {
    const [part] = path ?? [];
    const field = typeof part === 'object' ? part.key : part;
    errors[field === undefined ? step : `${step}.${String(field)}`] ??= message;
  }
  return errors;
}
