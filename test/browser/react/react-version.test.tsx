import { render } from '@testing-library/react';
import { type ReactNode, useState, version } from 'react';
import { version as domVersion } from 'react-dom';
import { expect, inject, it } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The major version that the project runs with. */
    react: number;
  }
}

function Shown(): ReactNode {
  const [text] = useState(version);
  return <p>{text}</p>;
}

it('runs in the React of its project, and in no other', () => {
  expect(version.split('.')[0]).toBe(String(inject('react')));
  expect(domVersion).toBe(version);
  expect(render(<Shown />).container.textContent).toBe(version);
});
