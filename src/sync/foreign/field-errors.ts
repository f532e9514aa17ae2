type Messages = Record<string, string>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
};

/** What an answer says about fields, as most servers say it: by name, or in a list with a pointer (RFC 9457). */
function said(body: unknown): readonly (readonly [name: string, message: string | undefined])[] {
  const errors = isObject(body) ? body['errors'] : undefined;
  if (isObject(errors)) return Object.entries(errors).map(([name, value]) => [name, textOf(value)]);
  if (!Array.isArray(errors)) return [];
  return errors.filter(isObject).map((each) => {
    const name = each['pointer'] ?? each['path'] ?? each['field'] ?? each['name'];
    return [textOf(name) ?? '', textOf(each['detail'] ?? each['message'])];
  });
}

/**
 * Messages by path. A name may be a path, a JSON pointer, or the name of a field: what it ends with is compared, so that a server need not know
 * in which step its field is.
 */
export function readFieldErrors(body: unknown, paths: readonly string[]): Messages {
  const messages: Messages = {};
  for (const [given, message] of said(body)) {
    const name = given.replace(/^#?\//, '').replaceAll('/', '.');
    const path = paths.find((each) => each === name) ?? paths.find((each) => each.endsWith(`.${name}`));
    if (path !== undefined && message) messages[path] ??= message;
  }
  return messages;
}
