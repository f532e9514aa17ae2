import { expect, it } from 'vitest';
import { compareVersions, nextVersion, notesOf, readSections, withRelease } from '../support/changelog.ts';
import { readSource } from './sources.ts';

const changelog = readSource('CHANGELOG.md');
const groups = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

it('the changelog keeps to the form that tools read: newest first, dated, in groups', () => {
  const [unreleased, ...released] = readSections(changelog);
  expect(unreleased).toMatchObject({ version: 'Unreleased', date: undefined });
  for (const [index, { version, date }] of released.entries()) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(new Date(date ?? '').toISOString().slice(0, 10)).toBe(date);
    const older = released[index + 1];
    if (older) expect(compareVersions(version, older.version)).toBeGreaterThan(0);
  }
  for (const { version, text } of readSections(changelog)) {
    if (text === '') expect(version).toBe('Unreleased');
    else expect(text).toMatch(/^### /);
    const titles = [...text.matchAll(/^###+ (.*)$/gm)].map(([, title]) => title);
    expect(titles.filter((title) => !groups.includes(title ?? ''))).toEqual([]);
  }
});

it('a release makes a version of what is unreleased, and leaves nothing there', () => {
  const before =
    '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n## [0.1.0] - 2026-01-02\n\n### Added\n\n- All.\n';
  expect(notesOf(before)).toBe('### Added\n\n- One.');
  const after = withRelease(before, '0.2.0', '2026-03-04');
  expect(readSections(after)).toEqual([
    { version: 'Unreleased', date: undefined, text: '' },
    { version: '0.2.0', date: '2026-03-04', text: '### Added\n\n- One.' },
    { version: '0.1.0', date: '2026-01-02', text: '### Added\n\n- All.' },
  ]);
  expect(notesOf(after)).toBe('');
  expect(notesOf('## [Unreleased]\n\n### Added\n')).toBe('');
  expect(() => readSections('## Unreleased\n')).toThrow('is no heading of a version');
});

it('the next version follows from the present one', () => {
  expect(['major', 'minor', 'patch', '0.9.8', '0.9.7'].map((asked) => nextVersion('0.9.7', asked))).toEqual([
    ...['1.0.0', '0.10.0', '0.9.8', '0.9.8', '0.9.7'],
  ]);
  expect(() => nextVersion('0.9.7', '0.9.6')).toThrow('0.9.6 is older than 0.9.7.');
  expect(() => nextVersion('0.9.7', '')).toThrow('Say major, minor, patch or a version');
});
