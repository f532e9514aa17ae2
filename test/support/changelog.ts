/** A part of a changelog: what changed in one version. */
export interface Section {
  /** As `1.2.0`, or `Unreleased`. */
  readonly version: string;
  /** As `2026-11-28`; none of what isn't released. */
  readonly date: string | undefined;
  readonly text: string;
}

const heading = /^## (.*)$/m;

/** The sections of a changelog in the form of keepachangelog.com, newest first. */
export function readSections(changelog: string): readonly Section[] {
  const [, ...parts] = changelog.split(heading);
  return parts.flatMap((title, index) => {
    if (index % 2 === 1) return [];
    const [, version, date] = /^\[([^\]]+)\](?: - (\S+))?$/.exec(title) ?? [];
    if (version === undefined)
      throw new Error(`"## ${title}" is no heading of a version, as "## [1.2.0] - 2026-11-28".`);
    return [{ version, date, text: (parts[index + 1] ?? '').trim() }];
  });
}

const parts = (version: string): readonly number[] => version.split('.').map(Number);

/** Below 0 where the first version is the older one. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [parts(one), parts(other)];
  return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** The version after this one: `major`, `minor`, `patch`, or one by its numbers, which the first release may name as it is. */
export function nextVersion(present: string, asked: string): string {
  const [major = 0, minor = 0, patch = 0] = parts(present);
  if (asked === 'major') return `${major + 1}.0.0`;
  if (asked === 'minor') return `${major}.${minor + 1}.0`;
  if (asked === 'patch') return `${major}.${minor}.${patch + 1}`;
  if (!/^\d+\.\d+\.\d+$/.test(asked)) {
    throw new Error(
      `"${asked}" is no version. Say major, minor, patch or a version: npm run release -- minor --dry-run`,
    );
  }
  if (compareVersions(asked, present) < 0) throw new Error(`${asked} is older than ${present}.`);
  return asked;
}

/** What is to be released, in words; empty where that is nothing. */
export function notesOf(changelog: string): string {
  const text = readSections(changelog).find(({ version }) => version === 'Unreleased')?.text ?? '';
  return /^- /m.test(text) ? text : '';
}

/** The changelog in which what was unreleased is a version, and nothing is unreleased. */
export function withRelease(changelog: string, version: string, date: string): string {
  return changelog.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`);
}
